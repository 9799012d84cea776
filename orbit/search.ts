// What the searches for passes and overpasses share: bounded windows, exact moments, and an end when SGP4 refuses.
import { Sgp4Error } from './propagate.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/** The longest window that is searched. Elements say little of what comes later, and the work stays bounded. */
export const MAX_WINDOW_MS = 10 * DAY_MS;

/**
 * Time between two looks, in which a satellite may turn from coming to going once, not more. A low satellite takes some 45 minutes
 * from its closest to its farthest, so a minute misses no turn.
 */
export const LOOK_MS = MINUTE_MS;

/** What a search found, oldest first, and how far it came. */
export interface Search<Found> {
  found: Found[];
  /**
   * All that happens up to here is found: the window's end, or the last look at which SGP4 accepted the elements. The look at which it did not
   * is a minute later; in a search for swath overpasses far from the place up to a quarter of an hour, as it looks less often there.
   */
  searchedUntilMs: number;
  /** Why the search ended before its window did: the satellite has decayed, or the elements are outside of the model. */
  failure: Sgp4Error | undefined;
}

/**
 * Runs a search over a window. It gets the search to fill and keeps `searchedUntilMs` up to date; when SGP4 refuses the
 * elements at some time, what was found until then stays.
 * @throws RangeError when the window is longer than ten days, or ends before it begins.
 */
export function searchWindow<Found>(
  fromMs: number,
  untilMs: number,
  run: (search: Search<Found>) => void,
): Search<Found> {
  const lengthMs = untilMs - fromMs;
  if (!(lengthMs >= 0 && lengthMs <= MAX_WINDOW_MS)) {
    throw new RangeError(`A window of 0 to 10 days is searched, not one from ${fromMs} until ${untilMs}`);
  }
  const search: Search<Found> = { found: [], searchedUntilMs: fromMs, failure: undefined };
  try {
    run(search);
  } catch (error) {
    if (!(error instanceof Sgp4Error)) throw error;
    search.failure = error;
  }
  return search;
}

// Milliseconds: 0.4 m of flight.
const EXACT_MS = 0.05;

/** The moment in [firstMs, lastMs] at which something ends that holds at first and not at last, to 0.05 ms. Bisection: 20 steps for a minute. */
export function momentOfChange(firstMs: number, lastMs: number, holds: (timeMs: number) => boolean): number {
  let first = firstMs;
  let last = lastMs;
  while (last - first > EXACT_MS) {
    const middle = (first + last) / 2;
    if (holds(middle)) first = middle;
    else last = middle;
  }
  return (first + last) / 2;
}
