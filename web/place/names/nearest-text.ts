// Where a point is, in words. Pure.
import { formatWhole, PER_KM, type Units } from '../../base/format.ts';
import type { nearestPlace } from './nearest.ts';
import { regionName, shortName } from './regions.ts';

type Nearest = NonNullable<ReturnType<typeof nearestPlace>>;

/** A click is no finer: a pixel of the whole map is 30 km wide. */
const NEAR_KM = 30;
/** Farther away, as on an ocean, the name of a place says little. */
const FAR_KM = 600;

/** As in: Near Nairobi, Kenya; or: 120 km from Suva, Fiji. Undefined far from every place. */
export function describeNearest({ place, distanceKm }: Nearest, units: Units): string | undefined {
  if (distanceKm > FAR_KM) return undefined;
  const name = `${place.name}, ${regionName(place)}`;
  if (distanceKm <= NEAR_KM) return `Near ${name}.`;
  return `${formatWhole(Math.round((distanceKm * PER_KM[units]) / 10) * 10)} ${units} from ${name}.`;
}

/** What a point is called as my place: Near Nairobi. Undefined when no place is near. */
export function nearName({ place, distanceKm }: Nearest): string | undefined {
  return distanceKm <= NEAR_KM ? `Near ${shortName(place)}` : undefined;
}
