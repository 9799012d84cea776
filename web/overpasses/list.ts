// The list of overpasses of a place: its rows in order of time, and the next one. Pure.
import type { Imaging } from '../../orbit/approaches.ts';
import { DAY_MS, SECOND_MS } from '../../orbit/time.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Filters, instrumentFilter, LIST_DAYS } from './filters.ts';
import type { ListedApproach, ListedFindings } from './overpass-search.ts';

/** An overpass is listed for this long after it has passed. */
export const KEEP_PASSED_MS = 60_000;

/** What the search for a satellite returned; failed when it threw an error. */
export type SearchOutcome = ListedFindings | 'failed';

export interface OverpassRow extends ListedApproach {
  catalogNumber: number;
  name: string;
  colour: number;
  /** The instruments in question that image the place, in their order; empty for a pass outside of their swaths. */
  seeing: readonly Imaging[];
  /** Whether it is only as uncertain as it is that it may be wanted: in a swath, or near enough. */
  isPerhaps: boolean;
  /** The farthest that the reader wants, where it is uncertain whether the track is nearer. */
  straddledKm?: number;
}

/** Which passes the reader wants to see. */
export interface RowChoice extends Filters {
  /** Also those at which no instrument in question images the place, if the satellite is above the horizon. */
  includeOutside: boolean;
}

/**
 * The overpasses of all satellites in the next days, in order of time. By the rule of the API for its overpasses, and
 * those that the rule may leave out only because times are uncertain. A stay with several closest approaches is one
 * row, which is listed until it ends.
 */
export function overpassRows(
  satellites: readonly ShownSatellite[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
  choice: RowChoice,
  nowMs: number,
): OverpassRow[] {
  return chosenRows(satellites, outcomes, choice).filter(
    (row) => endMs(row) > nowMs - KEEP_PASSED_MS && beginMs(row) <= nowMs + (choice.days ?? LIST_DAYS) * DAY_MS,
  );
}

/** The overpasses that the reader wants to see, of any time, in order of time. */
export function chosenRows(
  satellites: readonly ShownSatellite[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
  choice: RowChoice,
): OverpassRow[] {
  const { includeOutside, daylight, maxOffNadirKm = Number.POSITIVE_INFINITY } = choice;
  const wanted = satellites
    .flatMap((satellite) => {
      const { catalogNumber, name, colour } = satellite;
      const isAsked = instrumentFilter(choice, satellite);
      const isWanted = ({ sees, instrument }: Imaging) => (sees || daylight === 'any') && isAsked(instrument.name);
      return approachesIn(outcomes.get(catalogNumber)).map((approach): OverpassRow => {
        const { distanceKm, driftKm } = approach;
        const seeing = approach.imaging.filter(isWanted);
        const isLeftOut = seeing.length === 0 && choice.maybe === 'false';
        const maybe = isLeftOut ? [] : approach.maybe.filter(isWanted);
        const isFar = distanceKm > maxOffNadirKm;
        const isStraddled = Math.abs(distanceKm - maxOffNadirKm) < driftKm;
        return {
          ...approach,
          ...{ seeing, maybe, catalogNumber, name, colour },
          inSwath: approach.imaging.some(({ instrument }) => isAsked(instrument.name)),
          isPerhaps: isFar || (seeing.length === 0 && maybe.length > 0),
          ...(isStraddled && { straddledKm: maxOffNadirKm }),
        };
      });
    })
    .filter(({ seeing, maybe }) => includeOutside || seeing.length + maybe.length > 0)
    .filter(({ day }) => day || daylight !== 'true')
    .filter(({ distanceKm, driftKm }) => distanceKm - driftKm <= maxOffNadirKm);
  return joinStays(wanted).sort((a, b) => beginMs(a) - beginMs(b));
}

/** Makes one row of those of the same stay: with the instruments of all, and the closest approach. */
function joinStays(rows: readonly OverpassRow[]): OverpassRow[] {
  const joined = new Map<unknown, OverpassRow>();
  for (const row of rows) {
    const key = row.stay ?? row;
    const same = joined.get(key);
    joined.set(key, same ? joinRows(same, row) : row);
  }
  return [...joined.values()];
}

function joinRows(same: OverpassRow, row: OverpassRow): OverpassRow {
  const closest = row.distanceKm < same.distanceKm ? row : same;
  const seeing = withMore(same.seeing, row.seeing);
  const maybe = withMore(seeing, [...same.maybe, ...row.maybe]).slice(seeing.length);
  return { ...closest, seeing, maybe, isPerhaps: same.isPerhaps && row.isPerhaps };
}

/** The instruments, and those of the others that are not among them. */
function withMore(some: readonly Imaging[], others: readonly Imaging[]): Imaging[] {
  const all = new Map<string, Imaging>();
  for (const each of [...some, ...others]) if (!all.has(each.instrument.name)) all.set(each.instrument.name, each);
  return [...all.values()];
}

/** When an overpass begins: the closest approach, or the beginning of a stay. 0 for one that began long ago. */
export function beginMs({ timeMs, stay }: Pick<OverpassRow, 'timeMs' | 'stay'>): number {
  return stay ? (stay.beginMs ?? 0) : timeMs;
}

/** When it ends; never for one that ends long after the list. */
export function endMs({ timeMs, stay }: Pick<OverpassRow, 'timeMs' | 'stay'>): number {
  return stay ? (stay.endMs ?? Number.POSITIVE_INFINITY) : timeMs;
}

/** Whether every satellite that can have overpasses has been searched. */
export function isSearched(
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'record'>[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
): boolean {
  return satellites.every(({ catalogNumber, record }) => !record || outcomes.has(catalogNumber));
}

/** What the countdown shows. */
export interface Upcoming {
  /**
   * The next overpass to begin at which an instrument images the place, or one of the last second, in which the
   * countdown says "now". When there is none, the next at which one may image it.
   */
  next: OverpassRow | undefined;
  /** Stays that have begun, and last for hours. */
  current: readonly OverpassRow[];
}

/** Undefined while satellites are still searched: any of them may come first. */
export function upcomingInSwath(
  satellites: readonly ShownSatellite[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
  filters: Filters,
  nowMs: number,
): Upcoming | undefined {
  if (!isSearched(satellites, outcomes)) return undefined;
  return upcomingOf(overpassRows(satellites, outcomes, { ...filters, includeOutside: false }, nowMs), nowMs);
}

/** Of rows that are in a swath. */
export function upcomingOf(rows: readonly OverpassRow[], nowMs: number): Upcoming {
  const coming = rows.filter((row) => beginMs(row) > nowMs - SECOND_MS);
  const next = coming.find(({ isPerhaps }) => !isPerhaps) ?? coming[0];
  const current = rows.filter((row) => row !== next && row.stay && beginMs(row) <= nowMs && endMs(row) > nowMs);
  return { next, current };
}

function approachesIn(outcome: SearchOutcome | undefined): readonly ListedApproach[] {
  return outcome === undefined || outcome === 'failed' ? [] : outcome.approaches;
}
