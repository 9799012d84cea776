// What the reader has chosen, and how the address says it. Pure.
import type { Place } from '../../orbit/geodetic.ts';
import { isCatalogNumber } from '../../orbit/satellites.ts';
import type { Units } from '../base/format.ts';
import { formatPlace, parsePlainPlace } from '../base/place.ts';
import { formatQuery, readMoment, writeMoment } from '../base/query.ts';
import { type MapFrame, readFrame, VIEWS, type View, writeFrame } from '../base/view.ts';

export interface Choice {
  /** Catalog numbers of the satellites to show; undefined for all. */
  satellites: readonly number[] | undefined;
  /** The place to list overpasses of. */
  place: Place | undefined;
  /** What the reader calls it. */
  placeName: string | undefined;
  /** The moment to show; undefined for the present. */
  timeMs: number | undefined;
  /** Whether the page stays at the moment at which it was paused or opened. A chosen moment stays anyway. */
  paused: boolean;
  units: Units;
  view: View;
  /** The part of the map to show; undefined for all of it. */
  frame: MapFrame | undefined;
}

/** What an address asks for with `sat`, which it may have several times: catalog numbers, and values that are none. */
export function readSatellites(parameters: URLSearchParams): { numbers: number[]; invalid: string[] } {
  const written = parameters.getAll('sat').flatMap((text) => text.split(','));
  const values = new Set(written.map(withoutMarks).filter(Boolean));
  // Only digits: Number() would also read 0x63C8 and 1e3.
  const isNumber = (value: string) => /^\d+$/.test(value) && isCatalogNumber(Number(value));
  const numbers = [...values].filter(isNumber).map(Number);
  return { numbers: [...new Set(numbers)], invalid: [...values].filter((value) => !isNumber(value)) };
}

/** A value of the address without control characters and marks of direction, which could reorder a sentence. */
export function withoutMarks(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
}

/**
 * Reads the query of an address. Invalid values count as not chosen, so that a mistyped address still shows a page; so
 * does, at first, a place in another form than the page writes.
 * The notice about the address reports the one and reads the other.
 */
export function parseChoice(query: string): Choice {
  const parameters = new URLSearchParams(query);
  const { numbers } = readSatellites(parameters);
  return {
    satellites: numbers.length > 0 ? numbers : undefined,
    place: parsePlainPlace(parameters.get('place') ?? ''),
    placeName: readName(parameters.get('name') ?? ''),
    timeMs: readMoment(parameters.get('t') ?? ''),
    paused: parameters.get('pause') === '1',
    units: parameters.get('units') === 'mi' ? 'mi' : 'km',
    view: VIEWS.find((view) => view === parameters.get('view')) ?? 'world',
    frame: readFrame(parameters.get('map') ?? ''),
  };
}

/** The longest name of a place. Longer ones are cut: the address may come from anywhere. */
const MAX_NAME = 60;

/** Reads the name of a place as one line of text; undefined for an empty one. */
export function readName(text: string): string | undefined {
  const line = withoutMarks(text.replace(/\s+/g, ' '));
  return [...line].slice(0, MAX_NAME).join('').trim() || undefined;
}

/** Writes a choice into the query of an address. Other parameters stay. Empty when nothing is chosen. */
export function formatChoice(
  { satellites, place, placeName, timeMs, paused, units, view, frame }: Choice,
  query = '',
): string {
  const parameters = new URLSearchParams(query);
  for (const name of ['sat', 'place', 'name', 't', 'pause', 'units', 'view', 'map']) parameters.delete(name);
  if (satellites) parameters.set('sat', satellites.join(','));
  if (place) parameters.set('place', formatPlace(place));
  if (place && placeName) parameters.set('name', placeName);
  if (timeMs !== undefined) parameters.set('t', writeMoment(timeMs));
  if (paused) parameters.set('pause', '1');
  if (units !== 'km') parameters.set('units', units);
  if (view !== 'world') parameters.set('view', view);
  if (frame) parameters.set('map', writeFrame(frame));
  return formatQuery(parameters);
}

/** The query for another place, without what is of the place before: the overpass whose row is open. */
export function leavePlace(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('pass');
  return formatQuery(parameters);
}

/** The chosen ones of the listed satellites. If none of them is listed, the page shows all. */
export function pickSatellites<Satellite extends { catalogNumber: number }>(
  listed: readonly Satellite[],
  chosen: Choice['satellites'],
): readonly Satellite[] {
  const picked = listed.filter(({ catalogNumber }) => chosen?.includes(catalogNumber));
  return picked.length > 0 ? picked : listed;
}
