// Searches over a time in which more than one element set is the nearest: each stretch by its own set, and what lies
// where two sets meet found exactly once.
import type { Sgp4Record } from './elements.ts';
import type { Place } from './geodetic.ts';
import { type HorizonPass, horizonPasses, passesThroughout } from './horizon-passes.ts';
import { type Edges, reachKm, symmetrical } from './instruments.ts';
import { firstHeldMs } from './propagate.ts';
import { periodMs } from './revolution.ts';
import type { Throughout } from './search.ts';
import { type SwathOverpass, type SwathSearch, swathOverpasses } from './swath-overpasses.ts';
import { HOUR_MS } from './time.ts';

/** A stretch of time, epoch milliseconds, and the record of the set that is the nearest in it. */
export interface Stretch {
  record: Sgp4Record;
  fromMs: number;
  untilMs: number;
}

/** What was found, and the record that it was computed from. */
export interface FoundBy<Found> {
  found: Found;
  record: Sgp4Record;
}

// Two sets compute the same approach some time apart: milliseconds for fresh ones, minutes after a manoeuvre. Two
// approaches less than half a revolution apart are the same one, and never more than this: a high satellite has some a
// day. Each set is searched so far beyond its stretch, too.
export const MOST_APART_MS = 3 * HOUR_MS;

function apartMs({ record }: Stretch): number {
  return Math.min(periodMs(record) / 2, MOST_APART_MS);
}

// An approach may lie in a swath by one set and outside of it by the other: it is the same one all the same. While a
// satellite is late, the Earth turns: by this much in 18 minutes.
const BEYOND_KM = 500;

/** Swath overpasses by time, and what holds throughout the window. */
export interface SwathsAcross {
  found: FoundBy<SwathOverpass>[];
  throughout: Throughout | undefined;
  /** For each swath. */
  throughoutOf: readonly (Throughout | undefined)[];
}

/**
 * swathOverpasses in (fromMs, untilMs] by the nearest set of each moment. An approach close to where two sets meet has
 * two computed times. The middle of the two decides which set it belongs to, and the time is that set's. So it counts
 * once, and adjacent windows share none and miss none.
 * @param stretches adjacent and in order. They cover the window, and MOST_APART_MS on each side of it, where sets may
 * meet too
 * @throws RangeError when the window is longer than ten days, or ends before it begins
 */
export function swathOverpassesAcross(
  stretches: readonly Stretch[],
  place: Place,
  fromMs: number,
  untilMs: number,
  swaths: readonly Edges[],
): SwathsAcross {
  const searches: SwathSearch[] = [];
  const beyond = symmetrical(2 * (Math.max(...swaths.map(reachKm)) + BEYOND_KM));
  const looked = stretches.length > 1 ? [...swaths, beyond] : swaths;
  const lists = stretches.map((stretch, index): FoundBy<SwathOverpass>[] => {
    const { record } = stretch;
    const found: SwathOverpass[] = [];
    const look = (beginMs: number, endMs: number) => {
      const search = heldSearch(record, place, beginMs, endMs, looked);
      found.push(...search.found);
      return search;
    };
    const [firstMs, lastMs] = [Math.max(stretch.fromMs, fromMs), Math.min(stretch.untilMs, untilMs)];
    const [nearFirstMs, nearLastMs] = nearMeetings(stretches, index, fromMs, untilMs);
    if (firstMs < lastMs) {
      if (nearFirstMs < firstMs) look(nearFirstMs, firstMs);
      searches.push(look(firstMs, lastMs));
      if (nearLastMs > lastMs) look(lastMs, nearLastMs);
    } else if (nearFirstMs < nearLastMs) look(nearFirstMs, nearLastMs);
    return found.map((each) => ({ found: each, record }));
  });
  const timeOf = ({ found }: FoundBy<SwathOverpass>) => found.timeMs;
  const found = joined(stretches, lists, (...meeting) => met(...meeting, timeOf))
    .map(({ found, record }) => ({
      found: { ...found, swaths: found.swaths.filter((each) => each < swaths.length) },
      record,
    }))
    .filter(({ found: { timeMs, swaths: seen } }) => timeMs > fromMs && timeMs <= untilMs && seen.length > 0)
    .sort((a, b) => timeOf(a) - timeOf(b));
  return { found, ...throughoutAll(swaths, searches, found) };
}

