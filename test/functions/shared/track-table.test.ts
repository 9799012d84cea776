// The track table, on a real one.
import { BatchWriteCommand, type QueryCommandInput, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { EXPIRES_AT } from '../../../functions/shared/names.ts';
import {
  latestPoint,
  NotStoredError,
  storedPoints,
  storedTimesMs,
  storePoints,
  type TrackTable,
} from '../../../functions/shared/track-table.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { aTrackTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { aPace, aStoredPoint, aTrack, NOW_MS, TERRA } from '../../support/builders.ts';
import { leaveUnprocessed } from '../../support/faults.ts';

const endpoint = inject('endpoint');
const DAY_POINTS = 4320;

/** A table of its own, with clients that a test may add faults to. */
const aTable = () => aTrackTable(clientsFor(endpoint));

const allItems = async ({ client, tableName }: TrackTable) =>
  (await client.send(new ScanCommand({ TableName: tableName }))).Items ?? [];

/** Makes a point expire early, as if time had gone by: DynamoDB has not deleted it yet. */
const expire = ({ client, tableName }: TrackTable, timeMs: number, expiresAt: number) =>
  client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { catalogNumber: TERRA, timeMs },
      UpdateExpression: 'SET #expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#expiresAt': EXPIRES_AT },
      ExpressionAttributeValues: { ':expiresAt': expiresAt },
    }),
  );

