// When a satellite is worth looking for from a place: it images the place, or at least rises over its horizon.
import type { Sgp4Record } from './elements.ts';
import type { Place } from './geodetic.ts';
import { horizonPasses, sightingAt } from './horizon-passes.ts';
import { isNearEdge, reachKm, seesBy, symmetrical } from './instruments.ts';
import { subSatellitePoint } from './propagate.ts';
import { apogeeKm } from './revolution.ts';
import { roundTo } from './round.ts';
import type { Instrument } from './satellites.ts';
import type { Throughout } from './search.ts';
import { horizonDistanceKm } from './sphere.ts';
import { swathOverpasses } from './swath-overpasses.ts';
import { driftKm, writtenUncertaintySeconds } from './uncertainty.ts';

/** The closest approach of a satellite's ground track to a place. */
export interface Approach {
  timeMs: number;
  distanceKm: number;
  /** Direction from the place to the satellite, and to the ground track below it, degrees from north through east. */
  azimuthDeg: number;
  /** How high the satellite is above the horizon of the place, and how far away. */
  elevationDeg: number;
  rangeKm: number;
  /** The side of the track on which the place lies, seen in the direction of flight. */
  side: 'left' | 'right';
  ascending: boolean;
  /** Whether the Sun is above the horizon of the place, and how high. */
  day: boolean;
  sunElevationDeg: number;
  /** The instruments in whose swath the place lies, in their order. */
  imaging: readonly Imaging[];
  /** Those in whose swath it may lie all the same, because it is as close to their edge as the track is uncertain. */
  maybe: readonly Imaging[];
  /** Whether there is one. Otherwise the satellite only rises over the horizon. */
  inSwath: boolean;
  /** How much earlier or later the satellite may come, unless it manoeuvres. */
  uncertaintySeconds: number;
  /** How far the Earth turns meanwhile, and with it the place: the distance is uncertain by at most this much. */
  driftKm: number;
  /** Whether the place is at the edge of the swath of each of them. */
  atEdge: boolean;
}

/** An instrument in whose swath a place lies, or may lie. */
export interface Imaging {
  instrument: Instrument;
  /** Whether it sees the place: by day, or without daylight. */
  sees: boolean;
  /** So close to an edge that the Earth's rotation may move the place out, or in, before the overpass. */
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
  /** The same of the place in a swath; known for a satellite that does not leave the neighbourhood of the place. */
  inSwath?: Throughout;
}

// How much higher a satellite may be than the apogee of its mean elements: 10 km for perturbations, 21 for the
// flattening at the poles, and some to spare. It only widens the search; each approach is then checked with its own
// altitude.
const ABOVE_APOGEE_KM = 40;
// By how much the horizon of the ellipsoid is beyond that of a sphere: at most 15 km, measured for heights up to 120,000
// km.
const BEYOND_SPHERE_KM = 20;

/**
 * Every approach in (fromMs, untilMs] at which the satellite is above the horizon of the place, or the place in the
 * swath of an instrument. None to a place that is always in a swath, and none outside of the swaths of a satellite that
 * is always above the horizon: it never passes.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  instruments: readonly Instrument[],
  fromMs: number,
  untilMs: number,
): Findings {
  const horizonKm = horizonDistanceKm(apogeeKm(record) + ABOVE_APOGEE_KM) + BEYOND_SPHERE_KM;
  const around = symmetrical(2 * Math.max(horizonKm, ...instruments.map(reachKm)));
  const search = swathOverpasses(record, place, fromMs, untilMs, [...instruments, around]);
  const { found, failure, searchedUntilMs } = search;
  const approaches: Approach[] = [];
  for (const { timeMs, distanceKm, side, ascending, day, sunElevationDeg, swaths } of found) {
    const point = subSatellitePoint(record, timeMs);
    const inSwath = swaths.some((index) => index < instruments.length);
    if (!inSwath && distanceKm > horizonDistanceKm(point.altitudeKm)) continue;
    // As the API writes both, so that its list and the page's agree about edges.
    const uncertaintySeconds = writtenUncertaintySeconds(record.omm, timeMs);
    const { azimuthDeg, elevationDeg, rangeKm } = sightingAt(place, record, timeMs);
    const earthKm = roundTo(driftKm(place.latitudeDeg, uncertaintySeconds), 2);
    const acrossKm = side === 'right' ? distanceKm : -distanceKm;
    const swathsOf = (isInside: boolean) =>
      instruments.flatMap((instrument, index): Imaging[] => {
        const atEdge = isNearEdge(instrument, acrossKm, earthKm);
        if (swaths.includes(index) !== isInside || !(isInside || atEdge)) return [];
        return [{ instrument, sees: seesBy(instrument, day), atEdge }];
      });
    const [imaging, maybe] = [swathsOf(true), swathsOf(false)];
    const atEdge = inSwath && imaging.every((each) => each.atEdge);
    const light = { ascending, day, sunElevationDeg };
    const uncertainty = { uncertaintySeconds, driftKm: earthKm };
    approaches.push({
      timeMs,
      distanceKm,
      ...{ azimuthDeg, elevationDeg, rangeKm },
      side,
      ...light,
      imaging,
      maybe,
      inSwath,
      ...uncertainty,
      atEdge,
    });
  }
  if (failure) return { approaches, refusedAfterMs: searchedUntilMs };

  const near = search.throughoutOf[instruments.length];
  let inView: Throughout | undefined;
  if (near === 'never') inView = 'never';
  else if (near === 'always' || approaches.length === 0)
    inView = horizonPasses(record, place, fromMs, untilMs).throughout;
  if (near !== 'always') return inView ? { approaches, inView } : { approaches };

  const ofSwaths = search.throughoutOf.slice(0, instruments.length);
  const isNever = ofSwaths.every((each) => each === 'never');
  const inSwath = ofSwaths.includes('always') ? 'always' : isNever ? 'never' : undefined;
  const passes = approaches.filter((each) => inSwath !== 'always' && (each.inSwath || inView !== 'always'));
  return { approaches: passes, ...(inView && { inView }), ...(inSwath && { inSwath }) };
}
