// Distances and heights straight from positions, for searches that try every few seconds.
import geodesic from 'geographiclib-geodesic';
import type { Sgp4Record } from '../../orbit/elements.ts';
import { type Place, toEarthFixed } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';

/** Along the ellipsoid from a place to a sub-satellite point, km. */
export function groundDistanceKm({ latitudeDeg, longitudeDeg }: Place, point: Place): number {
  const way = geodesic.Geodesic.WGS84.Inverse(latitudeDeg, longitudeDeg, point.latitudeDeg, point.longitudeDeg);
  return (way.s12 ?? Number.NaN) / 1000;
}

/** Height of a satellite above the plane that touches the ellipsoid at a place, km. */
export function heightAbovePlaneKm(place: Place, point: SubSatellitePoint): number {
  const satellite = toEarthFixed(point);
  const ground = toEarthFixed({ ...place, altitudeKm: 0 });
  // The vector to the point a kilometre above is the unit normal, without a formula for it.
  const above = toEarthFixed({ ...place, altitudeKm: 1 });
  return (
    (above.x - ground.x) * (satellite.x - ground.x) +
    (above.y - ground.y) * (satellite.y - ground.y) +
    (above.z - ground.z) * (satellite.z - ground.z)
  );
}

/** A record that counts how often SGP4 runs: each run reads the epoch. */
export function counting(record: Sgp4Record): { record: Sgp4Record; evaluations: () => number } {
  let count = 0;
  const counted = {
    ...record,
    get epochMs() {
      count++;
      return record.epochMs;
    },
  };
  return { record: counted, evaluations: () => count };
}
