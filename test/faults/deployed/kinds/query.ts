// Viewers ask when the tables have only a part of the hour, or do not answer well.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { EXPIRES_AT } from '../../../../functions/shared/names.ts';
import { storedPoints } from '../../../../functions/shared/track-table.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';
import type { Stand } from '../stand/stand.ts';

/** So many people open the page now. */
const NEWCOMERS = 5;

async function newcomers(stand: Stand): Promise<void> {
  await stand.viewers.watch(stand.audience + NEWCOMERS);
}

const QUERY = { service: 'dynamodb', operation: 'Query' } as const;

export const QUERIES: readonly Fault[] = [
  {
    name: 'Query on a half-filled hour',
    standsFor: 'viewers open the page when half of the hour is missing',
    short: true,
    async make(stand) {
      await stand.loseMinutes(33);
      await stand.openPagesWithHole();
      const answers = await Promise.all(
        stand.catalogNumbers.map((number) => stand.system.get(`/satellites/${number}/track`)),
      );
      for (const answer of answers) {
        const { count, complete } = (await answer.json()) as { count: number; complete: boolean };
        if (complete || count < 80 || count > 95)
          throw new Error(`Half of the hour: ${count} points, complete: ${complete}`);
      }
      return NEWCOMERS;
    },
  },
  {
    name: 'Query on expired items',
    standsFor: 'DynamoDB deletes expired items within days, and until then it returns them',
    async make(stand) {
      const { trackTable } = stand.system;
      const nowMs = Date.now();
      const [catalogNumber = 0] = stand.catalogNumbers;
      const points = await storedPoints(trackTable, catalogNumber, nowMs - 5 * MINUTE_MS, nowMs, nowMs);
      // Of yesterday at this time, and expired an hour ago.
      const Items = points.map((point) => ({
        catalogNumber,
        ...point,
        timeMs: point.timeMs - 26 * HOUR_MS,
        [EXPIRES_AT]: Math.floor((nowMs - HOUR_MS) / 1000),
      }));
      const requests = Items.map((Item) => ({ PutRequest: { Item } }));
      await trackTable.client.send(new BatchWriteCommand({ RequestItems: { [trackTable.tableName]: requests } }));
      const track = await stand.system.get(`/satellites/${catalogNumber}/track?points=4320`);
      const { points: shown } = (await track.json()) as { points: { time: string }[] };
      if (shown.some(({ time }) => Date.parse(time) < nowMs - 25 * HOUR_MS))
        throw new Error('An expired point is shown.');
      await stand.loseMinutes(4);
      await newcomers(stand);
      return Items.length;
    },
  },
  {
    name: 'Query while the tables throttle',
    standsFor: 'more readers than the tables allow: viewers who come now get errors',
    async make(stand) {
      await stand.loseMinutes(4);
      const error = { code: 'ProvisionedThroughputExceededException' };
      return stand.microburst.during([{ ...QUERY, error }], async (hits) => {
        await newcomers(stand);
        await until(async () => (await hits()) > 0);
      });
    },
  },
  {
    name: 'Query while the tables are slow',
    standsFor: 'each read takes three seconds, longer than the SDK waits',
    async make(stand) {
      await stand.loseMinutes(4);
      return stand.microburst.during([{ ...QUERY, latency: 3000 }], async (hits) => {
        await newcomers(stand);
        await until(async () => (await hits()) > 0);
      });
    },
  },
];
