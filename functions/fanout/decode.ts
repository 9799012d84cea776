// Decodes a record of the stream: a point, or a reject with the reason.
import { isUtf8 } from 'node:buffer';
import { LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import { roundPoint } from '../../orbit/point.ts';
import { MAX_EPOCH_AHEAD_MS, parsePointRecord } from '../../wire/point-record.ts';
import { POINT_LIFETIME_MS, type StoredPoint } from '../shared/track-table.ts';

/** The fields of Lambda's Kinesis record that are used here. */
export interface StreamData {
  data: string;
  sequenceNumber: string;
  partitionKey: string;
}

/** A record that is not a valid point. A retry would not help. */
export interface Reject {
  reason: string;
  payload: Buffer;
  sequenceNumber: string;
  partitionKey: string;
}

// Points are emitted three minutes ahead, and the writer's clock may be off by another three.
// A point of next year would stay the newest for ever.
const MAX_AHEAD_MS = 2 * LEAD_MS;

/** Decodes and validates a record. Returns a reject for anything but a valid point. */
export function decode({ data, sequenceNumber, partitionKey }: StreamData, nowMs: number): StoredPoint | Reject {
  const payload = Buffer.from(data, 'base64');
  const point = readPoint(payload, nowMs);
  return typeof point === 'string' ? { reason: point, payload, sequenceNumber, partitionKey } : point;
}

function readPoint(payload: Buffer, nowMs: number): StoredPoint | string {
  if (!isUtf8(payload)) return 'not UTF-8';
  let value: unknown;
  try {
    value = JSON.parse(payload.toString());
  } catch {
    return 'not JSON';
  }
  const point = parsePointRecord(value);
  if (typeof point === 'string') return point;
  const { catalogNumber, elementsEpoch } = point;
  // Pages would take elements from the future for the newest ones.
  if (Date.parse(elementsEpoch) > nowMs + MAX_EPOCH_AHEAD_MS) return 'elementsEpoch is in the future';
  if (point.timeMs % STEP_MS !== 0) return 'time is not on the grid of 20 s';
  if (point.timeMs > nowMs + MAX_AHEAD_MS) return 'time is more than six minutes ahead';
  if (point.timeMs <= nowMs - POINT_LIFETIME_MS) return 'time is more than 25 hours ago';
  // Propagate has rounded its points.
  // Another writer's 1e-200 is too small for DynamoDB, which would reject the whole batch.
  return { catalogNumber, ...roundPoint(point), elementsEpoch };
}
