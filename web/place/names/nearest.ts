// The place of the gazetteer that a point is in, or nearest to. Pure.
import type { Place } from '../../../orbit/geodetic.ts';
import type { NamedPlace } from './places-text.ts';

const RADIUS_KM = 6_371;
const RAD = Math.PI / 180;

/** How densely people live in towns: how far a town reaches follows from how many they are. */
const PEOPLE_PER_KM2 = 6_000;
/** However many they are, its name says little farther away. */
const MAX_REACH_KM = 25;

/**
 * The nearest place, or the town that it is a part of, as Berlin of Kreuzberg, and how far its middle is, on a sphere: for
 * a name, that is exact enough. Undefined without places.
 */
export function nearestPlace(
  places: readonly NamedPlace[],
  point: Place,
): { place: NamedPlace; distanceKm: number } | undefined {
  const nearest = leastOf(places, (place) => distanceKm(point, place));
  const place = nearest && townOf(nearest, places);
  return place && { place, distanceKm: distanceKm(point, place) };
}

/** A place is a part of a town of the same country, or state, that reaches beyond it on all sides. */
function townOf(part: NamedPlace, places: readonly NamedPlace[]): NamedPlace {
  const around = places.filter(({ country, state }) => country === part.country && state === part.state);
  // Below zero inside of a town. It is among them itself.
  return leastOf(around, (town) => distanceKm(part, town) - reachKm(town)) ?? part;
}

function reachKm({ size }: NamedPlace): number {
  const people = 1_000 * 2 ** (size / 3);
  return Math.min(MAX_REACH_KM, Math.sqrt(people / PEOPLE_PER_KM2 / Math.PI));
}

function leastOf(places: readonly NamedPlace[], measure: (place: NamedPlace) => number): NamedPlace | undefined {
  let least: NamedPlace | undefined;
  let leastValue = Infinity;
  for (const place of places) {
    const value = measure(place);
    if (value >= leastValue) continue;
    leastValue = value;
    least = place;
  }
  return least;
}

/** By the haversine. */
function distanceKm(from: Place, to: Place): number {
  const north = Math.sin(((to.latitudeDeg - from.latitudeDeg) * RAD) / 2);
  const east = Math.sin(((to.longitudeDeg - from.longitudeDeg) * RAD) / 2);
  const haversine = north * north + Math.cos(from.latitudeDeg * RAD) * Math.cos(to.latitudeDeg * RAD) * east * east;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
