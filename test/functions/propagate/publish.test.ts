// Puts points on a real stream.
import type { PutRecordsCommandInput } from '@aws-sdk/client-kinesis';
import { expect, inject, test } from 'vitest';
import { publish, type Stream } from '../../../functions/propagate/publish.ts';
import type { PointRecord } from '../../../wire/point-record.ts';
import { aStream, clientsFor, watchCalls } from '../../support/aws.ts';
import { aPace, aPoint } from '../../support/builders.ts';
import { failRecords } from '../../support/faults.ts';

const endpoint = inject('endpoint');

async function aWatchedStream(): Promise<{ stream: Stream; calls: PutRecordsCommandInput[] }> {
  const stream = await aStream(clientsFor(endpoint));
  return { stream, calls: watchCalls<PutRecordsCommandInput>(stream.client, 'PutRecordsCommand') };
}

/** Points with different altitudes. */
const points = (count: number, overrides: Partial<PointRecord> = {}) =>
  Array.from({ length: count }, (_, altitudeKm) => aPoint({ altitudeKm, ...overrides }));

const sizes = (calls: PutRecordsCommandInput[]) => calls.map(({ Records }) => Records?.length);

test('a record is one point as JSON, with the catalog number as its partition key', async () => {
  const { stream, calls } = await aWatchedStream();
  const sent = [aPoint(), aPoint({ catalogNumber: 799_500_123 })];

  expect(await publish(stream, sent, aPace())).toEqual([]);

  const records = calls[0]?.Records ?? [];
  expect(records.map(({ Data }) => JSON.parse(Buffer.from(Data as Uint8Array).toString()))).toEqual(sent);
  expect(records.map(({ PartitionKey }) => PartitionKey)).toEqual(['25994', '799500123']);
});

test.each([
  [0, []],
  [500, [500]],
  [501, [500, 1]],
  [1700, [500, 500, 500, 200]],
])('%d points in as few calls as possible', async (count, expected) => {
  const { stream, calls } = await aWatchedStream();

  expect(await publish(stream, points(count), aPace())).toEqual([]);

  expect(sizes(calls)).toEqual(expected);
});

test('a call stays under 5 MB, partition keys included', async () => {
  const { stream, calls } = await aWatchedStream();
  // Five records of 1 MB less 100 bytes, longer than any real point. With JSON and keys they exceed the limit together.
  const long = points(5, { elementsEpoch: 'x'.repeat(1_000_000 - 100) });

  expect(await publish(stream, long, aPace())).toEqual([]);

  expect(sizes(calls)).toEqual([4, 1]);
  const bytes = (calls[0]?.Records ?? []).map(
    ({ Data, PartitionKey }) => (Data?.length ?? 0) + (PartitionKey?.length ?? 0),
  );
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(5_000_000);
});

test('only failed records are sent again, in order', async () => {
  const { stream, calls } = await aWatchedStream();
  failRecords(stream.client, 2);
  const pace = aPace();

  expect(await publish(stream, points(10), pace)).toEqual([]);

  // Every third record fails: 0, 3, 6, 9, then 0 and 9 of these.
  const altitudes = calls.map(({ Records = [] }) =>
    Records.map(({ Data }) => JSON.parse(Buffer.from(Data as Uint8Array).toString()).altitudeKm),
  );
  expect(altitudes).toEqual([
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [0, 3, 6, 9],
    [0, 9],
  ]);
  expect(pace.waitsMs).toEqual([50, 100]);
});

test('the points that were not sent by the deadline are returned, in order and from every batch', async () => {
  const { stream } = await aWatchedStream();
  failRecords(stream.client, Infinity);
  const all = points(502);

  const left = await publish(stream, all, aPace({ forMs: 40 }));

  // No time for a second try: every third of the first 500, and the first of the last two.
  expect(left).toEqual(all.filter((_, index) => (index < 500 ? index % 3 === 0 : index === 500)));
});

test('it throws when a whole call fails', async () => {
  const stream = { client: clientsFor(endpoint).kinesis, streamName: 'no-such-stream' };

  await expect(publish(stream, points(1), aPace())).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
