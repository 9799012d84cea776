// The search of places by name, with its 14,000 places: loaded with the first letter in the field.
import { createNameList, type NameList, type NameListOptions } from './name-list.ts';
import { createNameSearch } from './name-search.ts';
import text from './places.txt';
import { readPlaces } from './places-text.ts';

const places = readPlaces(text);
const find = createNameSearch(places);

/** Adds suggestions to a field. */
export function addNameList(options: Omit<NameListOptions, 'find'>): NameList {
  return createNameList({ ...options, find });
}
