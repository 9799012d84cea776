// A satellite's points by time: merges those of the socket and the API, and finds which are missing. Pure.
import { LEAD_MS, lastGridTimes, missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { indexAtOrAfter } from '../../orbit/interpolate.ts';
import type { SubSatellitePoint, TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS } from '../../orbit/time.ts';

/**
 * One satellite's points in ascending order of time, one for each time. Never changed in place: new data, new array.
 */
export type Track = readonly TrackPoint[];

// A bit more than the hour: the interpolation at its start needs a point before it.
const KEEP_BEFORE_MS = HOUR_MS + 2 * STEP_MS;
// Room for a clock that is minutes slow, and still a bound on the memory of a page that is open all day.
const KEEP_AFTER_MS = 4 * LEAD_MS;

/**
 * Merges points, in any order, into a track, and drops those too far from now, if it is known, to be drawn.
 * Of two points for one time, the one from newer elements stays, whichever arrived first: a frame may overtake an older
 * answer of the API. From the same elements they are the same point.
 */
export function mergePoints(track: Track, points: Iterable<TrackPoint>, nowMs?: number): Track {
  const byTime = new Map(track.map((point) => [point.timeMs, point]));
  for (const point of points) {
    const known = byTime.get(point.timeMs);
    if (!known || known.elementsEpoch <= point.elementsEpoch) byTime.set(point.timeMs, point);
  }
  const isNear = ({ timeMs }: TrackPoint) =>
    nowMs === undefined || (timeMs > nowMs - KEEP_BEFORE_MS && timeMs <= nowMs + KEEP_AFTER_MS);
  return [...byTime.values()].filter(isNear).sort((a, b) => a.timeMs - b.timeMs);
}

/** The points that the charts draw: the known ones of the last hour. */
export function lastHour(track: Track, nowMs: number): Track {
  return track.slice(indexAtOrAfter(track, nowMs - HOUR_MS + 1), indexAtOrAfter(track, nowMs + 1));
}

/** The newest known point that is not after `nowMs`. */
export function lastKnown(track: Track, nowMs: number): TrackPoint | undefined {
  return track[indexAtOrAfter(track, nowMs + 1) - 1];
}

/** The point whose time is closest to a time. */
export function nearestInTime(points: Track, timeMs: number): TrackPoint | undefined {
  return nearest(points, (point) => Math.abs(point.timeMs - timeMs));
}

/** The first of those with the least distance. */
export function nearest<Item>(items: readonly Item[], distanceOf: (item: Item) => number): Item | undefined {
  let best: Item | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const distance = distanceOf(item);
    if (distance >= least) continue;
    least = distance;
    best = item;
  }
  return best;
}

// Each minute a frame brings points up to 180 s ahead. If they reach less than a minute ahead, two frames are missing.
const NEEDED_AHEAD_MS = 60_000;

/** The grid times of the last hour and the next minute whose points are unknown. */
export function missingTimes(track: Track, nowMs: number): number[] {
  const slots = lastGridTimes((HOUR_MS + NEEDED_AHEAD_MS) / STEP_MS, nowMs + NEEDED_AHEAD_MS);
  return missingSlots(
    slots,
    track.map(({ timeMs }) => timeMs),
  );
}

/** Cuts a row of points wherever steps are missing. */
export function cutAtHoles<Point extends SubSatellitePoint>(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [];
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (point.timeMs - previousMs > STEP_MS) runs.push([]);
    runs.at(-1)?.push(point);
    previousMs = point.timeMs;
  }
  return runs;
}
