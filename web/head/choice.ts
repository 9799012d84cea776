// What the reader has chosen, and how it is written in the address. Pure.
import type { Place } from '../../orbit/geodetic.ts';
import { isCatalogNumber } from '../../orbit/satellites.ts';
import type { Units } from '../base/format.ts';
import { formatPlace, parsePlace } from '../base/place.ts';

export interface Choice {
  /** Catalog numbers of the satellites that are shown; undefined for all. */
  satellites: readonly number[] | undefined;
  /** The place whose overpasses are listed. */
  place: Place | undefined;
  paused: boolean;
  units: Units;
}

/** Reads the query of an address. What cannot be read counts as not chosen, so that a mistyped address still shows a page. */
export function parseChoice(query: string): Choice {
  const parameters = new URLSearchParams(query);
  const numbers = (parameters.get('sat') ?? '').split(',').filter(Boolean).map(Number).filter(isCatalogNumber);
  return {
    satellites: numbers.length > 0 ? [...new Set(numbers)] : undefined,
    place: parsePlace(parameters.get('place') ?? ''),
    paused: parameters.get('pause') === '1',
    units: parameters.get('units') === 'mi' ? 'mi' : 'km',
  };
}

/** Writes a choice as the query of an address: empty when nothing is chosen; what others have put into the address stays. */
export function formatChoice({ satellites, place, paused, units }: Choice, query = ''): string {
  const parameters = new URLSearchParams(query);
  for (const name of ['sat', 'place', 'pause', 'units']) parameters.delete(name);
  if (satellites) parameters.set('sat', satellites.join(','));
  if (place) parameters.set('place', formatPlace(place));
  if (paused) parameters.set('pause', '1');
  if (units !== 'km') parameters.set('units', units);
  // A comma needs no escape in a query (RFC 3986, section 3.4), and reads better without.
  const text = parameters.toString().replaceAll('%2C', ',');
  return text && `?${text}`;
}
