// The search for overpasses, with all that it needs: loaded when a place is chosen, so that the first view is small without it.
import { timingUncertaintySeconds } from '../../orbit/age.ts';
import { RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Sgp4Record } from '../../orbit/elements.ts';
import { A_KM, type Place } from '../../orbit/geodetic.ts';
import { swathOverpasses } from '../../orbit/overpasses.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS } from '../../orbit/time.ts';

/** A satellite passes a place: the closest approach of its ground track. */
export interface Approach {
  timeMs: number;
  distanceKm: number;
  /** Direction from the place to the ground track, degrees from north through east. */
  azimuthDeg: number;
  ascending: boolean;
  /** Whether the Sun is above the horizon of the place. */
  day: boolean;
  /** Whether the place lies in the swath; else the satellite only rises over its horizon. */
  inSwath: boolean;
  /** What the age of the elements makes of the time. */
  uncertaintySeconds: number;
  /** In the swath, but so close to its edge that the Earth, turning while the satellite comes early or late, may carry the place out of it. */
  atEdge: boolean;
}

/** What a search found. */
export interface Findings {
  /** In order of time. */
  approaches: readonly Approach[];
  /** When SGP4 refuses the elements before the end: all that happens until then is found. */
  refusedAfterMs?: number;
}

// How fast the ground turns at the equator.
const EQUATOR_KM_PER_S = 0.465;
// By how much a satellite may stand higher than the apogee of its mean elements: 10 km for what disturbs its orbit, 21 for the flat poles.
const ABOVE_APOGEE_KM = 40;

/**
 * Every approach in (fromMs, untilMs] at which the satellite is above the horizon of the place or the place in the swath.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  swathKm: number,
  fromMs: number,
  untilMs: number,
): Findings {
  const reachKm = Math.max(swathKm / 2, horizonKm(apogeeKm(record) + ABOVE_APOGEE_KM));
  const { found, failure, searchedUntilMs } = swathOverpasses(record, place, fromMs, untilMs, 2 * reachKm);
  const approaches: Approach[] = [];
  for (const { timeMs, distanceKm, ascending, day } of found) {
    const point = subSatellitePoint(record, timeMs);
    const inSwath = distanceKm <= swathKm / 2;
    if (!inSwath && distanceKm > horizonKm(point.altitudeKm)) continue;
    const uncertaintySeconds = timingUncertaintySeconds((timeMs - record.epochMs) / DAY_MS);
    const azimuthDeg = bearingDeg(place, point);
    const driftKm = uncertaintySeconds * EQUATOR_KM_PER_S * Math.cos(place.latitudeDeg * RAD_PER_DEG);
    const atEdge = inSwath && distanceKm + driftKm > swathKm / 2;
    approaches.push({ timeMs, distanceKm, azimuthDeg, ascending, day, inSwath, uncertaintySeconds, atEdge });
  }
  return failure ? { approaches, refusedAfterMs: searchedUntilMs } : { approaches };
}

/** Height of the highest point of the orbit, from the mean elements. */
function apogeeKm({ satrec }: Sgp4Record): number {
  return Math.max(0, satrec.alta * A_KM);
}

// How far along the ground a satellite at a height is on the horizon: of a sphere, which is enough to choose what is worth a line.
function horizonKm(altitudeKm: number): number {
  return A_KM * Math.acos(A_KM / (A_KM + Math.max(0, altitudeKm)));
}

// On a sphere: good to a fraction of a degree, and told as one of eight winds.
function bearingDeg(from: Place, to: Place): number {
  const east = (to.longitudeDeg - from.longitudeDeg) * RAD_PER_DEG;
  const [a, b] = [from.latitudeDeg * RAD_PER_DEG, to.latitudeDeg * RAD_PER_DEG];
  const eastward = Math.sin(east) * Math.cos(b);
  const northward = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
  return (Math.atan2(eastward, northward) / RAD_PER_DEG + 360) % 360;
}
