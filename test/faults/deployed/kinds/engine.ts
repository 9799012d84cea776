// Everything ends at once.
import { SECOND_MS } from '../../../../orbit/time.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';

export const ENGINE: readonly Fault[] = [
  {
    name: 'The local AWS killed in the middle of a tick',
    standsFor: 'the machine of a local run loses power; and on AWS, a stack that was deleted and deployed again',
    async make(stand) {
      await stand.loseMinutes(10);
      // The tick has computed its points and waits for Kinesis.
      const slow = { service: 'kinesis', operation: 'PutRecords', latency: 30 * SECOND_MS } as const;
      const hits = await stand.microburst.during([slow], async (hits) => {
        const ticking = stand.tick();
        await until(async () => (await hits()) > 0);
        stand.kill();
        await ticking;
      });
      await stand.deployAgain();
      return hits;
    },
  },
];
