// Ticks that cannot read which points the table has.

import type { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import type { TickParts } from '../../../functions/propagate/tick.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import type { PointRecord } from '../../../wire/point-record.ts';
import { aTrackTable, clientsFor } from '../../support/aws.ts';
import { AQUA, AURA, TERRA } from '../../support/builders.ts';
import { aTickOn, WINDOW } from './a-tick.ts';

const endpoint = inject('endpoint');
const aTick = (parts?: Partial<TickParts>) => aTickOn(endpoint, parts);

// At 12:00:07.5 the newest slot is 12:03:00. A tick may come two minutes after the one before.
const NEWEST = ['12:01:20', '12:01:40', '12:02:00', '12:02:20', '12:02:40', '12:03:00'].map(
  (at) => `2026-10-10T${at}Z`,
);

const timesOf = (number: number, emitted: PointRecord[]) =>
  emitted.filter(({ catalogNumber }) => catalogNumber === number).map(({ time }) => time);

/** A table in which the queries for some satellites end as the fault says. */
async function aTableWith(fault: (options: { abortSignal?: AbortSignal }) => Promise<never>, satellites: number[]) {
  const table = await aTrackTable(clientsFor(endpoint));
  const send = async (command: QueryCommand, options: { abortSignal?: AbortSignal }) =>
    satellites.includes(command.input.ExpressionAttributeValues?.[':catalogNumber'])
      ? fault(options)
      : table.client.send(command, options);
  return { ...table, client: { send } as never };
}

const throttled = async () => {
  throw Object.assign(new Error('The level of configured throughput was exceeded.'), { name: 'ThrottlingException' });
};

test('a satellite whose times cannot be read gets the newest points; the others are repaired as ever', async () => {
  const { run, emitted, report } = await aTick({ table: await aTableWith(throttled, [AQUA]) });

  expect(await run()).toEqual({ emitted: 2 * WINDOW + 6, leftOver: 0 });

  expect(timesOf(TERRA, emitted())).toHaveLength(WINDOW);
  expect(timesOf(AURA, emitted())).toHaveLength(WINDOW);
  expect(timesOf(AQUA, emitted())).toEqual(NEWEST);
  expect(report.lines.filter(({ level }) => level === 'warn')).toEqual([
    {
      level: 'warn',
      message: 'cannot read which points are stored; only the newest are emitted',
      details: {
        catalogNumber: AQUA,
        reason: 'ThrottlingException: The level of configured throughput was exceeded.',
      },
    },
  ]);
});

test('when no times can be read, the newest points are emitted, and Lambda counts an error', async () => {
  const { run, emitted } = await aTick({
    table: { client: clientsFor(endpoint).documents, tableName: 'no-such-table' },
  });

  await expect(run()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  for (const number of [TERRA, AQUA, AURA]) expect(timesOf(number, emitted())).toEqual(NEWEST);
});

test('ticks of which none can read, up to two minutes apart, leave no hole', async () => {
  const { run, emitted } = await aTick({ table: await aTableWith(throttled, [TERRA, AQUA, AURA]) });
  // The first and the last moment of their minutes.
  const ticks = ['12:00:00.000', '12:01:59.999', '12:02:00.000'].map((at) => Date.parse(`2026-10-10T${at}Z`));

  for (const nowMs of ticks) await expect(run(nowMs)).rejects.toThrow('throughput was exceeded');

  const times = [...new Set(timesOf(TERRA, emitted()).map((time) => Date.parse(time)))];
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(new Set(steps)).toEqual(new Set([20_000]));
});

test('reads that never end leave time to send the newest points', async () => {
  const untilAborted = ({ abortSignal }: { abortSignal?: AbortSignal }) =>
    new Promise<never>((_, reject) => abortSignal?.addEventListener('abort', () => reject(abortSignal.reason)));
  const { run, emitted } = await aTick({ table: await aTableWith(untilAborted, [TERRA, AQUA, AURA]), readMs: 1 });

  await expect(run()).rejects.toMatchObject({ name: 'TimeoutError' });

  for (const number of [TERRA, AQUA, AURA]) expect(timesOf(number, emitted())).toEqual(NEWEST);
});

test('a satellite that cannot be read is not counted as behind; when none can be, there is no value, and the alarm goes off', async () => {
  const one = await aTick({ table: await aTableWith(throttled, [AQUA, AURA]) });
  await one.run();
  expect(one.report.counts[METRIC.satellitesBehind]).toBe(1);

  const none = await aTick({ table: await aTableWith(throttled, [TERRA, AQUA, AURA]) });
  await expect(none.run()).rejects.toThrow();
  expect(none.report.counts).not.toHaveProperty(METRIC.satellitesBehind);
});
