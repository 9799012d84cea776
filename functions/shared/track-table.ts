// The track table: one item per point, kept for 25 hours. Only this file knows the table's attributes.
import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { SubSatellitePoint, TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS } from '../../orbit/time.ts';
import { cutIntoBatches, type Pace, sendUntilAccepted } from './batches.ts';
import { EXPIRES_AT, TIMES_INDEX } from './names.ts';

/** The longest track of the API is a day (4,320 points); the extra hour is a margin. */
export const POINT_LIFETIME_MS = 25 * HOUR_MS;

export interface TrackTable {
  client: DynamoDBDocumentClient;
  tableName: string;
}

export interface StoredPoint extends TrackPoint {
  catalogNumber: number;
}

/** Some points could not be stored before the deadline: the batch must be retried. */
export class NotStoredError extends Error {
  override name = 'NotStoredError';
}

// BatchWriteItem takes 25 items. Points of 200 bytes never reach its 16 MB.
const BATCH_ITEMS = 25;
// Stores the first hour of 100 satellites in seconds and leaves sockets for the other calls.
const BATCHES_IN_FLIGHT = 8;

/**
 * Stores points with their expiry. Of points with the same key the last one wins, as it would in the table.
 * @throws NotStoredError when some are unprocessed at the deadline; errors of the SDK pass through
 */
export async function storePoints(table: TrackTable, points: readonly StoredPoint[], pace: Pace): Promise<void> {
  const distinct = lastOfEachKey(points);
  const batches = cutIntoBatches(distinct, { maxCount: BATCH_ITEMS, maxBytes: Infinity }, () => 0);
  const leftOver = await pMap(
    batches,
    (batch) => sendUntilAccepted(batch.map(toItem), (items) => writeBatch(table, items), pace),
    { concurrency: BATCHES_IN_FLIGHT },
  );
  const count = leftOver.flat().length;
  if (count > 0) {
    throw new NotStoredError(`DynamoDB did not accept ${count} of ${distinct.length} points before the deadline.`);
  }
}

/** Drops points that a later one with the same key replaces: the rest is what the table will hold. */
export function lastOfEachKey(points: readonly StoredPoint[]): StoredPoint[] {
  return [...new Map(points.map((point) => [`${point.catalogNumber} ${point.timeMs}`, point])).values()];
}

type Item = Record<string, unknown>;

function toItem(point: StoredPoint): Item {
  return { ...point, [EXPIRES_AT]: Math.ceil((point.timeMs + POINT_LIFETIME_MS) / 1000) };
}

async function writeBatch({ client, tableName }: TrackTable, items: Item[]): Promise<Item[]> {
  const puts = items.map((item) => ({ PutRequest: { Item: item } }));
  const answer = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
  return (answer.UnprocessedItems?.[tableName] ?? []).map((request) => request.PutRequest?.Item as Item);
}

/**
 * The times of the stored points in [fromMs, untilMs], epoch milliseconds, from the index of times. It follows the table
 * within a fraction of a second. Expired points are in it until DynamoDB deletes them.
 */
export async function storedTimesMs(
  table: TrackTable,
  catalogNumber: number,
  fromMs: number,
  untilMs: number,
  options: CallOptions = {},
): Promise<number[]> {
  const items = await queryRange(table, catalogNumber, fromMs, untilMs, { IndexName: TIMES_INDEX }, options);
  return items.map((item) => item.timeMs as number);
}

interface CallOptions {
  /** Ends the call. */
  abortSignal?: AbortSignal;
}

/** The stored points in [fromMs, untilMs] that have not expired by `nowMs`, oldest first. */
export async function storedPoints(
  table: TrackTable,
  catalogNumber: number,
  fromMs: number,
  untilMs: number,
  nowMs: number,
): Promise<TrackPoint[]> {
  const items = await queryRange(table, catalogNumber, fromMs, untilMs);
  return items.filter((item) => isAlive(item, nowMs)).map(toTrackPoint);
}

/** The newest point that is not after `nowMs`; undefined when there is none. */
export async function latestPoint(
  table: TrackTable,
  catalogNumber: number,
  nowMs: number,
): Promise<SubSatellitePoint | undefined> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      ...rangeQuery(table, catalogNumber, nowMs - POINT_LIFETIME_MS, nowMs),
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items.filter((item) => isAlive(item, nowMs)).map(toTrackPoint)[0];
}

function rangeQuery({ tableName }: TrackTable, catalogNumber: number, fromMs: number, untilMs: number) {
  return {
    TableName: tableName,
    KeyConditionExpression: 'catalogNumber = :catalogNumber AND timeMs BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':catalogNumber': catalogNumber, ':from': fromMs, ':until': untilMs },
  };
}

async function queryRange(
  table: TrackTable,
  catalogNumber: number,
  fromMs: number,
  untilMs: number,
  from: { IndexName?: string } = {},
  options: CallOptions = {},
): Promise<Item[]> {
  const query = { ...rangeQuery(table, catalogNumber, fromMs, untilMs), ...from };
  const items: Item[] = [];
  let startKey: Record<string, unknown> | undefined;
  // A page ends at 1 MB. A day of points comes close.
  do {
    const page = await table.client.send(
      new QueryCommand({ ...query, ...(startKey && { ExclusiveStartKey: startKey }) }),
      options,
    );
    items.push(...(page.Items ?? []));
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return items;
}

// DynamoDB deletes expired items within days, not immediately.
function isAlive(item: Item, nowMs: number): boolean {
  return (item[EXPIRES_AT] as number) * 1000 > nowMs;
}

function toTrackPoint(item: Item): TrackPoint {
  const { timeMs, latitudeDeg, longitudeDeg, altitudeKm, elementsEpoch } = item as Item & TrackPoint;
  return { timeMs, latitudeDeg, longitudeDeg, altitudeKm, elementsEpoch };
}
