// Which overpasses the reader wants to see, and how the address says it: by the names of the API's parameters. Pure.
import { isCatalogNumber } from '../../orbit/satellites.ts';
import { formatQuery } from '../base/query.ts';

export interface Filters {
  /** Only those of this satellite. */
  catalogNumber?: number | undefined;
  /** Only those at which an instrument of this name images the place. */
  instrument?: string | undefined;
  /** Only by day, or at night too for instruments that need daylight. */
  daylight?: 'true' | 'any' | undefined;
  /** Only those whose ground track is at most so far from the place. */
  maxOffNadirKm?: number | undefined;
}

/** Half of the way around the Earth, as in the API. */
const MAX_KM = 20_000;
/** As long as the schema of satellites.json allows. */
const MAX_NAME = 60;

/** Reads the filters of an address. Invalid values count as not chosen. */
export function parseFilters(query: string): Filters {
  const parameters = new URLSearchParams(query);
  const satellite = parameters.get('satellite') ?? '';
  const daylight = parameters.get('daylight');
  const km = parameters.get('maxOffNadirKm') ?? '';
  const instrument = (parameters.get('instrument') ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, MAX_NAME);
  return {
    ...(/^\d+$/.test(satellite) && isCatalogNumber(Number(satellite)) && { catalogNumber: Number(satellite) }),
    ...(instrument && { instrument }),
    ...((daylight === 'true' || daylight === 'any') && { daylight }),
    ...(/^\d{1,5}(\.\d{1,3})?$/.test(km) && Number(km) > 0 && Number(km) <= MAX_KM && { maxOffNadirKm: Number(km) }),
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

const ALL = { instrument: undefined, daylight: undefined, maxOffNadirKm: undefined };

/** The filters as parameters of the API, each after an &. The satellite is not one of them. */
export function filterParameters({ instrument, daylight, maxOffNadirKm }: Filters): string {
  const parameters = { instrument, daylight, maxOffNadirKm };
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
    .join('');
}

/** Whether there is any. */
export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** The satellites that the filters leave: the chosen one, those with the instrument. */
export function filterSatellites<Satellite extends { catalogNumber: number; instruments: readonly { name: string }[] }>(
  satellites: readonly Satellite[],
  { catalogNumber, instrument }: Filters,
): readonly Satellite[] {
  return satellites.filter(
    (satellite) =>
      (catalogNumber === undefined || satellite.catalogNumber === catalogNumber) &&
      (instrument === undefined || satellite.instruments.some(({ name }) => name === instrument)),
  );
}
