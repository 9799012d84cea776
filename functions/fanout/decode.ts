// One record of the stream: a point, or the reason why it is none.
import { isUtf8 } from 'node:buffer';
import { LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import { roundPoint } from '../../orbit/point.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { parsePointRecord } from '../../wire/point-record.ts';
import { KEPT_MS, type StoredPoint } from '../shared/track-table.ts';

/** What Lambda hands over of a record: the parts that are used. */
export interface StreamData {
  data: string;
  sequenceNumber: string;
  partitionKey: string;
}

/** A record that is not a point: no retry can mend it. */
export interface Reject {
  reason: string;
  payload: Buffer;
  sequenceNumber: string;
  partitionKey: string;
}

// Points are emitted three minutes ahead; a writer's clock may be off by as much again. A point of next year would pass for the newest one for ever.
const FURTHEST_AHEAD_MS = 2 * LEAD_MS;

// The source's clock may be off by minutes; a day more is no epoch that anybody publishes.
const EPOCH_AHEAD_MS = DAY_MS;

/** Decodes a record and validates it. Returns a reject, with the reason in words, for anything but a valid point. */
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
  // Elements from the future would pass for the newest ones on every page.
  if (Date.parse(elementsEpoch) > nowMs + EPOCH_AHEAD_MS) return 'elementsEpoch is in the future';
  if (point.timeMs % STEP_MS !== 0) return 'time is not on the grid of 20 s';
  if (point.timeMs > nowMs + FURTHEST_AHEAD_MS) return 'time is further ahead than the feed can be';
  if (point.timeMs <= nowMs - KEPT_MS) return 'time is older than the 25 hours that are kept';
  // Rounded already by the feed's own writer. Another's 1e-200 would be too small a number for DynamoDB, which refuses the whole batch.
  return { catalogNumber, ...roundPoint(point), elementsEpoch };
}
