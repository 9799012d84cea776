// Points onto the stream, in as few calls as its limits allow.
import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { PointRecord } from '../../wire/point-record.ts';
import { cutIntoBatches, type Pace, sendUntilTaken } from '../shared/batches.ts';

export interface Stream {
  client: KinesisClient;
  streamName: string;
}

// PutRecords takes 500 records and 5 MB a call, partition keys included (Kinesis API reference).
const LIMITS = { maxCount: 500, maxBytes: 5_000_000 };

interface Entry {
  Data: Uint8Array;
  PartitionKey: string;
}

/**
 * Puts points on the stream and resends those that a call names as failed, until the pace's deadline.
 * @returns the points left over; what the SDK throws, after its own retries, goes through
 */
export async function publish(stream: Stream, points: readonly PointRecord[], pace: Pace): Promise<PointRecord[]> {
  const leftOver: PointRecord[] = [];
  for (const batch of cutIntoBatches(points.map(toEntry), LIMITS, entrySize)) {
    // The first batch that meets the deadline leaves the others no time: they are tried once each, in turn.
    const left = await sendUntilTaken(batch, (entries) => putRecords(stream, entries), pace);
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

/** One call; returns the entries that it did not take. Kinesis answers 200 with `FailedRecordCount`, in the order of the request. */
async function putRecords<T extends Entry>({ client, streamName }: Stream, entries: T[]): Promise<T[]> {
  const answer = await client.send(
    new PutRecordsCommand({
      StreamName: streamName,
      Records: entries.map(({ Data, PartitionKey }) => ({ Data, PartitionKey })),
    }),
  );
  return entries.filter((_, index) => answer.Records?.[index]?.ErrorCode !== undefined);
}
