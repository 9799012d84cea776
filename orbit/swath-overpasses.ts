// Swath overpasses: when a place lies in what a satellite's instrument sees.
import geodesic from 'geographiclib-geodesic';
import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { between, type EarthFixed, type Place, toEarthFixed } from './geodetic.ts';
import { type GroundMotion, groundMotion } from './motion.ts';
import { LOOK_MS, momentOfChange, type Search, searchWindow } from './search.ts';
import { sunElevationDeg } from './sun.ts';

/** A satellite passes a place so closely that the place lies in the swath: its closest approach. */
export interface SwathOverpass {
  /**
   * UTC, epoch milliseconds with a fraction: exact to 0.1 ms for the model on an orbit as round as Terra's. On an eccentric one SGP4's velocity,
   * which tells coming from going, is not the derivative of its position: 0.1 s at an eccentricity of 0.2, up to 13 s and 2 m of distance at 0.7.
   */
  timeMs: number;
  /** From the place to the sub-satellite point, along the WGS84 ellipsoid, km. */
  distanceKm: number;
  /** On which side of the track the place lies, seen in the direction in which the sub-satellite point moves over the turning Earth. */
  side: 'left' | 'right';
  /** Whether the sub-satellite point moves north. */
  ascending: boolean;
  /** Whether the Sun's centre is above the horizon at the place, without refraction. */
  day: boolean;
  /** How high the Sun's centre stands at the place, degrees, without refraction. */
  sunElevationDeg: number;
}

/**
 * A sub-satellite point is never faster over ground: less than the escape velocity at the surface (11.2 km/s) and the turning
 * of the Earth (0.5) together, with 1 percent for the flattening.
 */
const FASTEST_KM_PER_S = 12;
const FARTHEST_IN_A_LOOK_KM = (FASTEST_KM_PER_S * LOOK_MS) / 1000;

/**
 * The overpasses of a place: every closest approach of the sub-satellite point in (fromMs, untilMs] whose distance is at most half of
 * the swath. Windows that touch share none. A satellite that stays in reach without coming closer, as a geostationary one, has none.
 * At most 14,400 looks in ten days, and far from the place fewer: as long as it takes to come near, nothing can happen.
 * @throws RangeError when the window is longer than ten days, or ends before it begins.
 */
export function swathOverpasses(
  record: Sgp4Record,
  place: Place,
  fromMs: number,
  untilMs: number,
  swathKm: number,
): Search<SwathOverpass> {
  const reachKm = swathKm / 2;
  // From beyond this distance nothing comes within reach before the next look.
  const nearKm = reachKm + FARTHEST_IN_A_LOOK_KM;
  const placeKm = toEarthFixed({ ...place, altitudeKm: 0 });
  const isComing = (timeMs: number) => approach(groundMotion(record, timeMs), place).coming;

  return searchWindow(fromMs, untilMs, (search) => {
    let earlierMs = fromMs;
    let wasComing = false;
    for (let timeMs = fromMs; ; ) {
      const motion = groundMotion(record, timeMs);
      const beyondKm = straightDistanceKm(placeKm, motion) - nearKm;
      const coming = beyondKm <= 0 && approach(motion, place).coming;
      if (wasComing && !coming && beyondKm <= 0) {
        const closestMs = momentOfChange(earlierMs, timeMs, isComing);
        const overpass = overpassAt(record, place, closestMs);
        if (overpass.distanceKm <= reachKm) search.found.push(overpass);
      }
      search.searchedUntilMs = timeMs;
      if (!(timeMs < untilMs)) return;
      earlierMs = timeMs;
      wasComing = coming;
      timeMs = Math.min(timeMs + Math.max(LOOK_MS, (beyondKm / FASTEST_KM_PER_S) * 1000), untilMs);
    }
  });
}

function overpassAt(record: Sgp4Record, place: Place, timeMs: number): SwathOverpass {
  const motion = groundMotion(record, timeMs);
  const { distanceKm, toTheRight } = approach(motion, place);
  const elevationDeg = sunElevationDeg(place, timeMs);
  return {
    timeMs,
    distanceKm,
    side: toTheRight ? 'right' : 'left',
    ascending: motion.ascending,
    day: elevationDeg > 0,
    sunElevationDeg: elevationDeg,
  };
}

/**
 * Where the place lies as seen from the sub-satellite point: the geodesic between them (Karney 2013, to nanometres), whose length shrinks
 * as long as it leaves in the half-plane ahead of the motion.
 */
function approach(motion: GroundMotion, place: Place): { distanceKm: number; coming: boolean; toTheRight: boolean } {
  const { s12 = 0, azi1 = 0 } = geodesic.Geodesic.WGS84.Inverse(
    motion.latitudeDeg,
    motion.longitudeDeg,
    place.latitudeDeg,
    place.longitudeDeg,
  );
  const bearing = (azi1 - motion.headingDeg) * RAD_PER_DEG;
  return { distanceKm: s12 / 1000, coming: Math.cos(bearing) > 0, toTheRight: Math.sin(bearing) > 0 };
}

/** Through the Earth, km: never longer than the way along the ground. */
function straightDistanceKm(placeKm: EarthFixed, motion: GroundMotion): number {
  const { x, y, z } = between(placeKm, toEarthFixed({ ...motion, altitudeKm: 0 }));
  return Math.hypot(x, y, z);
}
