// One batch, on real tables and a real queue: what is stored,
// pushed and sent to quarantine, also when one of these fails.
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test, vi } from 'vitest';
import { type ConsumeParts, consume } from '../../../functions/fanout/consume.ts';
import { readCount, rememberConnection, segmentOf } from '../../../functions/shared/connections-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { storedTimesMs } from '../../../functions/shared/track-table.ts';
import { formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import { type PointsFrame, parseFrame } from '../../../wire/frame.ts';
import type { PointRecord } from '../../../wire/point-record.ts';
import { validateFrame } from '../../contract/schemas.ts';
import { aConnectionsTable, aQueue, aTrackTable, clientsFor, takeMessages, watchCalls } from '../../support/aws.ts';
import { aKinesisRecord, aPace, aPoint, aReport, aTrack, NOW_MS, TERRA } from '../../support/builders.ts';
import { aManagementApi, type Reply } from '../../support/servers/management-api.ts';

const endpoint = inject('endpoint');

/** Records of the last `count` points that are not after `untilMs`. */
const records = (count: number, untilMs: number, overrides: Partial<PointRecord> = {}) =>
  aTrack(count, untilMs).map(({ timeMs }) => aKinesisRecord(aPoint({ time: formatTime(timeMs), ...overrides })));

const POISON = () => aKinesisRecord('{"catalogNumber": ');

/** Workers that get their orders from a client in place of Lambda's. */
const someWorkers = ({ from, send = async () => ({}) }: { from: number; send?: () => Promise<unknown> }) => ({
  client: { send } as never,
  functionName: 'push',
  from,
});

/** A consumer with one viewer on the socket. */
async function aConsumer({ reply = 200 as Reply, ...overrides }: Partial<ConsumeParts> & { reply?: Reply } = {}) {
  const clients = clientsFor(endpoint);
  const api = await aManagementApi(() => reply);
  const trackTable = await aTrackTable(clients);
  const connectionsTable = await aConnectionsTable(clients);
  const quarantine = await aQueue(clients);
  const report = aReport();
  await rememberConnection(connectionsTable, { connectionId: 'viewer', connectedAtMs: NOW_MS });
  const workers = someWorkers({ from: Infinity });
  const parts = { trackTable, connectionsTable, quarantine, poster: api.poster, workers, report, pushMs: 20_000 };
  return {
    report,
    connectionsTable,
    queries: watchCalls<QueryCommandInput>(clients.documents, 'QueryCommand'),
    writes: watchCalls(clients.documents, 'BatchWriteItemCommand'),
    run: (batch: ReturnType<typeof records>, pace = aPace()) =>
      consume({ ...parts, pace, ...overrides }, batch, NOW_MS),
    /** Adds viewers until the first segment has `count`. */
    async connect(count: number) {
      const ids = Array.from({ length: 100 }, (_, index) => `id-${index}`).filter((id) => segmentOf(id) === 0);
      for (const connectionId of ids.slice(0, count))
        await rememberConnection(connectionsTable, { connectionId, connectedAtMs: NOW_MS });
    },
    stored: () => storedTimesMs(trackTable, TERRA, 0, NOW_MS + 60 * MINUTE_MS),
    frames: () => api.posts.map(({ frame }) => JSON.parse(frame) as PointsFrame),
    quarantined: () => takeMessages(quarantine.client, quarantine.queueUrl),
  };
}

const noTable = () => ({ client: clientsFor(endpoint).documents, tableName: 'no-such-table' });

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

test('a large audience is handed to workers: fanout reads one segment, and posts nothing', async () => {
  const send = vi.fn(async () => ({}));
  const { run, stored, frames, queries, report, connect, connectionsTable } = await aConsumer({
    workers: someWorkers({ from: 0, send }),
  });
  await connect(2);

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(send).toHaveBeenCalledOnce();
  expect(frames()).toEqual([]);
  expect(queries.filter(({ IndexName }) => !IndexName)).toHaveLength(1);
  // $connect gets the estimate.
  expect(await readCount(connectionsTable)).toEqual({ connections: 32, countedAtMs: NOW_MS });
  // Workers report their own.
  expect(report.counts[METRIC.framesDropped]).toBeUndefined();
  expect(report.lines).toContainEqual(
    expect.objectContaining({ message: 'batch', details: expect.objectContaining({ audience: 32, workers: 1 }) }),
  );
});

test('the audience decides: sixteen times the connections of the first segment', async () => {
  const send = vi.fn(async () => ({}));
  const { run, frames, connect } = await aConsumer({ workers: someWorkers({ from: 32, send }) });

  await connect(1);
  await run(records(3, NOW_MS));
  expect(send).not.toHaveBeenCalled();
  // That one, and the viewer of every consumer.
  expect(frames()).toHaveLength(2);

  await connect(2);
  await run(records(3, NOW_MS));
  expect(send).toHaveBeenCalledOnce();
  expect(frames()).toHaveLength(2);
});

test('when no worker can be started the batch succeeds, and the frames count as dropped', async () => {
  const send = async () => {
    throw Object.assign(new Error('Rate Exceeded.'), { name: 'TooManyRequestsException' });
  };
  const { run, stored, report, connect } = await aConsumer({ workers: someWorkers({ from: 0, send }) });
  await connect(2);

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'could not start a worker; its viewers will fetch these points from the API',
    details: { segments: expect.any(Array), reason: 'TooManyRequestsException: Rate Exceeded.' },
  });
});

test('when the connections cannot be read the batch succeeds', async () => {
  const { run, stored, report } = await aConsumer({ connectionsTable: noTable() });

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'push failed; pages will fetch these points from the API',
    details: { reason: expect.stringMatching(/^ResourceNotFoundException/) },
  });
});

test('the time limit of the push includes reading the connections', async () => {
  // A service that accepts requests and never answers.
  const silent = clientsFor((await aManagementApi(() => 'silence')).endpoint).documents;
  const { run, stored, report } = await aConsumer({
    connectionsTable: { client: silent, tableName: 'connections' },
    pushMs: 200,
  });

  // Without the limit this would never end.
  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  silent.destroy();
});

test.each<Reply>([403, 413, 500, 'silence'])('when a post ends with %s the batch succeeds', async (reply) => {
  const { run, stored, report } = await aConsumer({ reply, pushMs: reply === 'silence' ? 1000 : 20_000 });

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts).toMatchObject({ [METRIC.framesSent]: 0, [METRIC.framesDropped]: 100 });
});

test('a connection that has expired gets no frame', async () => {
  const connectionsTable = await aConnectionsTable(clientsFor(endpoint));
  await rememberConnection(connectionsTable, { connectionId: 'old', connectedAtMs: NOW_MS - 180 * MINUTE_MS });
  const { run, frames, report } = await aConsumer({ connectionsTable });

  await run(records(1, NOW_MS));

  expect(frames()).toEqual([]);
  expect(report.lines).toContainEqual(
    expect.objectContaining({ details: expect.objectContaining({ connections: 0 }) }),
  );
});
