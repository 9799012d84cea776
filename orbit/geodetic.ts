// Earth-fixed coordinates and geodetic ones on the WGS84 ellipsoid.

/** Earth-fixed Cartesian coordinates, km. */
export interface EarthFixed {
  x: number;
  y: number;
  z: number;
}

/** Geodetic coordinates on WGS84, longitude in [-180, 180). */
export interface Geodetic {
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
}

// WGS84 defining constants (NGA.STND.0036, table 3.1): semi-major axis in km, flattening.
const A_KM = 6378.137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);

const DEG = Math.PI / 180;

/**
 * Geodetic coordinates of an Earth-fixed position, by fixed-point iteration on latitude.
 * At satellite altitudes each step gains more than two digits: seven reach the last bit of a double. The height comes from the
 * projection on the normal, which stays exact at the poles, where dividing by cos(latitude) does not.
 */
export function toGeodetic({ x, y, z }: EarthFixed): Geodetic {
  const p = Math.hypot(x, y);
  let latitude = Math.atan2(z, p * (1 - E2));
  for (let step = 0; step < 7; step++) {
    const sine = Math.sin(latitude);
    const n = A_KM / Math.sqrt(1 - E2 * sine * sine);
    latitude = Math.atan2(z + E2 * n * sine, p);
  }
  const sine = Math.sin(latitude);
  const altitudeKm = p * Math.cos(latitude) + z * sine - A_KM * Math.sqrt(1 - E2 * sine * sine);
  return { latitudeDeg: latitude / DEG, longitudeDeg: normalizeLongitude(Math.atan2(y, x) / DEG), altitudeKm };
}

/** Earth-fixed position of geodetic coordinates, km. */
export function toEarthFixed({ latitudeDeg, longitudeDeg, altitudeKm }: Geodetic): EarthFixed {
  const sine = Math.sin(latitudeDeg * DEG);
  const cosine = Math.cos(latitudeDeg * DEG);
  const n = A_KM / Math.sqrt(1 - E2 * sine * sine);
  return {
    x: (n + altitudeKm) * cosine * Math.cos(longitudeDeg * DEG),
    y: (n + altitudeKm) * cosine * Math.sin(longitudeDeg * DEG),
    z: (n * (1 - E2) + altitudeKm) * sine,
  };
}

/** A longitude brought into [-180, 180). */
export function normalizeLongitude(longitudeDeg: number): number {
  if (longitudeDeg >= -180 && longitudeDeg < 180) return longitudeDeg;
  const turned = (((longitudeDeg + 180) % 360) + 360) % 360;
  return turned - 180;
}
