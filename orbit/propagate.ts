// From an SGP4 record and a time to the sub-satellite point.
import { eciToEcf, sgp4 } from 'satellite.js';
import type { Sgp4Record } from './elements.ts';
import { toGeodetic } from './geodetic.ts';
import { altitudeFault, MAX_ALTITUDE_KM, REFUSED } from './plausible.ts';
import type { SubSatellitePoint } from './point.ts';
import { endBefore } from './span.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/**
 * An element set gives no orbit at a time: SGP4 refuses it there or has refused it on the way from the epoch, or the
 * position is not plausible. Codes 1 to 6 are those of AIAA 2006-6753; the rest are listed in plausible.ts.
 */
export class Sgp4Error extends Error {
  override name = 'Sgp4Error';
  readonly code: number;

  constructor(code: number, minutesSinceEpoch: number) {
    super(`SGP4 error ${code}, ${minutesSinceEpoch} minutes after the epoch: ${describeCode(code)}`);
    this.code = code;
  }
}

const REASONS: Record<number, string> = {
  0: 'no position, as for an eccentricity of 1 or a negative mean motion',
  1: 'mean eccentricity outside 0 to 1, or orbit too low',
  2: 'mean motion not positive',
  3: 'perturbed eccentricity outside 0 to 1',
  4: 'semi-latus rectum negative',
  5: 'epoch elements below the ground',
  6: 'satellite has decayed',
  [REFUSED.tooLow]: 'below 100 km',
  [REFUSED.tooFar]: 'farther out than the elements allow',
  [REFUSED.series]: 'too long after the epoch for this drag',
};

/** What a code of SGP4, or of this project, means. */
export function describeCode(code: number): string {
  return REASONS[code] ?? 'unknown';
}

/** Position (km) and velocity (km/s) in TEME, the frame of SGP4. */
export interface TemeState {
  positionKm: { x: number; y: number; z: number };
  velocityKmPerS: { x: number; y: number; z: number };
}

/**
 * SGP4 at a time given as minutes since the epoch of the elements, the model's own variable. As the model gives it: the
 * position may not be one of an orbit, see orbitalState.
 * @throws Sgp4Error when SGP4 refuses the set at this time
 */
export function propagateTeme(record: Sgp4Record, minutesSinceEpoch: number): TemeState {
  const state = sgp4(record.satrec, minutesSinceEpoch);
  // Some elements pass the model's own checks and give NaN: an eccentricity of exactly 1, a negative mean motion.
  if (state === null || Number.isNaN(state.position.x)) throw new Sgp4Error(record.satrec.error, minutesSinceEpoch);
  return { positionKm: state.position, velocityKmPerS: state.velocity };
}

/**
 * Position and velocity at a time, as long as the element set holds: from its epoch until the first time at which SGP4
 * refuses it or the position is not one of an orbit. Whatever SGP4 returns beyond is not the satellite's.
 * @throws Sgp4Error when the set does not hold at this time
 */
export function orbitalState(record: Sgp4Record, minutesSinceEpoch: number): TemeState {
  const end = endBefore(record.span, record.satrec, minutesSinceEpoch);
  if (end) throw new Sgp4Error(end.code, minutesSinceEpoch);
  return propagateTeme(record, minutesSinceEpoch);
}

/**
 * The last moment until `untilMs` at which an element set holds, epoch milliseconds; minus infinity when it never does.
 */
export function lastHeldMs(record: Sgp4Record, untilMs: number): number {
  const end = endBefore(record.span, record.satrec, Math.max(0, minutesSinceEpoch(record, untilMs)));
  if (!end) return untilMs;
  return end.minutes < 0 ? Number.NEGATIVE_INFINITY : Math.floor(record.epochMs + end.minutes * MINUTE_MS);
}

/** The first moment from `fromMs` at which an element set holds, epoch milliseconds; infinity when it never does. */
export function firstHeldMs(record: Sgp4Record, fromMs: number): number {
  const end = endBefore(record.span, record.satrec, Math.min(0, minutesSinceEpoch(record, fromMs)));
  if (!end) return fromMs;
  const { epochMs, epochFractionMs } = record;
  return end.minutes < 0 ? Number.POSITIVE_INFINITY : Math.ceil(epochMs + epochFractionMs - end.minutes * MINUTE_MS);
}

/** Whether an element set holds at a time: it gives an orbit there, and on the way from its epoch. */
export function holdsAt(record: Sgp4Record, timeMs: number): boolean {
  return endBefore(record.span, record.satrec, minutesSinceEpoch(record, timeMs)) === undefined;
}

/** Minutes since the epoch. The difference of whole milliseconds is exact, so the epoch's microseconds are not lost. */
export function minutesSinceEpoch(record: Sgp4Record, timeMs: number): number {
  return (timeMs - record.epochMs - record.epochFractionMs) / MINUTE_MS;
}

/**
 * The sub-satellite point of an element set at a time, not rounded: TEME turned by GMST-1982, then geodetic coordinates
 * on WGS84. UT1 is taken as UTC (Vallado 2013, section 3.5), at most 0.9 s of Earth rotation off by definition and 0.1
 * s, or 45 m, in practice. Polar motion (10 m) is left out. Its altitude is from MIN_ALTITUDE_KM to MAX_ALTITUDE_KM, so
 * that no reader refuses it.
 * @throws Sgp4Error when the set does not hold at this time
 */
export function subSatellitePoint(record: Sgp4Record, timeMs: number): SubSatellitePoint {
  const minutes = minutesSinceEpoch(record, timeMs);
  const { positionKm } = orbitalState(record, minutes);
  const geodetic = toGeodetic(eciToEcf(positionKm, greenwichMeanSiderealTimeRad(timeMs)));
  // Looks found the end of the span. Whatever a position between two of them is, no reader must refuse it.
  const fault = altitudeFault(geodetic.altitudeKm, MAX_ALTITUDE_KM);
  if (fault !== undefined) throw new Sgp4Error(fault, minutes);
  return { timeMs, ...geodetic };
}

/** The sub-satellite point, or undefined when the set does not hold at this time. */
export function subSatellitePointIfAny(record: Sgp4Record, timeMs: number): SubSatellitePoint | undefined {
  try {
    return subSatellitePoint(record, timeMs);
  } catch (error) {
    if (error instanceof Sgp4Error) return undefined;
    throw error;
  }
}

const CENTURY_MS = 36_525 * DAY_MS;
const J2000_MS = Date.UTC(2000, 0, 1, 12);

/**
 * Angle of the Earth's rotation, radians in [0, 2 pi): GMST-1982 of UTC taken as UT1 (Vallado 2013, equation 3-47). The
 * equation's 876,600 hours a century are whole turns a day, which add nothing to the angle: only the time of day
 * counts. satellite.js's gstime takes a Julian date in one double, which is exact to 40 microseconds: points would jump
 * by 2 cm.
 */
export function greenwichMeanSiderealTimeRad(timeMs: number): number {
  const sinceMs = timeMs - J2000_MS;
  const t = sinceMs / CENTURY_MS;
  const seconds =
    67_310.54841 + (sinceMs % DAY_MS) / 1000 + 8_640_184.812866 * t + 0.093104 * t * t - 6.2e-6 * t * t * t;
  const turns = seconds / 86_400;
  return (turns - Math.floor(turns)) * 2 * Math.PI;
}
