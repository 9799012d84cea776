// What the searches for horizon passes and swath overpasses share: a bounded window, exact moments, and an end where
// the elements end.
import { EARTH_RATE } from './motion.ts';
import { Sgp4Error } from './propagate.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './time.ts';

// Elements say little about later times, and the work stays bounded.
const MAX_WINDOW_MS = 10 * DAY_MS;

/**
 * The shortest time between two samples, in which a satellite may change once from approaching to receding. A low
 * satellite takes some 45 minutes from its closest to its farthest point, so a minute misses no change.
 */
export const SAMPLE_MS = MINUTE_MS;

// Of its way around the Earth, as much as the lowest satellite flies in a minute: 4 degrees.
const SAMPLE_RAD = 0.073;
// The Earth turns by 4 degrees.
const MAX_SAMPLE_MS = 15 * MINUTE_MS;

/**
 * Time until the next sample, in whole minutes: a satellite that hardly moves over the ground needs few. While it falls
 * towards its perigee it becomes faster, within a step by a fifth at an eccentricity of 0.8.
 * @param radPerS how fast it moves as seen from the centre of the turning Earth
 */
export function sampleStepMs(radPerS: number): number {
  const minutes = Math.floor((SAMPLE_RAD / (radPerS + EARTH_RATE) / MINUTE_MS) * SECOND_MS);
  return Math.min(Math.max(SAMPLE_MS, minutes * MINUTE_MS), MAX_SAMPLE_MS);
}

/** What holds at every moment of a window: the satellite is in view of the place all the time, or never. */
export type Throughout = 'always' | 'never';

/** What a search found, oldest first, and how far it got. */
export interface Search<Found> {
  found: Found[];
  /** Until then everything is found: the end of the window, or the last moment at which the elements hold. */
  searchedUntilMs: number;
  /** Why the search ended before its window: the satellite has decayed, or the elements are outside of the model. */
  failure: Sgp4Error | undefined;
  /**
   * Whether what the search looks for holds throughout the window. Undefined when it holds for a part, and when the
   * elements do not hold until the end.
   */
  throughout: Throughout | undefined;
}

/**
 * Runs a search over a window. `run` adds what it finds and keeps `searchedUntilMs` up to date. When the elements do
 * not hold at some time, the search ends there with what was found.
 * @throws RangeError when the window is longer than ten days, or ends before it begins
 */
export function searchWindow<Found>(
  fromMs: number,
  untilMs: number,
  run: (search: Search<Found>) => void,
): Search<Found> {
  const lengthMs = untilMs - fromMs;
  if (!(lengthMs >= 0 && lengthMs <= MAX_WINDOW_MS)) {
    throw new RangeError(`A window must be 0 to 10 days long. This one is from ${fromMs} until ${untilMs}.`);
  }
  const search: Search<Found> = { found: [], searchedUntilMs: fromMs, failure: undefined, throughout: undefined };
  try {
    run(search);
  } catch (error) {
    if (!(error instanceof Sgp4Error)) throw error;
    search.failure = error;
  }
  return search;
}

// A satellite flies 0.4 m in this time.
const EXACT_MS = 0.05;

/**
 * The time, to 0.05 ms, at which a condition that holds at `firstMs` and not at `lastMs` ends.
 * Bisection: 21 steps for a minute.
 */
export function findChangeMs(firstMs: number, lastMs: number, holds: (timeMs: number) => boolean): number {
  let first = firstMs;
  let last = lastMs;
  while (last - first > EXACT_MS) {
    const middle = (first + last) / 2;
    if (holds(middle)) first = middle;
    else last = middle;
  }
  return (first + last) / 2;
}
