// How many overpasses a search has found: above the list, and as it is announced. Pure.
import { MINUTE_MS } from '../../orbit/time.ts';
import { isolated } from '../base/format.ts';
import { LIST_DAYS } from './filters.ts';
import { beginMs, type OverpassRow } from './list.ts';

/** As in: 25 in five days, 2 of them maybe; the next 8: */
export function describeCount(shownCount: number, rows: readonly OverpassRow[], days: number | undefined): string {
  const perhapsCount = rows.filter(({ isPerhaps }) => isPerhaps).length;
  const maybe = perhapsCount === 0 ? '' : `, ${perhapsCount === rows.length ? 'all' : perhapsCount} of them maybe`;
  const next = shownCount < rows.length ? `; the\u00a0next\u00a0${shownCount}:` : '';
  return `${rows.length} in ${daysText(days)}${maybe}${next}`;
}

/** What a search has found. */
export interface Results {
  /** What the reader calls the place. */
  placeName: string | undefined;
  /** How many days the list has. */
  days: number | undefined;
  count: number;
  /** How many more there may be, but for the uncertainty of times. */
  perhapsCount: number;
  /** The next one in a swath. */
  first: Pick<OverpassRow, 'name' | 'timeMs' | 'stay'> | undefined;
  /** Undefined when past days are not shown. */
  passedCount: number | undefined;
}

/** As in: 37 overpasses of Boulder in five days, next Aura in 4 hours. */
export function describeResults(results: Results, nowMs: number): string {
  const { placeName, count, perhapsCount, first, passedCount, days } = results;
  const of = placeName === undefined ? '' : ` of ${isolated(placeName)}`;
  const passed = passedCount === undefined ? '' : `, and ${passedCount} of past days`;
  const perhaps = perhapsCount === 0 ? '' : `, perhaps ${perhapsCount} more`;
  const next = first ? `, next ${first.name} ${inWords(beginMs(first) - nowMs)}` : '';
  return `${count === 0 ? 'No' : count} ${count === 1 ? 'overpass' : 'overpasses'}${of} in ${daysText(days)}${perhaps}${next}${passed}.`;
}

const NUMBERS: Record<number, string> = { 5: 'five', 7: 'seven', 10: 'ten' };

/** As in: five days. */
export function daysText(days = LIST_DAYS): string {
  return `${NUMBERS[days] ?? days} days`;
}

/** A time left, as one says it: in 4 hours. */
function inWords(leftMs: number): string {
  const minutes = Math.round(leftMs / MINUTE_MS);
  if (minutes < 1) return 'now';
  if (minutes < 100) return `in ${count(minutes, 'minute')}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in ${count(hours, 'hour')}` : `in ${count(Math.round(hours / 24), 'day')}`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
