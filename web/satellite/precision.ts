// How exactly a position is known, along the track and in each of its numbers: none is shown more finely. Pure.
import { ageState } from '../../orbit/age.ts';
import { RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Sgp4Record } from '../../orbit/elements.ts';
import { EQUATORIAL_RADIUS_KM, FLATTENING } from '../../orbit/geodetic.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../../orbit/uncertainty.ts';
import { formatPlusMinus, type Units } from '../base/format.ts';

/** Half-widths that hold for 95 % of sets, unless the satellite manoeuvres (orbit/uncertainty.ts). */
export interface Precision {
  alongTrackKm: number;
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
  /** Negative at a time before the epoch. */
  ageDays: number;
  /** Whether the half-widths are an estimate, because none like it was measured. */
  isEstimate: boolean;
  /** Whether the set is so old that the page says so beside the position. */
  isOld: boolean;
}

/**
 * How exactly a satellite's point is known. Undefined without usable elements, or where they do not hold.
 * The satellite is early or late, so each number is off by what it changes meanwhile. Latitude and longitude get the
 * whole arc, in degrees of the place: the direction of flight would change the number of decimals all the time.
 */
export function precisionAt(record: Sgp4Record | undefined, point: SubSatellitePoint): Precision | undefined {
  if (!record) return undefined;
  const alongTrackKm = uncertaintyKm(record, point.timeMs);
  if (alongTrackKm === undefined) return undefined;
  const ageDays = (point.timeMs - record.epochMs) / DAY_MS;
  const state = ageState(ageDays);
  const arcDeg = alongTrackKm / (EQUATORIAL_RADIUS_KM + point.altitudeKm) / RAD_PER_DEG;
  return {
    alongTrackKm,
    latitudeDeg: arcDeg,
    longitudeDeg: arcDeg / Math.cos(point.latitudeDeg * RAD_PER_DEG),
    altitudeKm: altitudeUncertaintyKm(record.omm, timingUncertaintySeconds(record.omm, ageDays)),
    ageDays,
    isEstimate: isEstimate(record, ageDays),
    isOld: state === 'stale' || state === 'old',
  };
}

// What the uncertainty was fitted to (docs/accuracy.md). The most eccentric of these orbits are nearly circular.
const FITTED_DAYS = 30;
const [LOWEST_FITTED_KM, HIGHEST_FITTED_KM] = [330, 1450];
const FITTED_ECCENTRICITY = 0.02;

/** Whether a set is beyond those that the uncertainty was fitted to: old, very low, far out, or eccentric. */
function isEstimate(record: Sgp4Record, ageDays: number): boolean {
  const { alta, altp } = record.satrec;
  const heightKm = ((alta + altp) / 2) * EQUATORIAL_RADIUS_KM;
  return (
    Math.abs(ageDays) > FITTED_DAYS ||
    heightKm < LOWEST_FITTED_KM ||
    heightKm > HIGHEST_FITTED_KM ||
    record.omm.ECCENTRICITY > FITTED_ECCENTRICITY
  );
}

/** Shown beside a position from an old set: ± 230 km. Undefined for a newer set, or without a position. */
export function oldNote(
  record: Sgp4Record | undefined,
  point: SubSatellitePoint | undefined,
  units: Units,
): string | undefined {
  const precision = point && precisionAt(record, point);
  return precision?.isOld ? formatPlusMinus(precision.alongTrackKm, units) : undefined;
}

// WGS84, km^3/s^2; J2 and J3 of the Earth's gravity as in SGP4.
const GM = 398_600.4418;
const J2 = 1.0826e-3;
const J3 = -2.539e-6;
const SECONDS_PER_DAY = 86_400;

/**
 * The most that the altitude changes in these seconds, anywhere on the orbit. Two causes add up:
 * - The ellipse. Its radial speed is at most n a e / sqrt(1 - e^2), and J3 moves its centre by up to 7.5 km.
 * - The flattening of the Earth, twice a revolution: towards the poles the ground is 21 km lower, and J2 lowers the
 *   orbit by 3 km.
 */
function altitudeUncertaintyKm({ MEAN_MOTION, ECCENTRICITY: e, INCLINATION }: Omm, seconds: number): number {
  const n = (MEAN_MOTION * 2 * Math.PI) / SECONDS_PER_DAY;
  const a = (GM / n ** 2) ** (1 / 3);
  const sine = Math.sin(INCLINATION * RAD_PER_DEG);
  const centreKm = a * e + Math.abs((J3 / J2 / 2) * EQUATORIAL_RADIUS_KM * sine);
  const twiceKm = (EQUATORIAL_RADIUS_KM * FLATTENING - (J2 * EQUATORIAL_RADIUS_KM ** 2) / (2 * a)) * sine ** 2;
  return Math.min(n * seconds * (centreKm / Math.sqrt(1 - e ** 2) + twiceKm), 2 * centreKm + twiceKm);
}
