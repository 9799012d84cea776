// Which overpasses the reader wants to see, and how the address says it: by the names of the API's parameters. Pure.
import { namesIn } from '../../orbit/instruments.ts';
import { isCatalogNumber } from '../../orbit/satellites.ts';
import { formatQuery } from '../base/query.ts';

export interface Filters {
  /** Only those of this satellite. */
  catalogNumber?: number | undefined;
  /** Only those at which one of these instruments images the place: names with commas between them. */
  instrument?: string | undefined;
  /** Only by day, or at night too for instruments that need daylight. */
  daylight?: 'true' | 'any' | undefined;
  /** Only those whose ground track is at most so far from the place. */
  maxOffNadirKm?: number | undefined;
  /** Leaves out those at which it is uncertain whether any instrument images the place. */
  maybe?: 'false' | undefined;
  /** How many days the list has; undefined: five. */
  days?: number | undefined;
}

/** How far the list looks ahead by default, and how far it can, which is what the API answers at once. */
export const LIST_DAYS = 5;
export const MORE_DAYS = [7, 10];

/** Half of the way around the Earth, as in the API. */
const MAX_KM = 20_000;
/** Of all names together. */
const MAX_NAMES = 1000;

/** Reads the filters of an address. Invalid values count as not chosen. */
export function parseFilters(query: string): Filters {
  const parameters = new URLSearchParams(query);
  const satellite = parameters.get('satellite') ?? '';
  const daylight = parameters.get('daylight');
  const km = parameters.get('maxOffNadirKm') ?? '';
  const days = MORE_DAYS.find((each) => String(each) === parameters.get('days'));
  const instrument = (parameters.get('instrument') ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, MAX_NAMES);
  return {
    ...(/^\d+$/.test(satellite) && isCatalogNumber(Number(satellite)) && { catalogNumber: Number(satellite) }),
    ...(instrument && { instrument }),
    ...((daylight === 'true' || daylight === 'any') && { daylight }),
    ...(/^\d{1,5}(\.\d{1,3})?$/.test(km) && Number(km) > 0 && Number(km) <= MAX_KM && { maxOffNadirKm: Number(km) }),
    ...(parameters.get('maybe') === 'false' && { maybe: 'false' }),
    ...(days !== undefined && { days }),
  };
}

/** Writes filters into the query of an address. Other parameters stay. */
export function formatFilters({ catalogNumber, ...filters }: Filters, query: string): string {
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries({ satellite: catalogNumber, ...ALL, ...filters })) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  return formatQuery(parameters);
}

const ALL = { instrument: undefined, daylight: undefined, maxOffNadirKm: undefined, maybe: undefined, days: undefined };

/**
 * The filters as parameters of the API, each after an &, for a question about some satellites: it refuses instruments
 * that they lack. The satellite is not one of the parameters.
 */
export function filterParameters(
  { instrument, daylight, maxOffNadirKm, maybe }: Filters,
  satellites: readonly WithInstruments[],
): string {
  const names = instrument === undefined ? [] : namesIn(instrument, instrumentNames(satellites)).names;
  // The page lists them unless the reader does not want them, the API if it is asked to.
  const parameters = {
    instrument: names.join(',') || undefined,
    ...{ daylight, maxOffNadirKm, maybe: maybe === 'false' ? undefined : 'true' },
  };
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
    .join('');
}

/** Whether there is any. More days are none. */
export function isFiltered({ days: _, ...filters }: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

interface WithInstruments {
  instruments: readonly { name: string }[];
}

/** The names of the instruments of some satellites, each once. */
export function instrumentNames(satellites: readonly WithInstruments[]): string[] {
  return [...new Set(satellites.flatMap(({ instruments }) => instruments.map(({ name }) => name)))];
}

/** Whether the filters leave an instrument of a satellite, by its name. */
export function instrumentFilter({ instrument }: Filters, satellite: WithInstruments): (name: string) => boolean {
  if (instrument === undefined) return () => true;
  const { names } = namesIn(instrument, instrumentNames([satellite]));
  return (name) => names.includes(name);
}

/** The satellites that the filters leave: the chosen one, those with one of the instruments. */
export function filterSatellites<Satellite extends WithInstruments & { catalogNumber: number }>(
  satellites: readonly Satellite[],
  filters: Filters,
): readonly Satellite[] {
  const { catalogNumber } = filters;
  return satellites.filter(
    (satellite) =>
      (catalogNumber === undefined || satellite.catalogNumber === catalogNumber) &&
      instrumentNames([satellite]).some(instrumentFilter(filters, satellite)),
  );
}
