// The altitude axis: round bounds that hold still. Pure.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { PER_KM, type Units } from '../base/format.ts';

/** Ends of an axis, in the units that the reader has chosen. */
export type Bounds = readonly [low: number, high: number];

const ROUND = 10;
/**
 * An orbit like Terra's swings by about 27 km twice a turn, because the Earth is flattened and the orbit not quite a circle.
 * On an axis that fits that swing closely, an ordinary hour looks like a manoeuvre.
 */
const LEAST_SPAN: Record<Units, number> = { km: 40, mi: 30 };
/** Satellites in orbits further apart than this get axes of their own: on one axis both would be flat lines. */
const SHARED_SPAN = 100;

/** The bounds for each track's axis: the same for all where their altitudes are close. Undefined for a track without points. */
export function altitudeBounds(
  tracks: readonly (readonly SubSatellitePoint[])[],
  units: Units,
): (Bounds | undefined)[] {
  const shared = roundBounds(tracks.flat(), units);
  const areClose = shared && shared[1] - shared[0] <= SHARED_SPAN;
  return tracks.map((track) => (areClose && track.length > 0 ? shared : roundBounds(track, units)));
}

function roundBounds(points: readonly SubSatellitePoint[], units: Units): Bounds | undefined {
  if (points.length === 0) return undefined;
  const altitudes = points.map(({ altitudeKm }) => altitudeKm * PER_KM[units]);
  const least = Math.min(...altitudes);
  const most = Math.max(...altitudes);
  let low = Math.floor(least / ROUND) * ROUND;
  let high = Math.ceil(most / ROUND) * ROUND;
  // Wider on the side where the line comes closer to the edge.
  while (high - low < LEAST_SPAN[units]) {
    if (low > 0 && least - low < high - most) low -= ROUND;
    else high += ROUND;
  }
  return [low, high];
}

const QUARTER_MS = 900_000;

/** The quarter hours in a span of time: where the time axis has its labels. */
export function quarterHours(fromMs: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let timeMs = Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS; timeMs <= untilMs; timeMs += QUARTER_MS)
    times.push(timeMs);
  return times;
}
