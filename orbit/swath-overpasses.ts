// Swath overpasses: when a place lies in what a satellite's instrument images.
import geodesic from 'geographiclib-geodesic';
import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { type EarthFixed, EQUATORIAL_RADIUS_KM, type Place, subtract, toEarthFixed } from './geodetic.ts';
import { type Edges, isInSwath, reachKm, type Seen, symmetrical } from './instruments.ts';
import { type GroundMotion, groundMotion } from './motion.ts';
import { lastHeldMs } from './propagate.ts';
import { findChangeMs, type Search, sampleStepMs, searchWindow, type Throughout } from './search.ts';
import { sunElevationDeg } from './sun.ts';
import { SECOND_MS } from './time.ts';

/** The closest approach of a satellite's ground track to a place that lies in the swath. */
export interface SwathOverpass {
  /**
   * UTC, epoch milliseconds with a fraction. Exact to 0.1 ms for the model on an orbit as round as Terra's. On an
   * eccentric one it is 0.1 s off at an eccentricity of 0.2, and up to 13 s and 2 m of distance at 0.7: it is where
   * SGP4's velocity turns from approaching to receding, and that velocity is not the derivative of SGP4's position.
   */
  timeMs: number;
  /** From the place to the sub-satellite point, along the WGS84 ellipsoid, km. */
  distanceKm: number;
  /**
   * The side of the track on which the place lies, seen in the direction in which the sub-satellite point moves over
   * the turning Earth.
   */
  side: 'left' | 'right';
  /** Whether the sub-satellite point moves north. */
  ascending: boolean;
  /** Whether the Sun's centre is above the horizon at the place, without refraction. */
  day: boolean;
  /** Elevation of the Sun's centre at the place, degrees, without refraction. */
  sunElevationDeg: number;
  /** Which of the swaths the place lies in, by their indexes. At least one. */
  swaths: readonly number[];
}

/** What a search for several swaths found. */
export interface SwathSearch extends Search<SwathOverpass> {
  /** For each swath, what `throughout` says of all together. */
  throughoutOf: readonly (Throughout | undefined)[];
}

// The highest speed of a sub-satellite point over ground: below the escape velocity at the surface (11.2 km/s) and the
// rotation of the Earth (0.5) together, plus 1 percent for the flattening.
const MAX_SPEED_KM_PER_S = 12;

/**
 * The overpasses of a place: every closest approach of the sub-satellite point in (fromMs, untilMs] at which the place
 * lies in one of the swaths. Adjacent windows share none. At most 14,400 samples in ten days, fewer of a satellite that
 * moves slowly, and fewer far from the place: while it is on its way, nothing can happen.
 *
 * A geostationary satellite swings by some kilometres in a day, so it has a closest approach each day to every place in
 * its swath. `throughout` says that the place never leaves a swath; then these mean nothing.
 * @param swath the edges of each swath, or the width of one whose middle is the track, km
 * @throws RangeError when the window is longer than ten days, or ends before it begins
 */
