// The bounds of the altitude axis and the labels of the time axis. Pure.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { PER_KM, type Units } from '../base/format.ts';

/** The ends of an axis, in the chosen units. */
export type Bounds = readonly [low: number, high: number];

/** Bounds are multiples of this, so that they rarely change. */
const ROUND_TO = 10;
/**
 * Terra's altitude swings by about 27 km twice per revolution: the Earth is flattened, and the orbit is not quite a
 * circle. On an axis that just fits that swing, an ordinary hour looks like a manoeuvre.
 */
const MIN_SPAN: Record<Units, number> = { km: 40, mi: 30 };
/** Orbits whose altitudes differ by more than this get axes of their own: on a shared axis, all would be flat lines. */
const MAX_SHARED_SPAN = 100;

/** The bounds of each track's axis, shared while the altitudes are close. Undefined for a track without points. */
export function altitudeBounds(
  tracks: readonly (readonly SubSatellitePoint[])[],
  units: Units,
): (Bounds | undefined)[] {
  const shared = roundBounds(tracks.flat(), units);
  const areClose = shared && shared[1] - shared[0] <= MAX_SHARED_SPAN;
  return tracks.map((track) => (areClose && track.length > 0 ? shared : roundBounds(track, units)));
}

function roundBounds(points: readonly SubSatellitePoint[], units: Units): Bounds | undefined {
  if (points.length === 0) return undefined;
  const altitudes = points.map(({ altitudeKm }) => altitudeKm * PER_KM[units]);
  const least = Math.min(...altitudes);
  const most = Math.max(...altitudes);
  let low = Math.floor(least / ROUND_TO) * ROUND_TO;
  let high = Math.ceil(most / ROUND_TO) * ROUND_TO;
  // Extend the side that the line comes closer to, but not below the ground.
  while (high - low < MIN_SPAN[units]) {
    if (low > 0 && least - low < high - most) low -= ROUND_TO;
    else high += ROUND_TO;
  }
  return [low, high];
}

const QUARTER_MS = 900_000;

/** The quarter hours of UTC in a span of time, both ends included: the labels of the time axis. */
export function quarterHours(fromMs: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let timeMs = Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS; timeMs <= untilMs; timeMs += QUARTER_MS)
    times.push(timeMs);
  return times;
}

/**
 * The quarter hours that get a label: all of them, the half hours, or the hours, as many as there is room for.
 * @param leastMs the time from one label to the next that keeps them apart
 */
export function labelledTimes(fromMs: number, untilMs: number, leastMs: number): number[] {
  const stepMs = [QUARTER_MS, 2 * QUARTER_MS].find((each) => each >= leastMs) ?? 4 * QUARTER_MS;
  return quarterHours(fromMs, untilMs).filter((timeMs) => timeMs % stepMs === 0);
}

/** About `count` round numbers from one to another, both included: multiples of 1, 2 or 5 times a power of ten. */
export function roundNumbers(low: number, high: number, count = 5): number[] {
  const roughStep = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(roughStep));
  // The nearest of 1, 2, 5 and 10, on a logarithmic scale.
  const rough = roughStep / power;
  const step = power * (rough < Math.sqrt(2) ? 1 : rough < Math.sqrt(10) ? 2 : rough < Math.sqrt(50) ? 5 : 10);
  const numbers: number[] = [];
  for (let number = Math.ceil(low / step) * step; number <= high; number += step) numbers.push(number);
  return numbers;
}
