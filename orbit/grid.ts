// The grid of time: points lie on UTC multiples of 20 s, so a point that is computed twice is the same point.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

export const STEP_SECONDS = 20;
export const STEP_MS = STEP_SECONDS * SECOND_MS;

/** Points of the last hour: what the page draws, and how far back a tick repairs. */
export const HOUR_POINTS = HOUR_MS / STEP_MS;

/**
 * How far ahead of time points are emitted. The scheduler is exact to a minute and the stream adds a second. With three
 * minutes the page has points on both sides of now even when two ticks in a row are missed.
 */
export const LEAD_MS = 3 * MINUTE_MS;

/** The newest grid time that is not after `timeMs`. */
export function floorToGrid(timeMs: number): number {
  return Math.floor(timeMs / STEP_MS) * STEP_MS;
}

/** The grid times in (afterMs, untilMs], oldest first. Half open, so that adjacent windows share no slot. */
export function gridTimes(afterMs: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let timeMs = floorToGrid(afterMs) + STEP_MS; timeMs <= untilMs; timeMs += STEP_MS) times.push(timeMs);
  return times;
}

/** The last `count` grid times that are not after `untilMs`, oldest first. */
export function lastGridTimes(count: number, untilMs: number): number[] {
  const newestMs = floorToGrid(untilMs);
  return Array.from({ length: count }, (_, index) => newestMs - (count - 1 - index) * STEP_MS);
}

/** The slots that must have points at `nowMs`: the last hour and the lead. */
export function feedSlots(nowMs: number): number[] {
  return gridTimes(nowMs - HOUR_MS, nowMs + LEAD_MS);
}

/** The slots without a stored point, in their order. */
export function missingSlots(slots: readonly number[], storedTimesMs: Iterable<number>): number[] {
  const stored = new Set(storedTimesMs);
  return slots.filter((slot) => !stored.has(slot));
}
