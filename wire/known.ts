// How finely a time, a distance and a direction are written, by how early or late the satellite may be: on the page and in
// calendars.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../orbit/time.ts';

const STEPS_MS = [SECOND_MS, MINUTE_MS, 10 * MINUTE_MS];

/** A time without false precision. */
export interface KnownTime {
  timeMs: number;
  /** What it is rounded to. */
  stepMs: number;
  /** Whether it is uncertain by more than this step. */
  isAbout: boolean;
}

/**
 * Rounds a time to seconds, minutes, ten minutes or hours: a step of at least a tenth of its uncertainty.
 * @param leastMs the finest step
 */
export function knownTime(timeMs: number, uncertaintySeconds: number, leastMs = SECOND_MS): KnownTime {
  const uncertaintyMs = uncertaintySeconds * SECOND_MS;
  const stepMs = Math.max(leastMs, STEPS_MS.find((step) => uncertaintyMs <= 10 * step) ?? HOUR_MS);
  return { timeMs: Math.round(timeMs / stepMs) * stepMs, stepMs, isAbout: uncertaintyMs > stepMs };
}

/** A distance without false precision, in the unit of the given one. */
interface KnownDistance {
  /** With `isWithin`, the most that it can be. */
  distance: number;
  /** 0 when it is below 1. */
  uncertainty: number;
  /** The uncertainty is larger than the distance: even the side is unknown. */
  isWithin: boolean;
}

/** Rounds a distance to a power of ten, at least 1, that is at most half of its uncertainty. */
function knownDistance(distance: number, uncertainty: number): KnownDistance {
  if (uncertainty < 1) return { distance: Math.round(distance), uncertainty: 0, isWithin: false };
  const step = 10 ** Math.max(0, Math.floor(Math.log10(uncertainty / 2)));
  const isWithin = uncertainty > distance;
  return {
    distance: isWithin ? Math.ceil((distance + uncertainty) / step) * step : Math.round(distance / step) * step,
    uncertainty: Math.ceil(uncertainty / step) * step,
    isWithin,
  };
}

/**
 * Distance and direction from a place to a ground track: 412 km W. No finer than it is known: 460 ± 390 km E, or within
 * 600 km, when even the direction is unknown.
 * @param distance in the unit, as its uncertainty is
 */
export function describeTrack(
  distance: number,
  uncertainty: number,
  azimuthDeg: number,
  unit: string,
  format: (whole: number) => string = String,
): string {
  const known = knownDistance(distance, uncertainty);
  if (known.isWithin) return `within ${format(known.distance)} ${unit}`;
  const range = known.uncertainty > 0 ? ` ± ${format(known.uncertainty)}` : '';
  return `${format(known.distance)}${range} ${unit} ${compassPoint(azimuthDeg)}`;
}

/** How fast the Sun moves over the sky, at most, degrees a second: how finely its elevation is known. */
export const SKY_DEG_PER_S = 15 / 3600;

const COMPASS_POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];

/** The nearest of eight points of the compass, for degrees from north through east: SW. */
export function compassPoint(azimuthDeg: number): string {
  return COMPASS_POINTS[Math.round(azimuthDeg / 45) % 8] ?? '';
}