/** The time around the moments at which a stretch meets its neighbours in which approaches may be the window's. */
function nearMeetings(stretches: readonly Stretch[], index: number, fromMs: number, untilMs: number): [number, number] {
  const [before, stretch, after] = [stretches[index - 1], stretches[index] as Stretch, stretches[index + 1]];
  const meetings = [
    ...(before ? [{ atMs: stretch.fromMs, apart: apartMs(before) }] : []),
    ...(after ? [{ atMs: stretch.untilMs, apart: apartMs(stretch) }] : []),
  ].filter(({ atMs, apart }) => atMs > fromMs - apart && atMs < untilMs + apart);
  return [
    Math.min(...meetings.map(({ atMs, apart }) => atMs - apart)),
    Math.max(...meetings.map(({ atMs, apart }) => atMs + apart)),
  ];
}

/** From the first moment at which the set holds. */
function heldSearch(
  record: Sgp4Record,
  place: Place,
  fromMs: number,
  untilMs: number,
  swaths: readonly Edges[],
): SwathSearch {
  const heldMs = firstHeldMs(record, fromMs);
  const search = swathOverpasses(record, place, Math.min(heldMs, untilMs), untilMs, swaths);
  if (heldMs === fromMs) return search;
  return { ...search, throughout: undefined, throughoutOf: swaths.map(() => undefined) };
}

function throughoutAll(
  swaths: readonly Edges[],
  searches: readonly SwathSearch[],
  found: readonly FoundBy<SwathOverpass>[],
): Pick<SwathsAcross, 'throughout' | 'throughoutOf'> {
  const throughoutOf = swaths.map((_, index): Throughout | undefined => {
    const values = new Set(searches.map((search) => search.throughoutOf[index]));
    const [value] = values;
    const isPassed = found.some((each) => each.found.swaths.includes(index));
    return values.size > 1 || (value === 'never' && isPassed) ? undefined : value;
  });
  return { throughout: throughoutAny(throughoutOf), throughoutOf };
}

/** Whether a place is always in one of some swaths, or never in any, by what holds of each. */
export function throughoutAny(throughoutOf: readonly (Throughout | undefined)[]): Throughout | undefined {
  if (throughoutOf.includes('always')) return 'always';
  return throughoutOf.every((each) => each === 'never') ? 'never' : undefined;
}

/** Passes over the horizon by time, and what holds throughout the window. */
export interface PassesAcross {
  found: FoundBy<HorizonPass>[];
  throughout: Throughout | undefined;
}

/**
 * horizonPasses that overlap [fromMs, untilMs], by the nearest set of each moment: a pass belongs to the set that is the
 * nearest at its culmination, as an overpass does to that of its closest approach. One that is so long that it lacks a
 * rise or a set, as that of a geostationary satellite, has those of the sets on both sides.
 * @param stretches adjacent and in order; they cover the window
 * @throws RangeError when the window is longer than ten days, or ends before it begins
 */
