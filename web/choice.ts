// What the reader has chosen, and how it is written in the address. Pure.
import type { Place } from '../orbit/geodetic.ts';
import { isCatalogNumber } from '../orbit/point.ts';
import type { Units } from './format.ts';

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

// A number with an optional sign and hemisphere: -77.85, 77.85 S, 77.85° s.
const ANGLE = /^([+\-−]?)(\d{1,3}(?:\.\d{1,15})?)\s*°?\s*([NSEW]?)$/i;

/**
 * Reads a place as people type one: latitude and longitude in degrees, between them a comma or a space; north and east are positive, or
 * named by letters. Undefined when it is none.
 */
export function parsePlace(text: string): Place | undefined {
  const [first, second, ...rest] = splitPlace(text.trim());
  const latitudeDeg = parseAngle(first, 'N', 'S', 90);
  const longitudeDeg = parseAngle(second, 'E', 'W', 180);
  if (latitudeDeg === undefined || longitudeDeg === undefined || rest.length > 0) return undefined;
  return { latitudeDeg, longitudeDeg };
}

function splitPlace(text: string): string[] {
  if (/[,;]/.test(text)) return text.split(/\s*[,;]\s*/);
  // Without a comma, a space divides: but not the one before a letter.
  return text.replace(/\s*°?\s*([NSEW])/gi, '$1').split(/\s+/);
}

function parseAngle(text: string | undefined, positive: string, negative: string, most: number): number | undefined {
  const [, sign = '', digits = '', side = ''] = ANGLE.exec(text ?? '') ?? [];
  const letter = side.toUpperCase();
  if (!digits || (letter && letter !== positive && letter !== negative) || (letter && sign)) return undefined;
  const size = Number(digits);
  if (size > most) return undefined;
  return (sign === '-' || sign === '−' || letter === negative ? -size : size) + 0;
}

/** A place with four decimals, 11 m: as the address has it. */
export function formatPlace(place: Place): string {
  const { latitudeDeg, longitudeDeg } = roundPlace(place);
  return `${latitudeDeg},${longitudeDeg}`;
}

/** A place to four decimals. */
export function roundPlace({ latitudeDeg, longitudeDeg }: Place): Place {
  return { latitudeDeg: round(latitudeDeg), longitudeDeg: round(longitudeDeg) };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4 + 0;
}
