// Propagate cannot put points on the stream.
import type { Fault } from '../fault.ts';
import type { Rule } from '../stand/microburst.ts';
import type { Stand } from '../stand/stand.ts';

const CALL = { service: 'kinesis', operation: 'PutRecords' } as const;

/** Minutes without a tick before it, so that the tick under the fault has points to send that viewers lack. */
const BEHIND_MINUTES = 4;

/** One tick while every call meets the rule. */
const under = (rule: Omit<Rule, 'service' | 'operation'>) => async (stand: Stand) => {
  await stand.loseMinutes(BEHIND_MINUTES);
  return stand.microburst.during([{ ...CALL, ...rule }], async () => {
    await stand.tick();
  });
};

/** A part of the records of each call fails. */
const partly = (isLeft: (index: number, count: number) => boolean) => async (stand: Stand) => {
  await stand.loseMinutes(BEHIND_MINUTES);
  return stand.partialProxy.during({ operation: 'PutRecords', left: isLeft }, async () => {
    await stand.tick();
  });
};

export const PUT_RECORDS: readonly Fault[] = [
  {
    name: 'PutRecords throttled',
    standsFor: 'the shard takes no more: ProvisionedThroughputExceededException for every call of a tick',
    short: true,
    make: under({ error: { code: 'ProvisionedThroughputExceededException' } }),
  },
  {
    name: 'PutRecords partly failed',
    standsFor: 'HTTP 200, and every third record of each call was not taken, until one is left',
    short: true,
    make: partly((index, count) => count > 1 && index % 3 === 0),
  },
  {
    name: 'PutRecords takes no record',
    standsFor: 'HTTP 200, and no record was taken, until the function has no time left',
    make: partly(() => true),
  },
  {
    name: 'PutRecords timing out',
    standsFor: 'Kinesis gives no answer',
    make: under({ timeout_ms: 60_000 }),
  },
  {
    name: 'PutRecords reset',
    standsFor: 'connections to Kinesis break',
    make: under({ reset: true }),
  },
  {
    name: 'Kinesis fails inside',
    standsFor: 'InternalFailure for every call of a tick',
    make: under({ error: { code: 'InternalFailure', status: 500 } }),
  },
];
