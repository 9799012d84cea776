// After every kind of failure the feed ends with a complete hour.
import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import { METRIC } from '../../functions/shared/names.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { aPace, NOW_MS } from '../support/builders.ts';
import { failRecords, leaveUnprocessed } from '../support/faults.ts';
import { aFeed } from './feed.ts';

const endpoint = inject('endpoint');

// 180 slots of the hour and 9 of the lead.
const EXPECTED = 3 * 189;

async function expectCompleteHour(feed: Awaited<ReturnType<typeof aFeed>>, nowMs: number) {
  const { status, satellites } = await feed.status(nowMs);
  expect(satellites.map(({ missing }) => missing)).toEqual([0, 0, 0]);
  expect(satellites.every(({ aheadSeconds }) => aheadSeconds !== null && aheadSeconds > 160)).toBe(true);
  expect(status).toBe(200);
}

test('the first tick on an empty table', async () => {
  const feed = await aFeed(endpoint);

  expect((await feed.status(NOW_MS)).status).toBe(503);
  expect(await feed.tick(NOW_MS)).toEqual({ emitted: EXPECTED, leftOver: 0 });
  expect(await feed.drain(NOW_MS)).toBe(EXPECTED);

  await expectCompleteHour(feed, NOW_MS);
});

test('missed ticks: the next tick repairs', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);

  // Five minutes without a tick: the lead of three is used up, and two minutes of the hour are missing.
  const laterMs = NOW_MS + 5 * MINUTE_MS;
  expect((await feed.status(laterMs)).status).toBe(503);
  expect((await feed.tick(laterMs)).emitted).toBe(3 * 15);
  await feed.drain(laterMs);

  await expectCompleteHour(feed, laterMs);
});

test('records lost on the stream: the next tick emits them again', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);
  await forget(feed, (item) => item.timeMs % 100_000 === 0);
  expect((await feed.status(NOW_MS)).status).toBe(503);

  await feed.tick(NOW_MS);
  await feed.drain(NOW_MS);

  await expectCompleteHour(feed, NOW_MS);
});

test('a tick twice at once changes nothing', async () => {
  const feed = await aFeed(endpoint);

  const results = await Promise.all([feed.tick(NOW_MS), feed.tick(NOW_MS)]);
  expect(results.map(({ emitted }) => emitted)).toEqual([EXPECTED, EXPECTED]);
  // Both ticks' records in one batch: the same keys twice, which BatchWriteItem would refuse.
  expect(await feed.drain(NOW_MS)).toBe(2 * EXPECTED);

  await expectCompleteHour(feed, NOW_MS);
  expect(
    (await feed.clients.documents.send(new ScanCommand({ TableName: feed.trackTable.tableName, Select: 'COUNT' })))
      .Count,
  ).toBe(EXPECTED);
});

test('PutRecords with failed records: only these are sent again', async () => {
  const feed = await aFeed(endpoint);
  const calls = failRecords(feed.clients.kinesis, 3);

  expect(await feed.tick(NOW_MS)).toEqual({ emitted: EXPECTED, leftOver: 0 });

  // 567 points: 500, of which 167 fail, then 56, then 19. The last 67 come after the faults.
  expect(calls.sizes).toEqual([500, 167, 56, 19, 67]);
  expect(await feed.drain(NOW_MS)).toBe(EXPECTED);
  await expectCompleteHour(feed, NOW_MS);
});

test('PutRecords that keeps failing: the rest is reported, and the next tick repairs', async () => {
  const feed = await aFeed(endpoint);
  failRecords(feed.clients.kinesis, 4);

  const pace = aPace({ forMs: 250 });
  const { emitted, leftOver } = await feed.tick(NOW_MS, pace);
  expect(leftOver).toBeGreaterThan(0);
  expect(emitted + leftOver).toBe(EXPECTED);
  expect(feed.report.counts[METRIC.pointsLeftOver]).toBe(leftOver);
  expect(feed.report.lines).toContainEqual(expect.objectContaining({ level: 'warn', details: { leftOver, emitted } }));
  expect(await feed.drain(NOW_MS)).toBe(emitted);
  expect((await feed.status(NOW_MS)).status).toBe(503);

  expect((await feed.tick(NOW_MS)).emitted).toBe(leftOver);
  await feed.drain(NOW_MS);
  await expectCompleteHour(feed, NOW_MS);
});

test('UnprocessedItems: only these are sent again', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  const calls = leaveUnprocessed(feed.clients.documents, 8);

  // Each wait moves the test's clock for all batches in flight.
  await feed.drain(NOW_MS, aPace({ forMs: 60_000 }));

  // 23 calls carry every item once. The first eight accept 13 of 25, and their other 12 are sent again.
  const again = calls.sizes.filter((size) => size === 12).length;
  expect(again).toBe(8);
  expect(calls.sizes.reduce((sum, size) => sum + size)).toBe(EXPECTED + again * 12);
  expect(feed.report.counts[METRIC.pointsStored]).toBe(EXPECTED);
  await expectCompleteHour(feed, NOW_MS);
});

test('endless UnprocessedItems: the batch throws, and a retry completes the hour', async () => {
  const feed = await aFeed(endpoint);
  const { emitted } = await feed.tick(NOW_MS);
  leaveUnprocessed(feed.clients.documents, 40);

  await expect(feed.drain(NOW_MS, aPace({ forMs: 60 }))).rejects.toThrow(/did not accept \d+ of 567 points/);
  expect(feed.report.counts[METRIC.pointsStored]).toBeUndefined();

  // The records are gone, so the next tick stands in for Lambda's retry.
  expect((await feed.tick(NOW_MS)).emitted).toBeLessThan(emitted);
  await feed.drain(NOW_MS);
  await expectCompleteHour(feed, NOW_MS);
});

test('batches that AWS discards after five retries: the next tick emits their points again', async () => {
  const feed = await aFeed(endpoint);
  await feed.tick(NOW_MS);
  leaveUnprocessed(feed.clients.documents, Number.POSITIVE_INFINITY);

  expect(await feed.deliver(NOW_MS)).toEqual({ tries: [6, 6], discarded: EXPECTED });
  expect((await feed.status(NOW_MS)).status).toBe(503);

  feed.clients.documents.middlewareStack.remove('faultBatchWriteItemCommand');
  expect((await feed.tick(NOW_MS)).emitted).toBeGreaterThan(0);
  expect(await feed.deliver(NOW_MS)).toEqual({ tries: [1], discarded: 0 });
  await expectCompleteHour(feed, NOW_MS);
});

test('invalid records among the points go to quarantine with payload and reason, and block nothing', async () => {
  const feed = await aFeed(endpoint);
  await feed.put('{"catalogNumber": 25994, "time": ');
  await feed.tick(NOW_MS);
  await feed.put('{"catalogNumber": 25994, "time": "2026-10-10T12:00:00Z", "latitudeDeg": 91}');

  expect(await feed.drain(NOW_MS)).toBe(EXPECTED + 2);

  expect(await feed.quarantined()).toEqual([
    expect.objectContaining({ reason: 'not JSON', payload: '{"catalogNumber": 25994, "time": ' }),
    expect.objectContaining({ reason: 'latitudeDeg is not a number from -90 to 90' }),
  ]);
  await expectCompleteHour(feed, NOW_MS);
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
