// Between two points of the grid: four-point Lagrange on Earth-fixed coordinates. At 20 s it errs by less than the points were rounded by.
import { toEarthFixed, toGeodetic } from './geodetic.ts';
import { STEP_MS } from './grid.ts';
import type { SubSatellitePoint, TrackPoint } from './point.ts';

/** How many points the interpolation takes where it can. */
const POINTS = 4;

/**
 * The sub-satellite point at `timeMs`, from a track in ascending order of time.
 *
 * It uses the run of points around the time that are one step apart and come from one element set: four of them, two on each
 * side where the run has them, else the nearest four of the run (one-sided at its ends), else as many as there are. A time that
 * falls on a point gives that point. Between two runs of different elements, the longer one is extended over the seam, or the
 * nearer of two that are equally long; it is at most one step wide.
 * Returns undefined before the first point, after the last, in a hole, and where there is no run of two points.
 */
export function interpolate(track: readonly TrackPoint[], timeMs: number): SubSatellitePoint | undefined {
  const next = firstAtOrAfter(track, timeMs);
  const after = track[next];
  if (after?.timeMs === timeMs) return pick(after);
  const before = track[next - 1];
  if (!before || !after || after.timeMs - before.timeMs !== STEP_MS) return undefined;

  const seam = before.elementsEpoch !== after.elementsEpoch;
  const [first, last] = seam ? runAtSeam(track, next, timeMs) : runAround(track, next - 1);
  const count = Math.min(POINTS, last - first + 1);
  if (count < 2) return undefined;
  // Two points on each side of the time, shifted inwards at the ends of the run.
  const start = Math.min(Math.max(next - POINTS / 2, first), last - count + 1);
  return lagrange(track.slice(start, start + count), timeMs);
}

function pick({ timeMs, latitudeDeg, longitudeDeg, altitudeKm }: SubSatellitePoint): SubSatellitePoint {
  return { timeMs, latitudeDeg, longitudeDeg, altitudeKm };
}

/** Index of the first point not before `timeMs`; the track's length when there is none. Binary search. */
export function firstAtOrAfter(track: readonly SubSatellitePoint[], timeMs: number): number {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track[middle] as SubSatellitePoint).timeMs < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Indices of the neighbours of `anchor`, at most three on each side, that belong to its run: one step apart, one element set.
function runAround(track: readonly TrackPoint[], anchor: number): [first: number, last: number] {
  const belong = (earlier: TrackPoint | undefined, later: TrackPoint | undefined) =>
    earlier !== undefined &&
    later !== undefined &&
    later.timeMs - earlier.timeMs === STEP_MS &&
    earlier.elementsEpoch === later.elementsEpoch;
  let first = anchor;
  let last = anchor;
  while (anchor - first < POINTS - 1 && belong(track[first - 1], track[first])) first--;
  while (last - anchor < POINTS - 1 && belong(track[last], track[last + 1])) last++;
  return [first, last];
}

// Four points extended by a whole step err by a metre, two by kilometres, and one would stand still: length goes first.
function runAtSeam(track: readonly TrackPoint[], next: number, timeMs: number): [first: number, last: number] {
  const earlier = runAround(track, next - 1);
  const later = runAround(track, next);
  const gain = later[1] - later[0] - (earlier[1] - earlier[0]);
  if (gain !== 0) return gain > 0 ? later : earlier;
  return timeMs * 2 > (track[next - 1] as TrackPoint).timeMs + (track[next] as TrackPoint).timeMs ? later : earlier;
}

// Lagrange's polynomial through all points, evaluated at the time, for each Earth-fixed coordinate.
function lagrange(points: readonly SubSatellitePoint[], timeMs: number): SubSatellitePoint {
  let x = 0;
  let y = 0;
  let z = 0;
  for (const point of points) {
    let weight = 1;
    for (const other of points) {
      if (other !== point) weight *= (timeMs - other.timeMs) / (point.timeMs - other.timeMs);
    }
    const position = toEarthFixed(point);
    x += weight * position.x;
    y += weight * position.y;
    z += weight * position.z;
  }
  return { timeMs, ...toGeodetic({ x, y, z }) };
}
