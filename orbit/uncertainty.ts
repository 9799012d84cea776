// How much earlier or later than computed a satellite may come, from its element set and the set's age.
import { elementsAgeDays } from './age.ts';
import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import type { Omm } from './omm.ts';
import { minutesSinceEpoch, propagateTeme, Sgp4Error } from './propagate.ts';
import { roundTo } from './round.ts';

/** The elements that decide how fast a set goes stale. */
type DragElements = Pick<Omm, 'MEAN_MOTION' | 'ECCENTRICITY' | 'BSTAR'>;

// SGP4's own constants (WGS72; Hoots and Roehrich 1980): k_e, Earth radii, and the density profile between s = 78 km
// and q0 = 120 km.
const KE = 0.0743669161;
const EARTH_RADIUS_KM = 6378.135;
const Q0_KM = 120;
const S_KM = 78;

const MINUTES_PER_DAY = 1440;
const SECONDS_PER_DAY = 86_400;

// Farther out, the Sun's pull takes a satellite away: no orbit takes more than about 200 days.
const MIN_MEAN_MOTION = 0.004;
// Two sets share observations, so their difference understates the error. SGP4's own fit errs by under a kilometre
// (Vallado 2006, AIAA 2006-6753).
const FLOOR_S = 0.1;
// 1,450 km, in Earth radii from the centre: the highest orbits of the fit.
const HIGHEST_FITTED = 1.2273;

/**
 * How much earlier or later than computed a satellite may come, seconds: the half-width that holds for 95 % of the sets
 * of this age, unless the satellite manoeuvres. Never shrinks with age; the same before the epoch as after it.
 *
 * With d the age in days, and drags in seconds per square day:
 *
 *     E = hypot(B - b, 0.18 b)                        how unusual the drag of this set is
 *     uncertainty = 0.8 E^0.82 d^2.15 + 1.3 sqrt(E d)     at least the floor, at most half a revolution
 *
 * - B is what BSTAR moves the satellite along its track in the first day (`dragPerSquareDay`).
 * - b is the drag that is ordinary at its mean height (`ordinaryDrag`). A set whose drag is far from that, on either
 *   side, has absorbed small burns, or belongs to a light body. One with B near b ages slowly.
 * - The first term is misjudged drag: it changes the speed steadily, so its effect grows with about the square of the
 *   age, and a little faster, because density itself changes meanwhile. The power of E is below 1 because small drags
 *   are known less exactly.
 * - The second term, which decides for a few days, is the error of the fit.
 *
 * The floor is 0.1 s. Beyond 1,450 km it grows with distance and age (`floorSeconds`), because there
 * other errors than those of drag decide.
 *
 * MEAN_MOTION_DOT is left out, as SGP4 leaves it out: in published sets it is B, plus a constant of the orbit.
 *
 * Fitted to 57,260 pairs of published sets of 126 satellites, 1999 to 2026, and tested on satellites that the fit had
 * not seen: docs/accuracy.md. Valid for nearly circular orbits from 330 to 1,450 km and ages from half a day to 30
 * days. The rest is extrapolated, and the floor of higher and of eccentric orbits is an estimate.
 */
export function timingUncertaintySeconds(elements: DragElements, ageDays: number): number {
  const meanMotion = boundedMeanMotion(elements);
  const halfRevolution = SECONDS_PER_DAY / 2 / meanMotion;
  const axis = semiMajorAxis(meanMotion);
  const drag = dragPerSquareDay(axis, elements);
  if (drag === undefined) return halfRevolution;
  const ordinary = ordinaryDrag((axis - 1) * EARTH_RADIUS_KM);
  const unusual = Math.hypot(drag - ordinary, 0.18 * ordinary);
  const days = Math.abs(ageDays);
  const seconds = 0.8 * unusual ** 0.82 * days ** 2.15 + 1.3 * Math.sqrt(unusual * days);
  const meanDistance = axis * (1 + elements.ECCENTRICITY ** 2 / 2);
  return Math.min(Math.max(seconds, floorSeconds(meanDistance / HIGHEST_FITTED, days)), halfRevolution);
}

