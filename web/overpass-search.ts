// The search for overpasses, with all that it needs: loaded when a place is chosen, so that the first view is small without it.
import { timingUncertaintySeconds } from '../orbit/age.ts';
import type { Sgp4Record } from '../orbit/elements.ts';
import { A_KM, type Place } from '../orbit/geodetic.ts';
import { swathOverpasses } from '../orbit/overpasses.ts';
import { subSatellitePoint } from '../orbit/propagate.ts';

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
}

const DAY_MS = 86_400_000;
const DEG = Math.PI / 180;

/**
 * Every approach in (fromMs, untilMs] at which the satellite is above the horizon of the place or the place in the swath.
 * The list ends where SGP4 refuses the elements.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  swathKm: number,
  fromMs: number,
  untilMs: number,
): Approach[] {
  const reachKm = Math.max(swathKm, 2 * horizonKm(record, fromMs));
  return swathOverpasses(record, place, fromMs, untilMs, reachKm).found.map((overpass) => {
    const { timeMs, distanceKm, ascending, day } = overpass;
    return {
      timeMs,
      distanceKm,
      azimuthDeg: azimuthDeg(place, subSatellitePoint(record, timeMs)),
      ascending,
      day,
      inSwath: distanceKm <= swathKm / 2,
      uncertaintySeconds: timingUncertaintySeconds((timeMs - record.epochMs) / DAY_MS),
    };
  });
}

// How far along the ground a satellite at this height is on the horizon: of a sphere, which is enough to choose what is worth a line.
function horizonKm(record: Sgp4Record, timeMs: number): number {
  const { altitudeKm } = subSatellitePoint(record, timeMs);
  return A_KM * Math.acos(A_KM / (A_KM + Math.max(0, altitudeKm)));
}

// On a sphere: good to a fraction of a degree, and told as one of eight winds.
function azimuthDeg(from: Place, to: Place): number {
  const east = (to.longitudeDeg - from.longitudeDeg) * DEG;
  const [a, b] = [from.latitudeDeg * DEG, to.latitudeDeg * DEG];
  const eastward = Math.sin(east) * Math.cos(b);
  const northward = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
  return (Math.atan2(eastward, northward) / DEG + 360) % 360;
}
