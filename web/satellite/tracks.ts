// A satellite's points by time: merging what the socket and the API bring, finding what is missing. Pure.
import { LEAD_MS, lastGridTimes, missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { firstAtOrAfter } from '../../orbit/interpolate.ts';
import type { SubSatellitePoint, TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS } from '../../orbit/time.ts';

/** Points of one satellite in ascending order of time, one for each time. Never changed in place: a new array is new data. */
export type Track = readonly TrackPoint[];

// Two steps more than the hour, so that the oldest drawn points keep their neighbours.
const KEEP_BEFORE_MS = HOUR_MS + 2 * STEP_MS;
// Four times the lead: room for a clock that is minutes slow, and still a bound on what a page left open all day holds.
const KEEP_AFTER_MS = 4 * LEAD_MS;

/**
 * Merges points, in any order, into a track, and drops what is too far from now to be drawn.
 * Of two points for one time the one from newer elements stays, whichever came first: an answer of the API may have been
 * read before a frame that overtook it. From the same elements they are the same point.
 */
export function mergePoints(track: Track, points: Iterable<TrackPoint>, nowMs: number): Track {
  const byTime = new Map(track.map((point) => [point.timeMs, point]));
  for (const point of points) {
    const held = byTime.get(point.timeMs);
    if (!held || held.elementsEpoch <= point.elementsEpoch) byTime.set(point.timeMs, point);
  }
  return [...byTime.values()]
    .filter(({ timeMs }) => timeMs > nowMs - KEEP_BEFORE_MS && timeMs <= nowMs + KEEP_AFTER_MS)
    .sort((a, b) => a.timeMs - b.timeMs);
}

/** The points that the charts draw: of the last hour's grid times, those that are known. */
export function lastHour(track: Track, nowMs: number): Track {
  return track.slice(firstAtOrAfter(track, nowMs - HOUR_MS + 1), firstAtOrAfter(track, nowMs + 1));
}

/** The newest known point that is not after `nowMs`. */
export function lastKnown(track: Track, nowMs: number): TrackPoint | undefined {
  return track[firstAtOrAfter(track, nowMs + 1) - 1];
}

/** The point whose time is closest to a time. */
export function nearestInTime(points: Track, timeMs: number): TrackPoint | undefined {
  return nearest(points, (point) => Math.abs(point.timeMs - timeMs));
}

/** The point that lies closest to a place on a flat map. */
export function nearestOnMap(
  points: Track,
  { longitudeDeg, latitudeDeg }: Pick<TrackPoint, 'longitudeDeg' | 'latitudeDeg'>,
): TrackPoint | undefined {
  return nearest(points, (point) => Math.hypot(point.longitudeDeg - longitudeDeg, point.latitudeDeg - latitudeDeg));
}

function nearest(points: Track, distanceOf: (point: TrackPoint) => number): TrackPoint | undefined {
  let best: TrackPoint | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const distance = distanceOf(point);
    if (distance >= least) continue;
    least = distance;
    best = point;
  }
  return best;
}

// A frame a minute brings points up to 180 s ahead: less than a minute ahead means that two frames did not come.
const NEEDED_AHEAD_MS = 60_000;

/** The grid times of the last hour and of the next minute whose points are not known. */
export function missingTimes(track: Track, nowMs: number): number[] {
  const slots = lastGridTimes((HOUR_MS + NEEDED_AHEAD_MS) / STEP_MS, nowMs + NEEDED_AHEAD_MS);
  return missingSlots(
    slots,
    track.map(({ timeMs }) => timeMs),
  );
}

/** Cuts points where one or more steps are missing between them. */
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