/**
 * The same at a time, in km along the orbit: by the satellite's own speed then, 7.5 km/s at 700 km and 3.1 km/s in a
 * geostationary orbit. At most half the way around. Undefined when SGP4 refuses the set at this time.
 */
export function uncertaintyKm(record: Sgp4Record, timeMs: number): number | undefined {
  const minutes = minutesSinceEpoch(record, timeMs);
  const seconds = timingUncertaintySeconds(record.omm, minutes / MINUTES_PER_DAY);
  try {
    const { x, y, z } = propagateTeme(record, minutes).velocityKmPerS;
    const axisKm = semiMajorAxis(boundedMeanMotion(record.omm)) * EARTH_RADIUS_KM;
    return Math.min(seconds * Math.hypot(x, y, z), Math.PI * axisKm);
  } catch (error) {
    if (error instanceof Sgp4Error) return undefined;
    throw error;
  }
}

/**
 * The least that is stated. No pairs above 1,450 km were measured. There observations are fewer and less exact, and the
 * Sun, the Moon and frequent manoeuvres count, so this is wide on purpose: 20 km for a fresh geostationary set, 40 km
 * after three days.
 * @param distance from the centre, mean over time, 1 for the highest orbits of the fit
 */
function floorSeconds(distance: number, days: number): number {
  return distance > 1 ? FLOOR_S * (1 + (distance ** 2.5 - 1) * Math.sqrt(1 + days)) : FLOOR_S;
}

function boundedMeanMotion({ MEAN_MOTION }: DragElements): number {
  return Math.max(MEAN_MOTION, MIN_MEAN_MOTION);
}

/** Kepler's third law: Earth radii, from revolutions per day. */
function semiMajorAxis(meanMotion: number): number {
  const radiansPerMinute = (meanMotion * 2 * Math.PI) / MINUTES_PER_DAY;
  return (KE / radiansPerMinute) ** (2 / 3);
}

/**
 * What drag moves a satellite along its track in the first day, seconds: SGP4's 3/2 C1 t^2, without the term of C1 with
 * J2 (a few per cent). Negative when BSTAR is. Undefined for a perigee so low that SGP4's density has no value there.
 * @param axis semi-major axis, Earth radii
 */
function dragPerSquareDay(axis: number, { ECCENTRICITY, BSTAR }: DragElements): number | undefined {
  const perigeeKm = (axis * (1 - ECCENTRICITY) - 1) * EARTH_RADIUS_KM;
  // SGP4 lowers s below a perigee of 156 km, but not below 20 km.
  const sKm = Math.min(S_KM, Math.max(perigeeKm - S_KM, 20));
  const aboveS = axis - 1 - sKm / EARTH_RADIUS_KM;
  const eta = (axis * ECCENTRICITY) / aboveS;
  if (!(aboveS > 0 && eta < 1)) return undefined;
  const atPerigee = (1 + 1.5 * eta ** 2 + ECCENTRICITY * eta * (4 + eta ** 2)) / (1 - eta ** 2) ** 3.5;
  const density = ((Q0_KM - sKm) / EARTH_RADIUS_KM / aboveS) ** 4;
  const c1 = BSTAR * density * axis * KE * axis ** -1.5 * atPerigee;
  return 1.5 * c1 * MINUTES_PER_DAY ** 2 * 60;
}

/** The drag that is ordinary at a mean height: density with a scale height of 87 km, until other forces take over. */
function ordinaryDrag(heightKm: number): number {
  return 0.0022 + 0.013 * Math.exp((700 - heightKm) / 87);
}

// How fast the ground turns at the equator: 40,075 km in 86,164 s.
const EQUATOR_KM_PER_S = 0.465;

/**
 * How far the Earth turns a place while the satellite is early or late, km. The distance from the track changes by this
 * much where the track goes due north, and by less elsewhere.
 */
export function driftKm(latitudeDeg: number, uncertaintySeconds: number): number {
  return uncertaintySeconds * EQUATOR_KM_PER_S * Math.cos(latitudeDeg * RAD_PER_DEG);
}

/** How early or late a satellite may be, seconds, as API and page write it: to a tenth. */
export function writtenUncertaintySeconds(omm: Omm, timeMs: number): number {
  return roundTo(timingUncertaintySeconds(omm, elementsAgeDays(omm, timeMs)), 1);
}
