// Interpolation between the points of the grid: four-point Lagrange on Earth-fixed coordinates. At 20 s its error is
// smaller than the rounding of the points.
import { toEarthFixed, toGeodetic } from './geodetic.ts';
import { STEP_MS } from './grid.ts';
import type { SubSatellitePoint, TrackPoint } from './point.ts';

/** Points that the interpolation uses where there are as many. */
const POINTS = 4;

/**
 * The sub-satellite point at `timeMs`, from a track in ascending order of time.
 *
 * A run is a sequence of points that are one step apart and come from one element set.
 * - On a point: that point.
 * - Within a run: from its four nearest points, two on each side where it has them; from all when it has fewer.
 * - Between two runs of different elements, at most one step: from the longer run, or the nearer of two equally long.
 * - Before the first point, after the last, in a hole, and where no run has two points: undefined.
 */
export function interpolate(track: readonly TrackPoint[], timeMs: number): SubSatellitePoint | undefined {
  const next = indexAtOrAfter(track, timeMs);
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

/** Index of the first point that is not before `timeMs`; the track's length when there is none. Binary search. */
export function indexAtOrAfter(track: readonly SubSatellitePoint[], timeMs: number): number {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track[middle] as SubSatellitePoint).timeMs < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The indices of the run around `anchor`, cut to three points on each side of it.
function runAround(track: readonly TrackPoint[], anchor: number): [first: number, last: number] {
  const isSameRun = (earlier: TrackPoint | undefined, later: TrackPoint | undefined) =>
    earlier !== undefined &&
    later !== undefined &&
    later.timeMs - earlier.timeMs === STEP_MS &&
    earlier.elementsEpoch === later.elementsEpoch;
  let first = anchor;
  let last = anchor;
  while (anchor - first < POINTS - 1 && isSameRun(track[first - 1], track[first])) first--;
  while (last - anchor < POINTS - 1 && isSameRun(track[last], track[last + 1])) last++;
  return [first, last];
}

// Extrapolated by a whole step, four points err by a metre and two by kilometres, so the longer run is better than the
// nearer one.
function runAtSeam(track: readonly TrackPoint[], next: number, timeMs: number): [first: number, last: number] {
  const earlier = runAround(track, next - 1);
  const later = runAround(track, next);
  const longerBy = later[1] - later[0] - (earlier[1] - earlier[0]);
  if (longerBy !== 0) return longerBy > 0 ? later : earlier;
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
