// How a satellite moves over the turning Earth: Earth-fixed position and velocity, speed and heading over ground.
import { eciToEcf } from 'satellite.js';
import { azimuthDeg } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { curvatureRadiiKm, dot, type EarthFixed, localAxes, toGeodetic } from './geodetic.ts';
import type { SubSatellitePoint } from './point.ts';
import { greenwichMeanSiderealTimeRad, minutesSinceEpoch, orbitalState } from './propagate.ts';

/** Position (km) and velocity (km/s) in the frame that turns with the Earth. */
export interface EarthFixedState {
  positionKm: EarthFixed;
  /** Relative to the turning ground: 0 for a geostationary satellite. */
  velocityKmPerS: EarthFixed;
}

/** The sub-satellite point, and how it moves over the ellipsoid. */
export interface GroundMotion extends SubSatellitePoint {
  /** Speed of the sub-satellite point, not of the satellite: km/s. */
  groundSpeedKmPerS: number;
  /**
   * Direction in which the sub-satellite point moves, degrees from north through east, [0, 360). At a pole, north is
   * the limit along longitude 0.
   */
  headingDeg: number;
  /** Whether the sub-satellite point moves north. */
  ascending: boolean;
}

// Rate of GMST-1982 (its derivative, Vallado 2013, equation 3-47, for our century): 1.002737909350795 turns a day,
// radians per second.
export const EARTH_RATE = (2 * Math.PI * 1.002737909350795) / 86_400;

/**
 * Earth-fixed position and velocity at a time (epoch milliseconds, with fractions), by the same model as
 * subSatellitePoint. v = R(GMST) v_TEME - omega x r (Vallado 2013, section 3.7). SGP4's velocity is not exactly the
 * derivative of its position: the difference is up to 2 cm/s on round orbits and grows with eccentricity, to 3 m/s on a
 * transfer orbit.
 * @throws Sgp4Error when the set does not hold at this time
 */
export function earthFixedState(record: Sgp4Record, timeMs: number): EarthFixedState {
  const teme = orbitalState(record, minutesSinceEpoch(record, timeMs));
  const turned = greenwichMeanSiderealTimeRad(timeMs);
  const positionKm = eciToEcf(teme.positionKm, turned);
  const { x, y, z } = eciToEcf(teme.velocityKmPerS, turned);
  return { positionKm, velocityKmPerS: { x: x + EARTH_RATE * positionKm.y, y: y - EARTH_RATE * positionKm.x, z } };
}

/**
 * The sub-satellite point at a time (epoch milliseconds, with fractions), with speed and heading over ground, not
 * rounded. The sub-satellite point is slower than the satellite at altitude h by M / (M + h) northwards and N / (N + h)
 * eastwards, with the radii of curvature M and N: the derivative of the geodetic coordinates (Snyder 1987, equations
 * 4-18 and 4-20), without cos(latitude) as a divisor, which would fail at the poles.
 * @throws Sgp4Error when the set does not hold at this time
 */
export function groundMotion(record: Sgp4Record, timeMs: number): GroundMotion {
  const { positionKm, velocityKmPerS } = earthFixedState(record, timeMs);
  const place = toGeodetic(positionKm);
  const { north, east } = localAxes(place);
  const { meridian, normal } = curvatureRadiiKm(place.latitudeDeg);
  const northward = (dot(velocityKmPerS, north) * meridian) / (meridian + place.altitudeKm);
  const eastward = (dot(velocityKmPerS, east) * normal) / (normal + place.altitudeKm);
  return {
    timeMs,
    ...place,
    groundSpeedKmPerS: Math.hypot(northward, eastward),
    headingDeg: azimuthDeg(northward, eastward),
    ascending: northward > 0,
  };
}
