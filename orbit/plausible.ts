// The one rule for whether a computed position is an orbit, and the time at which an element set first breaks it.
//
// SGP4 reports no error for much that is not an orbit. Its drag is a power series of the time since the epoch, and the
// semi-major axis is the square of it: after a satellite has decayed the series turns negative, the axis grows again,
// and SGP4 accepts what it had refused (satellite.js issue 152, python-sgp4 issue 137). So the first refusal counts, on
// either side of the epoch.
import type { SatRec, sgp4 } from 'satellite.js';
import { EQUATORIAL_RADIUS_KM, toGeodetic } from './geodetic.ts';

/**
 * Below this no satellite completes a revolution: the lowest perigees seen are of 80 to 100 km (McDowell 2018, Acta
 * Astronautica 151).
 */
export const MIN_ALTITUDE_KM = 100;

/** Twice the distance of the Moon. Nothing that SGP4 is made for goes beyond it. */
export const MAX_ALTITUDE_KM = 800_000;

// By how much a satellite may be farther out than the apogee of its mean elements. A satellite that raises its orbit
// with its engine moves by less than a tenth in months, and so do the Sun and the Moon move the apogee of an eccentric
// orbit.
const BEYOND_APOGEE = 1.1;

// The end of a set is found by looks, so a position between two of them may be lower by metres. This much higher, none
// is below the limit that readers check.
const BETWEEN_LOOKS_KM = 0.02;

/** Why a position is not an orbit. Codes 0 to 6 are SGP4's own (AIAA 2006-6753), 7 to 9 are of this project. */
export const REFUSED = { tooLow: 7, tooFar: 8, series: 9 } as const;

/** The state that SGP4 computes, in km; null when it refuses the set. */
export type Sgp4State = ReturnType<typeof sgp4>;

/** The greatest altitude of an element set above the equator's radius, km. */
export function ceilingKm({ a, ecco }: SatRec): number {
  const radiusKm = a * (1 + ecco) * EQUATORIAL_RADIUS_KM * BEYOND_APOGEE;
  return Math.min(radiusKm - EQUATORIAL_RADIUS_KM, MAX_ALTITUDE_KM);
}

/** Why an altitude is not one of an orbit; undefined when it is. */
export function altitudeFault(altitudeKm: number, highestKm: number): number | undefined {
  // NaN fails both comparisons.
  if (!(altitudeKm >= MIN_ALTITUDE_KM)) return REFUSED.tooLow;
  return altitudeKm <= highestKm ? undefined : REFUSED.tooFar;
}

/** Why a state that SGP4 has just computed is not an orbit; undefined when it is. */
export function stateFault(satrec: SatRec, state: Sgp4State, highestKm: number): number | undefined {
  // Some elements pass the model's own checks and give NaN: an eccentricity of exactly 1, a negative mean motion.
  if (state === null || Number.isNaN(state.position.x)) return satrec.error;
  // The factor whose square scales the semi-major axis. Past zero its square grows again.
  if (!(satrec.tempa > 0)) return REFUSED.series;
  // The rotation of the Earth changes the longitude only.
  const { altitudeKm } = toGeodetic(state.position);
  if (altitudeKm < MIN_ALTITUDE_KM + BETWEEN_LOOKS_KM) return REFUSED.tooLow;
  return altitudeFault(altitudeKm, highestKm);
}
