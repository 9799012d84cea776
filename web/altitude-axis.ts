// The altitude axis: round bounds that hold still. Pure.
import type { SubSatellitePoint } from '../orbit/point.ts';

export type Bounds = readonly [lowKm: number, highKm: number];

const ROUND_KM = 10;
/**
 * An orbit like Terra's swings by about 27 km twice a turn, because the Earth is flattened and the orbit not quite a circle.
 * On an axis that fits that swing closely, an ordinary hour looks like a manoeuvre.
 */
const LEAST_SPAN_KM = 40;
/** Satellites in orbits further apart than this get axes of their own: on one axis both would be flat lines. */
const SHARED_SPAN_KM = 100;

/** The bounds for each track's axis: the same for all where their altitudes are close. Undefined for a track without points. */
export function altitudeBounds(tracks: readonly (readonly SubSatellitePoint[])[]): (Bounds | undefined)[] {
  const shared = roundBounds(tracks.flat());
  const areClose = shared && shared[1] - shared[0] <= SHARED_SPAN_KM;
  return tracks.map((track) => (areClose && track.length > 0 ? shared : roundBounds(track)));
}

function roundBounds(points: readonly SubSatellitePoint[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const altitudes = points.map(({ altitudeKm }) => altitudeKm);
  const leastKm = Math.min(...altitudes);
  const mostKm = Math.max(...altitudes);
  let lowKm = Math.floor(leastKm / ROUND_KM) * ROUND_KM;
  let highKm = Math.ceil(mostKm / ROUND_KM) * ROUND_KM;
  // Wider on the side where the line comes closer to the edge.
  while (highKm - lowKm < LEAST_SPAN_KM) {
    if (lowKm > 0 && leastKm - lowKm < highKm - mostKm) lowKm -= ROUND_KM;
    else highKm += ROUND_KM;
  }
  return [lowKm, highKm];
}

const QUARTER_MS = 900_000;

/** The quarter hours in a span of time: where the time axis has its labels. */
export function quarterHours(fromMs: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let timeMs = Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS; timeMs <= untilMs; timeMs += QUARTER_MS)
    times.push(timeMs);
  return times;
}
