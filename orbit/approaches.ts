// When a satellite is worth looking for from a place: it images the place, or at least rises over its horizon.
import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import type { Place } from './geodetic.ts';
import { subSatellitePoint } from './propagate.ts';
import { apogeeKm } from './revolution.ts';
import { bearingDeg, horizonDistanceKm } from './sphere.ts';
import { swathOverpasses } from './swath-overpasses.ts';
import { DAY_MS } from './time.ts';
import { timingUncertaintySeconds } from './uncertainty.ts';

/** The closest approach of a satellite's ground track to a place. */
export interface Approach {
  timeMs: number;
  distanceKm: number;
  /** Direction from the place to the ground track, degrees from north through east. */
  azimuthDeg: number;
  ascending: boolean;
  /** Whether the Sun is above the horizon of the place. */
  day: boolean;
  /** Whether the place lies in the swath. Otherwise the satellite only rises over its horizon. */
  inSwath: boolean;
  /** How much earlier or later the satellite may come, unless it manoeuvres. */
  uncertaintySeconds: number;
  /** In the swath, but so close to its edge that the Earth's rotation may move the place out before the overpass. */
  atEdge: boolean;
}

/** What a search found. */
export interface Findings {
  /** In order of time. */
  approaches: readonly Approach[];
  /** When SGP4 refuses the elements before the end of the window: the list is complete until then. */
  refusedAfterMs?: number;
}

// How fast the ground turns at the equator: 40,075 km in 86,164 s.
const EQUATOR_KM_PER_S = 0.465;
// How much higher a satellite may be than the apogee of its mean elements: 10 km for perturbations, 21 for the
// flattening at the poles, and some to spare. It only widens the search; each approach is then checked with its own
// altitude.
const ABOVE_APOGEE_KM = 40;

/**
 * Every approach in (fromMs, untilMs] at which the satellite is above the horizon of the place, or the place in the
 * swath.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  swathKm: number,
  fromMs: number,
  untilMs: number,
): Findings {
  const reachKm = Math.max(swathKm / 2, horizonDistanceKm(apogeeKm(record) + ABOVE_APOGEE_KM));
  const { found, failure, searchedUntilMs } = swathOverpasses(record, place, fromMs, untilMs, 2 * reachKm);
  const approaches: Approach[] = [];
  for (const { timeMs, distanceKm, ascending, day } of found) {
    const point = subSatellitePoint(record, timeMs);
    const inSwath = distanceKm <= swathKm / 2;
    if (!inSwath && distanceKm > horizonDistanceKm(point.altitudeKm)) continue;
    const uncertaintySeconds = timingUncertaintySeconds(record.omm, (timeMs - record.epochMs) / DAY_MS);
    const azimuthDeg = bearingDeg(place, point);
    const driftKm = uncertaintySeconds * EQUATOR_KM_PER_S * Math.cos(place.latitudeDeg * RAD_PER_DEG);
    const atEdge = inSwath && distanceKm + driftKm > swathKm / 2;
    approaches.push({ timeMs, distanceKm, azimuthDeg, ascending, day, inSwath, uncertaintySeconds, atEdge });
  }
  return failure ? { approaches, refusedAfterMs: searchedUntilMs } : { approaches };
}