export function horizonPassesAcross(
  stretches: readonly Stretch[],
  place: Place,
  fromMs: number,
  untilMs: number,
): PassesAcross {
  const inWindow = stretches.filter((each) => each.untilMs > fromMs && each.fromMs < untilMs);
  let isWhole = true;
  const lists = inWindow.map((stretch, index): FoundBy<HorizonPass>[] => {
    const before = inWindow[index - 1];
    const firstMs = Math.max(fromMs, before ? stretch.fromMs - apartMs(before) : fromMs);
    const lastMs = Math.min(untilMs, index < inWindow.length - 1 ? stretch.untilMs + apartMs(stretch) : untilMs);
    const heldMs = firstHeldMs(stretch.record, firstMs);
    const search = horizonPasses(stretch.record, place, Math.min(heldMs, lastMs), lastMs);
    if (search.failure || heldMs !== firstMs) isWhole = false;
    return search.found.map((found) => ({ found, record: stretch.record }));
  });
  const found = joined(inWindow, lists, metPasses).sort((a, b) => culminationMs(a) - culminationMs(b));
  const passes = found.map((each) => each.found);
  return { found, throughout: isWhole ? passesThroughout(passes, fromMs, untilMs) : undefined };
}

function culminationMs({ found }: FoundBy<HorizonPass>): number {
  return found.culmination.timeMs;
}

type Meet<Found> = (
  earlier: readonly FoundBy<Found>[],
  later: readonly FoundBy<Found>[],
  meetingMs: number,
  apart: number,
) => FoundBy<Found>[];

/** The lists of adjacent stretches as one: at each meeting, what counts until there and what counts from there. */
function joined<Found>(
  stretches: readonly Stretch[],
  lists: readonly FoundBy<Found>[][],
  meet: Meet<Found>,
): FoundBy<Found>[] {
  return lists.reduce((earlier, later, index) => {
    const { untilMs, ...rest } = stretches[index - 1] as Stretch;
    return meet(earlier, later, untilMs, apartMs({ untilMs, ...rest }));
  });
}

/** What two sets found, where they meet. The middle of the two times of the same approach decides whose it is. */
function met<Found>(
  earlier: readonly FoundBy<Found>[],
  later: readonly FoundBy<Found>[],
  meetingMs: number,
  apart: number,
  timeOf: (each: FoundBy<Found>) => number,
): FoundBy<Found>[] {
  const closest = (list: readonly FoundBy<Found>[], timeMs: number) =>
    list.reduce<FoundBy<Found> | undefined>(
      (best, each) => (best && Math.abs(timeOf(best) - timeMs) <= Math.abs(timeOf(each) - timeMs) ? best : each),
      undefined,
    );
  const middleMs = (one: FoundBy<Found>, own: readonly FoundBy<Found>[], others: readonly FoundBy<Found>[]) => {
    const timeMs = timeOf(one);
    const other = closest(others, timeMs);
    const isSame = other && Math.abs(timeOf(other) - timeMs) < apart && closest(own, timeOf(other)) === one;
    return isSame ? (timeMs + timeOf(other)) / 2 : timeMs;
  };
  return [
    ...earlier.filter((each) => middleMs(each, earlier, later) <= meetingMs),
    ...later.filter((each) => middleMs(each, later, earlier) > meetingMs),
  ];
}

function metPasses(
  earlier: readonly FoundBy<HorizonPass>[],
  later: readonly FoundBy<HorizonPass>[],
  meetingMs: number,
  apart: number,
): FoundBy<HorizonPass>[] {
  const isUp = ({ found: { rise, set } }: FoundBy<HorizonPass>) =>
    (rise?.timeMs ?? Number.NEGATIVE_INFINITY) <= meetingMs && (set?.timeMs ?? Number.POSITIVE_INFINITY) > meetingMs;
  const [one, other] = [earlier.find(isUp), later.find(isUp)];
  const isWhole = ({ found: { rise, set } }: FoundBy<HorizonPass>) => rise !== null && set !== null;
  if (!one || !other || (isWhole(one) && isWhole(other))) return met(earlier, later, meetingMs, apart, culminationMs);
  const highest = one.found.culmination.elevationDeg >= other.found.culmination.elevationDeg ? one : other;
  const whole = { ...highest, found: { ...highest.found, rise: one.found.rise, set: other.found.set } };
  const [others, otherLater] = [earlier.filter((each) => each !== one), later.filter((each) => each !== other)];
  return [...met(others, otherLater, meetingMs, apart, culminationMs), whole];
}
