// How exactly a position is known, along the track and in each of its numbers: none is shown more finely. Pure.
import { ageState } from '../../orbit/age.ts';
import { RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Sgp4Record } from '../../orbit/elements.ts';
import { EQUATORIAL_RADIUS_KM, FLATTENING } from '../../orbit/geodetic.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../../orbit/uncertainty.ts';
import { formatPlusMinus, MOST_DEG, type Units } from '../base/format.ts';
import { type Motion, motionAt, positionAt } from './position.ts';
import type { ShownSatellite } from './shown-satellite.ts';

/** Half-widths that hold for 95 % of sets, unless the satellite manoeuvres (orbit/uncertainty.ts). */
export interface Precision {
  alongTrackKm: number;
  /** How much earlier or later it may be. */
  seconds: number;
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
  const seconds = timingUncertaintySeconds(record.omm, ageDays);
  const arcDeg = alongTrackKm / (EQUATORIAL_RADIUS_KM + point.altitudeKm) / RAD_PER_DEG;
  return {
    alongTrackKm,
    seconds,
    latitudeDeg: arcDeg,
    longitudeDeg: arcDeg / Math.cos(point.latitudeDeg * RAD_PER_DEG),
    altitudeKm: altitudeUncertaintyKm(record.omm, seconds),
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

/** What the map says of a position from an old set. */
export interface Doubt {
  /** Shown beside it: ± 230 km. Undefined for a newer set, or without a position. */
  note: string | undefined;
  isVague: boolean;
}

export function doubtOf(record: Sgp4Record | undefined, point: SubSatellitePoint | undefined, units: Units): Doubt {
  const precision = point && precisionAt(record, point);
  const note = precision?.isOld ? formatPlusMinus(precision.alongTrackKm, units) : undefined;
  return { note, isVague: isVague(precision) };
}

/** Whether a satellite may be so far from its point that the point says nothing: its latitude is unknown. */
export function isVague(precision: Precision | undefined): boolean {
  return precision !== undefined && precision.latitudeDeg > MOST_DEG;
}

/** The same of where a satellite is at a moment. */
export function isVagueAt(satellite: Pick<ShownSatellite, 'track' | 'record'>, timeMs: number): boolean {
  const point = positionAt(satellite, timeMs);
  return point !== undefined && isVague(precisionAt(satellite.record, point));
}

/** What is the same wherever the satellite may be along its track. */
export interface Certainty {
  direction: boolean;
  sunlit: boolean;
  dayBelow: boolean;
}

const CERTAIN: Certainty = { direction: true, sunlit: true, dayBelow: true };
/** Over less than this, a change is a matter of seconds: the page says what is likely. */
const SMALL_ARC_DEG = 1;
/** Shorter than day, night and shadow of any orbit that can be told by them. */
const SAMPLE_DEG = 10;

/**
 * Which of direction and light are certain at a point. It is where the satellite would be if it were early or late: the
 * light depends on its place among the stars, so each place is asked at the time at which it is computed.
 */
export function certaintyAt(
  record: Sgp4Record | undefined,
  { timeMs }: SubSatellitePoint,
  precision: Precision | undefined,
): Certainty {
  if (!record || !precision || precision.latitudeDeg <= SMALL_ARC_DEG) return CERTAIN;
  const steps = Math.ceil((2 * precision.latitudeDeg) / SAMPLE_DEG);
  const samples = Array.from({ length: steps + 1 }, (_, index) => {
    const atMs = timeMs + ((2 * index) / steps - 1) * precision.seconds * 1000;
    const computed = { track: [], record };
    const position = positionAt(computed, atMs);
    return position && motionAt(computed, position);
  });
  const isSame = (what: keyof Motion) => new Set(samples.map((sample) => sample?.[what])).size === 1;
  return { direction: isSame('ascending'), sunlit: isSame('sunlit'), dayBelow: isSame('dayBelow') };
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
