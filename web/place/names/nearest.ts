// The place of the gazetteer that is nearest to a point. Pure.
import type { Place } from '../../../orbit/geodetic.ts';
import type { NamedPlace } from './places-text.ts';

const RADIUS_KM = 6_371;
const RAD = Math.PI / 180;

/** The nearest place and how far it is, on a sphere: for a name, that is exact enough. Undefined without places. */
export function nearestPlace(
  places: readonly NamedPlace[],
  { latitudeDeg, longitudeDeg }: Place,
): { place: NamedPlace; distanceKm: number } | undefined {
  const cosine = Math.cos(latitudeDeg * RAD);
  let nearest: NamedPlace | undefined;
  let least = Infinity;
  for (const place of places) {
    // The haversine, which grows with the distance.
    const north = Math.sin(((place.latitudeDeg - latitudeDeg) * RAD) / 2);
    const east = Math.sin(((place.longitudeDeg - longitudeDeg) * RAD) / 2);
    const haversine = north * north + cosine * Math.cos(place.latitudeDeg * RAD) * east * east;
    if (haversine >= least) continue;
    least = haversine;
    nearest = place;
  }
  return nearest && { place: nearest, distanceKm: 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(least))) };
}
