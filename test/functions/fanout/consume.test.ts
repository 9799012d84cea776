// One batch, on real tables and a real queue: what is stored,
// pushed and sent to quarantine, also when one of these fails.
import { expect, inject, test } from 'vitest';
import { readCount, rememberConnection } from '../../../functions/shared/connections-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { parseFrame } from '../../../wire/frame.ts';
import { validateFrame } from '../../contract/schemas.ts';
import { clientsFor } from '../../support/aws.ts';
import { aKinesisRecord, NOW_MS } from '../../support/builders.ts';
import type { Reply } from '../../support/servers/management-api.ts';
import { aConsumer, noTable, records } from './a-consumer.ts';

const endpoint = inject('endpoint');

const POISON = () => aKinesisRecord('{"catalogNumber": ');

test('points are stored and pushed, invalid records go to quarantine, and all are counted', async () => {
  const { run, stored, frames, quarantined, writes, report } = await aConsumer();

  await run([...records(2, NOW_MS), POISON(), ...records(1, NOW_MS + MINUTE_MS)]);

  expect(await stored()).toHaveLength(3);
  expect(writes).toHaveLength(1);
  const [frame, ...more] = frames();
  expect(validateFrame(frame)).toEqual([]);
  expect(frame?.satellites.map(({ points }) => points.length)).toEqual([3]);
  expect(more).toEqual([]);
  expect(await quarantined()).toEqual([expect.objectContaining({ reason: 'not JSON', payload: '{"catalogNumber": ' })]);
  expect(report.counts).toEqual({
    [METRIC.pointsStored]: 3,
    [METRIC.framesSent]: 1,
    [METRIC.framesDropped]: 0,
  });
});

test.each([
  ['below four fifths of the ceiling', 2, undefined],
  ['at four fifths of the ceiling', 5 / 4, 1],
  ['a ceiling of none, which nobody can come close to', 0, undefined],
])('sockets: %s', async (_, maxViewers, expected) => {
  const { run, report } = await aConsumer({ maxViewers });

  await run(records(3, NOW_MS));

  expect(report.counts[METRIC.nearLimits]).toBe(expected);
});

test.each([
  [59_900, undefined],
  [60_000, 1],
])('records that waited %d ms in the stream', async (waitedMs, expected) => {
  const { run, report } = await aConsumer();
  const batch = records(2, NOW_MS);
  for (const { kinesis } of batch.slice(1)) kinesis.approximateArrivalTimestamp = (NOW_MS - waitedMs) / 1000;

  await run(batch);

  expect(report.counts[METRIC.nearLimits]).toBe(expected);
});

test('a viewer that wants compact frames gets them, and the viewers are counted for $connect', async () => {
  const { run, frames, connectionsTable } = await aConsumer();
  await rememberConnection(connectionsTable, { connectionId: 'small', connectedAtMs: NOW_MS, form: 'compact' });

  await run(records(3, NOW_MS));

  const sent = frames().toSorted((a, b) => b.type.localeCompare(a.type));
  expect(sent.map(({ type }) => type)).toEqual(['points', 'compact']);
  const [usual, compact] = sent.map((frame) => parseFrame(JSON.stringify(frame)));
  expect(compact).toEqual(usual);
  expect(validateFrame(sent[1])).toEqual([]);
  expect(await readCount(connectionsTable)).toEqual({ connections: 2, countedAtMs: NOW_MS });
});

test('of two records for the same point the last is stored and pushed', async () => {
  const { run, stored, frames } = await aConsumer();

  await run([...records(1, NOW_MS), ...records(1, NOW_MS, { altitudeKm: 703 })]);

  expect(await stored()).toHaveLength(1);
  expect(frames().flatMap(({ satellites }) => satellites.flatMap(({ points }) => points))).toEqual([
    expect.objectContaining({ altitudeKm: 703 }),
  ]);
});

test('an empty batch does nothing', async () => {
  const { run, frames, queries, writes } = await aConsumer();

  await run([]);

  expect([...frames(), ...queries, ...writes]).toEqual([]);
});

test('a batch of invalid records goes to quarantine, and nothing is pushed', async () => {
  const { run, frames, quarantined, queries, report } = await aConsumer();

  await run([POISON(), POISON()]);

  expect(await quarantined()).toHaveLength(2);
  expect(frames()).toEqual([]);
  expect(queries).toEqual([]);
  expect(report.counts[METRIC.pointsStored]).toBe(0);
});

test('repairs are stored, but not pushed', async () => {
  const { run, stored, frames, queries } = await aConsumer();

  await run(records(180, NOW_MS - MINUTE_MS));

  expect(await stored()).toHaveLength(180);
  expect(frames()).toEqual([]);
  // The connections were not read: the only query is that of this test.
  expect(queries).toHaveLength(1);
});

test('a number too small for DynamoDB does not block the batch', async () => {
  const { run, stored } = await aConsumer();

  await run([...records(1, NOW_MS, { latitudeDeg: 1e-200 }), ...records(1, NOW_MS - MINUTE_MS)]);

  expect(await stored()).toHaveLength(2);
});

test('when storing fails it throws before anything is pushed or sent to quarantine', async () => {
  const { run, frames, quarantined, report } = await aConsumer({ trackTable: noTable() });

  await expect(run([...records(3, NOW_MS), POISON()])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  expect(frames()).toEqual([]);
  expect(await quarantined()).toEqual([]);
  expect(report.counts).toEqual({});
});

test('when the quarantine queue fails it throws after the good points were stored and pushed', async () => {
  const quarantine = { client: clientsFor(endpoint).sqs, queueUrl: `${endpoint}/000000000000/no-such-queue` };
  const { run, stored, frames } = await aConsumer({ quarantine });

  await expect(run([POISON(), ...records(3, NOW_MS)])).rejects.toMatchObject({
    name: expect.stringMatching(/QueueDoesNotExist|NonExistentQueue/),
  });

  expect(await stored()).toHaveLength(3);
  expect(frames()).toHaveLength(1);
});

test.each<Reply>([403, 413, 500, 'silence'])('when a post ends with %s the batch succeeds', async (reply) => {
  const { run, stored, report } = await aConsumer({ reply, pushMs: reply === 'silence' ? 1000 : 20_000 });

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts).toMatchObject({ [METRIC.framesSent]: 0, [METRIC.framesDropped]: 100 });
});
