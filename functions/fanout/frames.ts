// Makes the frames of a batch: the live points, split to the size of a socket message.
import { FRAME_FORMS, type FrameForm } from '../../wire/frame.ts';
import type { StoredPoint } from '../shared/track-table.ts';

// Older points are repairs. They are not pushed: a page that misses them fetches them from the API.
const LIVE_MS = 60_000;

// API Gateway bills WebSocket messages in units of 32 KB and accepts at most 128 KB. 30 KB fit one unit.
const MAX_BYTES = 30_000;

/** The frames of the live points as text, at most 30 KB each. None when no point is live. */
export function toFrames(points: readonly StoredPoint[], nowMs: number, form: FrameForm = 'points'): string[] {
  const live = points.filter((point) => point.timeMs > nowMs - LIVE_MS).toSorted((a, b) => a.timeMs - b.timeMs);
  if (live.length === 0) return [];
  return split(live, nowMs, form);
}

// Halves until each part fits. 30 KB hold some 300 points.
function split(points: StoredPoint[], sentAtMs: number, form: FrameForm): string[] {
  const text = JSON.stringify(FRAME_FORMS[form](points, sentAtMs));
  if (Buffer.byteLength(text) <= MAX_BYTES || points.length === 1) return [text];
  const middle = points.length >> 1;
  return [...split(points.slice(0, middle), sentAtMs, form), ...split(points.slice(middle), sentAtMs, form)];
}
