// The tables cannot be read or written.
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { Rule } from '../stand/microburst.ts';
import type { Stand } from '../stand/stand.ts';

const THROTTLED = { code: 'ProvisionedThroughputExceededException' };
const DOWN = { code: 'InternalServerError', status: 500 };

/** A tick, and the fault goes on for so long. Fanout retries its batch meanwhile, as Lambda makes it do. */
const under =
  (seconds: number, ...rules: Omit<Rule, 'service'>[]) =>
  async (stand: Stand) => {
    await stand.loseMinutes(4);
    return stand.microburst.during(
      rules.map((rule) => ({ service: 'dynamodb', ...rule })),
      async () => {
        const over = wait(seconds * 1000, undefined, { signal: stand.signal });
        await stand.tick();
        await over;
      },
    );
  };

/** As `under`, for the calls of one table. */
const oneTable =
  (output: string, seconds: number, error = DOWN) =>
  async (stand: Stand) => {
    const table = stand.system.outputs[output] as string;
    const body = `TableName == '${table}' || RequestItems."${table}"`;
    return under(seconds, { body, error })(stand);
  };

export const DYNAMODB: readonly Fault[] = [
  {
    name: 'DynamoDB throttled',
    standsFor: 'ProvisionedThroughputExceededException for every call to every table',
    short: true,
    make: under(8, { error: THROTTLED }),
  },
  {
    name: 'Half of DynamoDB throttled',
    standsFor: 'a hot partition: the retries of the SDK get through',
    make: under(8, { error: THROTTLED, probability: 0.5 }),
  },
  {
    name: 'UnprocessedItems',
    standsFor: 'HTTP 200, and every other item was not written',
    make: (stand) => unprocessed(stand, (index) => index % 2 === 1, 5),
  },
  {
    name: 'UnprocessedItems for ever',
    standsFor: 'HTTP 200, and nothing is written until the function has no time left',
    make: (stand) => unprocessed(stand, () => true, 45),
  },
  {
    name: 'DynamoDB out for 30 s',
    standsFor: 'InternalServerError for every call, reads of the API too',
    make: under(30, { error: DOWN }),
  },
  {
    name: 'DynamoDB gives no answer for 30 s',
    standsFor: 'calls hang',
    make: under(30, { timeout_ms: 30_000 }),
  },
  {
    name: 'Only the track table out',
    standsFor: 'one table fails: points can be neither found nor stored',
    make: oneTable('TrackTableName', 10),
  },
  {
    name: 'Only the connections table out',
    standsFor: 'one table fails: nobody knows who watches',
    short: true,
    make: oneTable('ConnectionsTableName', 5),
  },
  {
    name: 'Only the elements table out',
    standsFor: 'one table fails, and propagate has just started: it emits nothing rather than from older sets',
    async make(stand) {
      // A new container has no copy of the elements: the tick fails, rather than compute from older sets.
      await stand.system.renew('PropagateFunctionName');
      return oneTable('ElementsTableName', 5)(stand);
    },
  },
];

async function unprocessed(stand: Stand, left: (index: number) => boolean, seconds: number): Promise<number> {
  await stand.loseMinutes(4);
  return stand.partialProxy.during({ operation: 'BatchWriteItem', left }, async () => {
    const over = wait(seconds * 1000, undefined, { signal: stand.signal });
    await stand.tick();
    await over;
  });
}
