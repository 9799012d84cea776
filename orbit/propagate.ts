// From an SGP4 record and a time to the sub-satellite point.
import { eciToEcf, gstime, sgp4 } from 'satellite.js';
import type { Sgp4Record } from './elements.ts';
import { toGeodetic } from './geodetic.ts';
import type { SubSatellitePoint } from './point.ts';

/** SGP4 refuses an element set at a time: decayed, or elements outside of the model (codes of AIAA 2006-6753, and 0). */
export class Sgp4Error extends Error {
  override name = 'Sgp4Error';
  readonly code: number;

  constructor(code: number, minutesSinceEpoch: number) {
    super(`SGP4 error ${code}, ${minutesSinceEpoch} minutes after the epoch: ${REASONS[code] ?? 'unknown'}`);
    this.code = code;
  }
}

const REASONS: Record<number, string> = {
  0: 'no position: an eccentricity of 1, a negative mean motion, or the like',
  1: 'mean elements: eccentricity outside 0 to 1, or orbit too low',
  2: 'mean motion not positive',
  3: 'perturbed eccentricity outside 0 to 1',
  4: 'semi-latus rectum negative',
  5: 'epoch elements below the ground',
  6: 'satellite has decayed',
};

/** Position (km) and velocity (km/s) in TEME, the frame SGP4 speaks. */
export interface TemeState {
  positionKm: { x: number; y: number; z: number };
  velocityKmPerS: { x: number; y: number; z: number };
}

/**
 * SGP4 at a time given as minutes since the epoch of the elements, the model's own variable.
 * @throws Sgp4Error when SGP4 refuses the set at this time.
 */
export function propagateTeme(record: Sgp4Record, minutesSinceEpoch: number): TemeState {
  const state = sgp4(record.satrec, minutesSinceEpoch);
  // Some elements slip through the model's own checks and give NaN: an eccentricity of exactly 1, a negative mean motion.
  if (state === null || Number.isNaN(state.position.x)) throw new Sgp4Error(record.satrec.error, minutesSinceEpoch);
  return { positionKm: state.position, velocityKmPerS: state.velocity };
}

/** Minutes since the epoch: the difference of whole milliseconds is exact, so the epoch's microseconds survive. */
export function minutesSinceEpoch(record: Sgp4Record, timeMs: number): number {
  return (timeMs - record.epochMs - record.epochRestMs) / 60_000;
}

/**
 * The sub-satellite point of an element set at a time, not rounded.
 * TEME turned by GMST-1982 with UT1 = UTC (Vallado 2013, section 3.5: up to 0.9 s of Earth rotation by definition,
 * 0.1 s or 45 m in practice), no polar motion (10 m), then geodetic coordinates on WGS84.
 * @throws Sgp4Error when SGP4 refuses the set at this time.
 */
export function subSatellitePoint(record: Sgp4Record, timeMs: number): SubSatellitePoint {
  const { positionKm } = propagateTeme(record, minutesSinceEpoch(record, timeMs));
  const geodetic = toGeodetic(eciToEcf(positionKm, greenwichMeanSiderealTimeRad(timeMs)));
  return { timeMs, ...geodetic };
}

// Unix epoch as a Julian date.
const UNIX_EPOCH_JD = 2440587.5;
const DAY_MS = 86_400_000;

/** Angle of the Earth's rotation, radians: GMST-1982 of UTC taken as UT1. */
export function greenwichMeanSiderealTimeRad(timeMs: number): number {
  return gstime(UNIX_EPOCH_JD + timeMs / DAY_MS);
}