export function swathOverpasses(
  record: Sgp4Record,
  place: Place,
  fromMs: number,
  untilMs: number,
  swath: number | readonly Edges[],
): SwathSearch {
  const swaths = typeof swath === 'number' ? [symmetrical(swath)] : swath;
  const farthestKm = Math.max(...swaths.map(reachKm));
  const placeKm = toEarthFixed({ ...place, altitudeKm: 0 });
  const isApproachingAt = (timeMs: number) => seenFromTrack(place, groundMotion(record, timeMs)).isAhead;
  const throughoutOf: (Throughout | undefined)[] = swaths.map(() => undefined);

  const result = searchWindow<SwathOverpass>(fromMs, untilMs, (search) => {
    const endMs = Math.max(fromMs, lastHeldMs(record, untilMs));
    let earlierMs = fromMs;
    let wasApproaching = false;
    // Of each swath, whether the place has been in it all the time, or never.
    const isAlways = swaths.map(() => true);
    const isNever = swaths.map(() => true);
    for (let timeMs = fromMs; ; ) {
      const motion = groundMotion(record, timeMs);
      const stepMs = sampleStepMs(motion.groundSpeedKmPerS / EQUATORIAL_RADIUS_KM);
      // Beyond this distance it is not within reach before the next sample.
      const nearKm = farthestKm + (MAX_SPEED_KM_PER_S * stepMs) / SECOND_MS;
      const beyondKm = straightDistanceKm(placeKm, motion) - nearKm;
      const seen = beyondKm <= 0 ? seenFromTrack(place, motion) : undefined;
      const isApproaching = seen?.isAhead ?? false;
      for (const [index, edges] of swaths.entries()) {
        if (seen && isInSwath(edges, seen)) isNever[index] = false;
        else isAlways[index] = false;
      }
      if (isAlways.includes(true) && !wasApproaching && isApproaching) {
        const farthestMs = findChangeMs(earlierMs, timeMs, (atMs) => !isApproachingAt(atMs));
        const farthest = seenFromTrack(place, groundMotion(record, farthestMs));
        for (const [index, edges] of swaths.entries()) isAlways[index] &&= isInSwath(edges, farthest);
      }
      if (wasApproaching && !isApproaching && beyondKm <= 0) {
        const closestMs = findChangeMs(earlierMs, timeMs, isApproachingAt);
        const overpass = overpassAt(record, place, closestMs, swaths);
        if (overpass.swaths.length > 0) search.found.push(overpass);
      }
      search.searchedUntilMs = timeMs;
      if (!(timeMs < endMs)) break;
      earlierMs = timeMs;
      wasApproaching = isApproaching;
      timeMs = Math.min(timeMs + Math.max(stepMs, (beyondKm / MAX_SPEED_KM_PER_S) * SECOND_MS), endMs);
    }
    // Throws when the elements do not hold until the end of the window.
    if (endMs < untilMs) groundMotion(record, untilMs);
    for (const index of swaths.keys()) {
      // Between samples it may come into reach only at a closest approach, which is found.
      const isPassed = search.found.some((overpass) => overpass.swaths.includes(index));
      if (isAlways[index]) throughoutOf[index] = 'always';
      else if (isNever[index] && !isPassed) throughoutOf[index] = 'never';
    }
    if (throughoutOf.includes('always')) search.throughout = 'always';
    else if (throughoutOf.every((each) => each === 'never')) search.throughout = 'never';
  });
  return { ...result, throughoutOf };
}

function overpassAt(record: Sgp4Record, place: Place, timeMs: number, swaths: readonly Edges[]): SwathOverpass {
  const motion = groundMotion(record, timeMs);
  const { isRight, ...seen } = seenFromTrack(place, motion);
  const { distanceKm } = seen;
  // Square to the track, but for the last 0.05 ms of the search.
  const abeam = { ...seen, acrossKm: isRight ? distanceKm : -distanceKm };
  const elevationDeg = sunElevationDeg(place, timeMs);
  return {
    timeMs,
    distanceKm,
    side: isRight ? 'right' : 'left',
    ascending: motion.ascending,
    day: elevationDeg > 0,
    sunElevationDeg: elevationDeg,
    swaths: [...swaths.keys()].filter((index) => isInSwath(swaths[index] as Edges, abeam)),
  };
}

/**
 * Where a place lies as seen from the moving sub-satellite point, by the geodesic to it (Karney 2013, exact to
 * nanometres). As long as the place is ahead, the distance shrinks.
 */
export function seenFromTrack(place: Place, motion: GroundMotion): Seen & { isAhead: boolean; isRight: boolean } {
  const { s12 = 0, azi1 = 0 } = geodesic.Geodesic.WGS84.Inverse(
    motion.latitudeDeg,
    motion.longitudeDeg,
    place.latitudeDeg,
    place.longitudeDeg,
  );
  const bearing = (azi1 - motion.headingDeg) * RAD_PER_DEG;
  const distanceKm = s12 / 1000;
  const right = Math.sin(bearing);
  const { groundSpeedKmPerS } = motion;
  return {
    distanceKm,
    acrossKm: distanceKm * right,
    groundSpeedKmPerS,
    isAhead: Math.cos(bearing) > 0,
    isRight: right > 0,
  };
}

/** Straight through the Earth, km: at most the distance along the ground. */
function straightDistanceKm(placeKm: EarthFixed, motion: GroundMotion): number {
  const { x, y, z } = subtract(toEarthFixed({ ...motion, altitudeKm: 0 }), placeKm);
  return Math.hypot(x, y, z);
}
