// The search of places by name, with its 14,000 places: loaded with the first letter in the field.
import type { Place } from '../../../orbit/geodetic.ts';
import type { Units } from '../../base/format.ts';
import { createNameList, type NameList, type NameListOptions } from './name-list.ts';
import { createNameSearch } from './name-search.ts';
import { nearestPlace } from './nearest.ts';
import { describeNearest, nearName } from './nearest-text.ts';
import text from './places.txt';
import { readPlaces } from './places-text.ts';

const places = readPlaces(text);
const find = createNameSearch(places);

/** Adds suggestions to a field. */
export function addNameList(options: Omit<NameListOptions, 'find'>): NameList {
  return createNameList({ ...options, find });
}

/** Where a point is: Near Nairobi, Kenya. Undefined far from every place. */
export function describeWhere(point: Place, units: Units): string | undefined {
  const nearest = nearestPlace(places, point);
  return nearest && describeNearest(nearest, units);
}

/** What a point is called when it becomes my place: Near Nairobi. Undefined when no place is near. */
export function nameOfPoint(point: Place): string | undefined {
  const nearest = nearestPlace(places, point);
  return nearest && nearName(nearest);
}
