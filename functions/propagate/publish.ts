// Puts points on the stream, in as few calls as its limits allow.
import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { PointRecord } from '../../wire/point-record.ts';
import { cutIntoBatches, type Pace, sendUntilAccepted } from '../shared/batches.ts';

export interface Stream {
  client: KinesisClient;
  streamName: string;
}

// PutRecords accepts 500 records and 5 MB per call, partition keys included (Kinesis API reference).
const LIMITS = { maxCount: 500, maxBytes: 5_000_000 };

interface Entry {
  Data: Uint8Array;
  PartitionKey: string;
}

/**
 * Puts points on the stream and resends those that failed, until the deadline. Errors of the SDK pass through.
 * @returns the points that the stream did not accept
 */
export async function publish(stream: Stream, points: readonly PointRecord[], pace: Pace): Promise<PointRecord[]> {
  const leftOver: PointRecord[] = [];
  for (const batch of cutIntoBatches(points.map(toEntry), LIMITS, entrySize)) {
    // After the deadline each remaining batch still gets one try.
    const left = await sendUntilAccepted(batch, (entries) => putRecords(stream, entries), pace);
    leftOver.push(...left.map((entry) => entry.point));
  }
  return leftOver;
}

function toEntry(point: PointRecord): Entry & { point: PointRecord } {
  return { point, Data: Buffer.from(JSON.stringify(point)), PartitionKey: String(point.catalogNumber) };
}

function entrySize(entry: Entry): number {
  return entry.Data.length + entry.PartitionKey.length;
}

/**
 * Makes one call and returns the entries that failed.
 * Kinesis answers 200 with a result per record, in the order of the request.
 */
async function putRecords<T extends Entry>({ client, streamName }: Stream, entries: T[]): Promise<T[]> {
  const answer = await client.send(
    new PutRecordsCommand({
      StreamName: streamName,
      Records: entries.map(({ Data, PartitionKey }) => ({ Data, PartitionKey })),
    }),
  );
  return entries.filter((_, index) => answer.Records?.[index]?.ErrorCode !== undefined);
}