describe('storePoints', () => {
  it('stores each point with the second at which it expires: 25 hours after its time', async () => {
    const table = await aTable();
    const point = aStoredPoint();

    await storePoints(table, [point], aPace());

    expect(await allItems(table)).toEqual([{ ...point, expiresAt: point.timeMs / 1000 + 25 * 3600 }]);
  });

  it('makes no call for no points', async () => {
    const table = await aTable();
    const calls = watchCalls(table.client, 'BatchWriteItemCommand');

    await storePoints(table, [], aPace());

    expect(calls).toEqual([]);
  });

  it('stores the last of the points with one key; BatchWriteItem would reject both at once', async () => {
    const table = await aTable();
    const [older, newer, other] = [
      aStoredPoint({ altitudeKm: 1 }),
      aStoredPoint({ altitudeKm: 2 }),
      aStoredPoint({ catalogNumber: 27424, altitudeKm: 3 }),
    ];

    await storePoints(table, [older, other, newer], aPace());

    expect((await allItems(table)).map(({ altitudeKm }) => altitudeKm).toSorted()).toEqual([2, 3]);
  });

  it('overwrites a stored point: the last writer wins', async () => {
    const table = await aTable();
    await storePoints(table, [aStoredPoint()], aPace());

    await storePoints(table, [aStoredPoint({ elementsEpoch: '2026-10-10T10:00:00Z' })], aPace());

    expect(await allItems(table)).toEqual([expect.objectContaining({ elementsEpoch: '2026-10-10T10:00:00Z' })]);
  });

  it('lets errors of the SDK pass through', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(storePoints(table, [aStoredPoint()], aPace())).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('throws when some are unprocessed at the deadline, and reports how many', async () => {
    const table = await aTable();
    leaveUnprocessed(table.client, Infinity);

    const storing = storePoints(table, aTrack(4, NOW_MS), aPace({ forMs: 10 }));

    await expect(storing).rejects.toThrow(NotStoredError);
    await expect(storing).rejects.toThrow('DynamoDB did not accept 2 of 4 points before the deadline.');
  });
});

describe('storedPoints and storedTimesMs', () => {
  it('return the points of one satellite from the first to the last time, inclusive, oldest first', async () => {
    const table = await aTable();
    const track = aTrack(6, NOW_MS);
    const inside = track.slice(1, 5);
    const [fromMs, untilMs] = [inside[0]?.timeMs ?? 0, inside[3]?.timeMs ?? 0];
    await storePoints(table, [...track.toReversed(), ...aTrack(6, NOW_MS, { catalogNumber: 27424 })], aPace());

    const points = await storedPoints(table, TERRA, fromMs, untilMs, NOW_MS);

    // Neither the key nor the time to live is part of a point.
    expect(points).toEqual(inside.map(({ catalogNumber: _, ...point }) => point));
    expect(await storedTimesMs(table, TERRA, fromMs, untilMs)).toEqual(inside.map(({ timeMs }) => timeMs));
  });

  it('read page by page, 1 MB each', async () => {
    const table = await aTable();
    // A real day is 0.6 MB. A name of 150 letters more makes 1.2 MB of it, which no single page holds.
    const track = aTrack(DAY_POINTS, NOW_MS, { elementsEpoch: 'e'.repeat(177) });
    await storePoints(table, track, aPace());
    const calls = watchCalls<QueryCommandInput>(table.client, 'QueryCommand');
    const fromMs = NOW_MS - DAY_POINTS * STEP_MS;

    const points = await storedPoints(table, TERRA, fromMs, NOW_MS, NOW_MS);

    expect(points.map(({ timeMs }) => timeMs)).toEqual(track.map(({ timeMs }) => timeMs));
    expect(calls.map(({ ExclusiveStartKey }) => ExclusiveStartKey !== undefined)).toEqual([false, true]);
    // An index without these names holds them all in one page.
    expect(await storedTimesMs(table, TERRA, fromMs, NOW_MS)).toHaveLength(DAY_POINTS);
    expect(calls).toHaveLength(3);
  });

  it('read partitions of their own: times come from the index, points from the table', async () => {
    const table = await aTable();
    const calls = watchCalls<QueryCommandInput>(table.client, 'QueryCommand');

    await storedTimesMs(table, TERRA, 0, NOW_MS);
    await storedPoints(table, TERRA, 0, NOW_MS, NOW_MS);
    await latestPoint(table, TERRA, NOW_MS);

    expect(calls.map(({ IndexName }) => IndexName)).toEqual(['times', undefined, undefined]);
  });

  it('leave out points that have expired but are not deleted yet', async () => {
    const table = await aTable();
    const track = aTrack(2, NOW_MS);
    const [oldMs = 0, youngMs = 0] = track.map(({ timeMs }) => timeMs);
    await storePoints(table, track, aPace());

    // Half a second before the older one expires, and half a second after.
    const expiryMs = oldMs + 25 * HOUR_MS;
    const before = await storedPoints(table, TERRA, oldMs, youngMs, expiryMs - 500);
    const after = await storedPoints(table, TERRA, oldMs, youngMs, expiryMs + 500);

    expect(before.map(({ timeMs }) => timeMs)).toEqual([oldMs, youngMs]);
    expect(after.map(({ timeMs }) => timeMs)).toEqual([youngMs]);
    expect(await allItems(table)).toHaveLength(2);
  });

  it('return nothing from an empty table', async () => {
    expect(await storedPoints(await aTable(), TERRA, 0, NOW_MS, NOW_MS)).toEqual([]);
  });
});

describe('latestPoint', () => {
  it('is the newest point up to now', async () => {
    const table = await aTable();
    const nowMs = Math.floor(NOW_MS / STEP_MS) * STEP_MS;
    await storePoints(table, aTrack(10, nowMs + 5 * STEP_MS), aPace());

    expect((await latestPoint(table, TERRA, nowMs - 1))?.timeMs).toBe(nowMs - STEP_MS);
    expect((await latestPoint(table, TERRA, nowMs))?.timeMs).toBe(nowMs);
    expect((await latestPoint(table, TERRA, nowMs + 1))?.timeMs).toBe(nowMs);
  });

  it('is undefined without a point up to now, or when the only one has expired', async () => {
    const table = await aTable();
    const { timeMs } = aStoredPoint();
    await storePoints(table, [aStoredPoint()], aPace());

    expect(await latestPoint(table, 27424, NOW_MS)).toBeUndefined();
    expect(await latestPoint(table, TERRA, timeMs - 1)).toBeUndefined();
    expect(await latestPoint(table, TERRA, timeMs + 25 * HOUR_MS)).toBeUndefined();

    await expire(table, timeMs, Math.floor(NOW_MS / 1000));
    expect(await latestPoint(table, TERRA, NOW_MS)).toBeUndefined();
  });
});

// The reason why storePoints removes duplicates: without that, the tests above would fail.
it('BatchWriteItem rejects one key twice', async () => {
  const { client, tableName } = await aTable();
  const put = { PutRequest: { Item: { ...aStoredPoint() } } };

  await expect(client.send(new BatchWriteCommand({ RequestItems: { [tableName]: [put, put] } }))).rejects.toMatchObject(
    { name: 'ValidationException' },
  );
});
