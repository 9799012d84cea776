// Earth-fixed coordinates and geodetic ones on the WGS84 ellipsoid.
import { normalizeLongitude, RAD_PER_DEG } from './angles.ts';

/** Earth-fixed Cartesian coordinates, km. */
export interface EarthFixed {
  x: number;
  y: number;
  z: number;
}

/** A place on the WGS84 ellipsoid: geodetic latitude and longitude, degrees. */
export interface Place {
  latitudeDeg: number;
  longitudeDeg: number;
}

/** Geodetic coordinates on WGS84, longitude in [-180, 180). */
export interface Geodetic extends Place {
  altitudeKm: number;
}

// WGS84 defining constants (NGA.STND.0036, table 3.1).
export const EQUATORIAL_RADIUS_KM = 6378.137;
export const FLATTENING = 1 / 298.257223563;
// The first eccentricity, squared.
const E2 = FLATTENING * (2 - FLATTENING);

/**
 * Geodetic coordinates of an Earth-fixed position, by fixed-point iteration on latitude. At satellite altitudes each
 * step gains more than two digits, so seven reach the last bit of a double. The altitude is a projection on the normal,
 * which stays exact at the poles; dividing by cos(latitude) would not.
 */
export function toGeodetic({ x, y, z }: EarthFixed): Geodetic {
  const p = Math.hypot(x, y);
  let latitude = Math.atan2(z, p * (1 - E2));
  for (let step = 0; step < 7; step++) {
    const sine = Math.sin(latitude);
    const n = EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sine * sine);
    latitude = Math.atan2(z + E2 * n * sine, p);
  }
  const sine = Math.sin(latitude);
  const altitudeKm = p * Math.cos(latitude) + z * sine - EQUATORIAL_RADIUS_KM * Math.sqrt(1 - E2 * sine * sine);
  return {
    latitudeDeg: latitude / RAD_PER_DEG,
    longitudeDeg: normalizeLongitude(Math.atan2(y, x) / RAD_PER_DEG),
    altitudeKm,
  };
}

/** Earth-fixed position of geodetic coordinates, km. */
export function toEarthFixed({ latitudeDeg, longitudeDeg, altitudeKm }: Geodetic): EarthFixed {
  const sine = Math.sin(latitudeDeg * RAD_PER_DEG);
  const cosine = Math.cos(latitudeDeg * RAD_PER_DEG);
  const n = EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sine * sine);
  return {
    x: (n + altitudeKm) * cosine * Math.cos(longitudeDeg * RAD_PER_DEG),
    y: (n + altitudeKm) * cosine * Math.sin(longitudeDeg * RAD_PER_DEG),
    z: (n * (1 - E2) + altitudeKm) * sine,
  };
}

/**
 * Radii of curvature of the ellipsoid at a latitude, km: in the meridian (M) and in the prime vertical (N), square to
 * it. Snyder 1987, equations 4-18 and 4-20.
 */
export function curvatureRadiiKm(latitudeDeg: number): { meridian: number; normal: number } {
  const sine = Math.sin(latitudeDeg * RAD_PER_DEG);
  const w2 = 1 - E2 * sine * sine;
  const normal = EQUATORIAL_RADIUS_KM / Math.sqrt(w2);
  return { meridian: (normal * (1 - E2)) / w2, normal };
}

/**
 * Earth-fixed unit vectors at a place; `up` is the ellipsoid's normal. At a pole, north is the limit along the place's
 * own meridian.
 */
export interface LocalAxes {
  north: EarthFixed;
  east: EarthFixed;
  up: EarthFixed;
}

export function localAxes({ latitudeDeg, longitudeDeg }: Place): LocalAxes {
  const sinLat = Math.sin(latitudeDeg * RAD_PER_DEG);
  const cosLat = Math.cos(latitudeDeg * RAD_PER_DEG);
  const sinLon = Math.sin(longitudeDeg * RAD_PER_DEG);
  const cosLon = Math.cos(longitudeDeg * RAD_PER_DEG);
  return {
    north: { x: -sinLat * cosLon, y: -sinLat * sinLon, z: cosLat },
    east: { x: -sinLon, y: cosLon, z: 0 },
    up: { x: cosLat * cosLon, y: cosLat * sinLon, z: sinLat },
  };
}

/** Scalar product. */
export function dot(a: EarthFixed, b: EarthFixed): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/** a - b: the vector from b to a. */
export function subtract(a: EarthFixed, b: EarthFixed): EarthFixed {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}
