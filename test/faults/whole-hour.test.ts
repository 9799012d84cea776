// Whatever goes wrong in the feed, it ends with a whole hour.
import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import { METRIC } from '../../functions/shared/names.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { aPace, NOW_MS } from '../support/builders.ts';
import { failRecords, leaveUnprocessed } from '../support/faults.ts';
import { aFeed } from '../support/feed.ts';

const endpoint = inject('endpoint');

// 180 slots of the hour and 9 of the lead.
const OWED = 189 * SATELLITES.length;

async function expectWholeHour(feed: Awaited<ReturnType<typeof aFeed>>, nowMs: number) {
  const { status, satellites } = await feed.status(nowMs);
  expect(satellites.map(({ missing }) => missing)).toEqual(SATELLITES.map(() => 0));
  expect(satellites.every(({ aheadSeconds }) => aheadSeconds !== null && aheadSeconds > 160)).toBe(true);
  expect(status).toBe(200);
}

test('the first tick on an empty table', async () => {
  const feed = await aFeed(endpoint);

  expect((await feed.status(NOW_MS)).status).toBe(503);
  expect(await feed.tick(NOW_MS)).toEqual({ emitted: OWED, leftOver: 0 });
  expect(await feed.drain(NOW_MS)).toBe(OWED);

  await expectWholeHour(feed, NOW_MS);
});

test('missed ticks: the next one repairs', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);

  // Five minutes without a tick: the lead of three is used up, and two minutes of the hour are missing.
  const laterMs = NOW_MS + 5 * MINUTE_MS;
  expect((await feed.status(laterMs)).status).toBe(503);
  expect((await feed.tick(laterMs)).emitted).toBe(15 * SATELLITES.length);
  await feed.drain(laterMs);

  await expectWholeHour(feed, laterMs);
});

test('records lost on the stream: the next tick emits them again', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);
  await forget(feed, (item) => item.timeMs % 100_000 === 0);
  expect((await feed.status(NOW_MS)).status).toBe(503);

  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);

  await expectWholeHour(feed, NOW_MS);
});

test('a tick twice at once changes nothing', async () => {
  const feed = await aFeed(endpoint);

  const results = await Promise.all([feed.tick(NOW_MS), feed.tick(NOW_MS)]);
  expect(results.map(({ emitted }) => emitted)).toEqual([OWED, OWED]);
  // Both ticks' records in one batch: the same keys twice, which BatchWriteItem would refuse.
  expect(await feed.drain(NOW_MS)).toBe(2 * OWED);

  await expectWholeHour(feed, NOW_MS);
  expect(
    (await feed.clients.documents.send(new ScanCommand({ TableName: feed.trackTable.tableName, Select: 'COUNT' })))
      .Count,
  ).toBe(OWED);
});

test('PutRecords with failed records: those alone are sent again', async () => {
  const feed = await aFeed(endpoint);
  const calls = failRecords(feed.clients.kinesis, 3);

  expect(await feed.tick(NOW_MS)).toEqual({ emitted: OWED, leftOver: 0 });

  // 567 points: 500, of which 167 fail, then 56 of these; and 67, of which 23 fail; all go in the end, and none twice.
  expect(calls.sizes).toEqual([500, 167, 56, 19, 67]);
  expect(await feed.drain(NOW_MS)).toBe(OWED);
  await expectWholeHour(feed, NOW_MS);
});

test('PutRecords that goes on failing: what is left over is told, and the next tick repairs', async () => {
  const feed = await aFeed(endpoint);
  failRecords(feed.clients.kinesis, 4);

  const pace = aPace({ forMs: 250 });
  const { emitted, leftOver } = await feed.tick(NOW_MS, pace);
  expect(leftOver).toBeGreaterThan(0);
  expect(emitted + leftOver).toBe(OWED);
  expect(feed.report.counts[METRIC.pointsLeftOver]).toBe(leftOver);
  expect(feed.report.lines).toContainEqual(expect.objectContaining({ level: 'warn', details: { leftOver, emitted } }));
  expect(await feed.drain(NOW_MS)).toBe(emitted);
  expect((await feed.status(NOW_MS)).status).toBe(503);

  expect((await feed.tick(NOW_MS)).emitted).toBe(leftOver);
  await feed.drain(NOW_MS);
  await expectWholeHour(feed, NOW_MS);
});

test('UnprocessedItems: those alone are sent again', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  const calls = leaveUnprocessed(feed.clients.documents, 8);

  // The batches in flight share the test's clock, which each wait moves on for all of them.
  await feed.drain(NOW_MS, aPace({ forMs: 60_000 }));

  // 23 calls carry every item once; the first eight took 13 of 25, and their 12 others went once more.
  const again = calls.sizes.filter((size) => size === 12).length;
  expect(again).toBe(8);
  expect(calls.sizes.reduce((sum, size) => sum + size)).toBe(OWED + again * 12);
  expect(feed.report.counts[METRIC.pointsStored]).toBe(OWED);
  await expectWholeHour(feed, NOW_MS);
});

test('UnprocessedItems without end: the batch throws, and its retry ends with a whole hour', async () => {
  const feed = await aFeed(endpoint);
  const { emitted } = await feed.tick(NOW_MS);
  leaveUnprocessed(feed.clients.documents, 40);

  await expect(feed.drain(NOW_MS, aPace({ forMs: 60 }))).rejects.toThrow(/did not accept \d+ of 567 points/);
  expect(feed.report.counts[METRIC.pointsStored]).toBeUndefined();

  // What the platform's retry does when it is over; here the next tick stands in for it, since the records are gone.
  expect((await feed.tick(NOW_MS)).emitted).toBeLessThan(emitted);
  await feed.drain(NOW_MS);
  await expectWholeHour(feed, NOW_MS);
});

test('poison among the points: it goes to quarantine with its payload and the reason, and blocks nobody', async () => {
  const feed = await aFeed(endpoint);
  await feed.put('{"catalogNumber": 25994, "time": ');
  await feed.tick(NOW_MS);
  await feed.put('{"catalogNumber": 25994, "time": "2026-10-10T12:00:00Z", "latitudeDeg": 91}');

  expect(await feed.drain(NOW_MS)).toBe(OWED + 2);

  expect(feed.report.counts[METRIC.recordsQuarantined]).toBe(2);
  expect(await feed.quarantined()).toEqual([
    expect.objectContaining({ reason: 'not JSON', payload: '{"catalogNumber": 25994, "time": ' }),
    expect.objectContaining({ reason: 'latitudeDeg is not a number from -90 to 90' }),
  ]);
  await expectWholeHour(feed, NOW_MS);
});

async function forget(feed: Awaited<ReturnType<typeof aFeed>>, which: (item: { timeMs: number }) => boolean) {
  const { documents } = feed.clients;
  const TableName = feed.trackTable.tableName;
  const { Items = [] } = await documents.send(new ScanCommand({ TableName }));
  const keys = Items.filter((item) => which(item as { timeMs: number })).map(({ catalogNumber, timeMs }) => ({
    catalogNumber,
    timeMs,
  }));
  for (let start = 0; start < keys.length; start += 25) {
    const requests = keys.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  }
}
