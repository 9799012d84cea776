// When a satellite is worth looking for from a place: it images the place, or at least rises over its horizon.
import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import type { Place } from './geodetic.ts';
import { horizonPasses } from './horizon-passes.ts';
import { subSatellitePoint } from './propagate.ts';
import { apogeeKm } from './revolution.ts';
import type { Throughout } from './search.ts';
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
  /** When the elements do not hold until the end of the window: the list is complete until then. */
  refusedAfterMs?: number;
  /** Whether the satellite is above the horizon of the place throughout the window. */
  inView?: Throughout;
  /** The same of the place in the swath; known for a satellite that does not leave the neighbourhood of the place. */
  inSwath?: Throughout;
}

// How fast the ground turns at the equator: 40,075 km in 86,164 s.
const EQUATOR_KM_PER_S = 0.465;
// How much higher a satellite may be than the apogee of its mean elements: 10 km for perturbations, 21 for the
// flattening at the poles, and some to spare. It only widens the search; each approach is then checked with its own
// altitude.
const ABOVE_APOGEE_KM = 40;
// By how much the horizon of the ellipsoid is beyond that of a sphere: at most 15 km, measured for heights up to 120,000
// km.
const BEYOND_SPHERE_KM = 20;

/**
 * Every approach in (fromMs, untilMs] at which the satellite is above the horizon of the place, or the place in the
 * swath. None to a place that is always in the swath, and none outside of the swath of a satellite that is always above
 * the horizon: it never passes.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  swathKm: number,
  fromMs: number,
  untilMs: number,
): Findings {
  const reachKm = Math.max(swathKm / 2, horizonDistanceKm(apogeeKm(record) + ABOVE_APOGEE_KM) + BEYOND_SPHERE_KM);
  const search = swathOverpasses(record, place, fromMs, untilMs, 2 * reachKm);
  const { found, failure, searchedUntilMs } = search;
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
  if (failure) return { approaches, refusedAfterMs: searchedUntilMs };

  let inView: Throughout | undefined;
  if (search.throughout === 'never') inView = 'never';
  else if (search.throughout === 'always' || approaches.length === 0)
    inView = horizonPasses(record, place, fromMs, untilMs).throughout;
  if (search.throughout !== 'always') return inView ? { approaches, inView } : { approaches };

  const inSwath = swathOverpasses(record, place, fromMs, untilMs, swathKm).throughout;
  const passes = approaches.filter((each) => inSwath !== 'always' && (each.inSwath || inView !== 'always'));
  return { approaches: passes, ...(inView && { inView }), ...(inSwath && { inSwath }) };
}
