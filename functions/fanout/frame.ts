// The socket's one message: the live points of a batch.
import { toFrame } from '../../wire/frame.ts';
import type { StoredPoint } from '../shared/track-table.ts';

/** Older points are repairs: they are stored, not pushed, and a page that misses them asks the API. */
export const LIVE_MS = 60_000;

// API Gateway counts WebSocket messages in units of 32 KB and takes 128 KB at most; 30 KB are one unit with room to spare.
const MOST_BYTES = 30_000;

/** The frames of a batch's live points, as text; none when no point is live. Each is a whole message, at most 30 KB. */
export function frames(points: readonly StoredPoint[], nowMs: number): string[] {
  const live = points.filter((point) => point.timeMs > nowMs - LIVE_MS).toSorted((a, b) => a.timeMs - b.timeMs);
  if (live.length === 0) return [];
  return split(live, nowMs);
}

// Halves until each part fits: a part has some 300 points, so one cut serves 600.
function split(points: StoredPoint[], sentAtMs: number): string[] {
  const text = JSON.stringify(toFrame(points, sentAtMs));
  if (Buffer.byteLength(text) <= MOST_BYTES || points.length === 1) return [text];
  const middle = points.length >> 1;
  return [...split(points.slice(0, middle), sentAtMs), ...split(points.slice(middle), sentAtMs)];
}
