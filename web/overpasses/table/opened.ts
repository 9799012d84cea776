// The overpass whose row is open, in the address: its row opens again when the page is loaded again, and for whom the link
// is shared with.
import { isCatalogNumber } from '../../../orbit/satellites.ts';
import { DAY_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { formatQuery, readMoment, writeMoment } from '../../base/query.ts';
import type { FilterBar } from '../filter-bar.ts';
import type { OverpassRow } from '../list.ts';
import { type AskedOverpass, findOverpass, nearestInTime } from './same-overpass.ts';
import type { OverpassTable } from './table.ts';

const NAME = 'pass';

/** Reads an overpass as the page writes it: 25994,2026-11-25T11:55Z. Undefined for anything else. */
export function readOverpass(text: string): AskedOverpass | undefined {
  const [, number, time = ''] = /^(\d{1,9}),(\S+)$/.exec(text.trim()) ?? [];
  const [catalogNumber, timeMs] = [Number(number), readMoment(time)];
  return isCatalogNumber(catalogNumber) && timeMs !== undefined ? { catalogNumber, timeMs } : undefined;
}

function writeOverpass({ catalogNumber, timeMs }: OverpassRow): string {
  return `${catalogNumber},${writeMoment(Math.round(timeMs / MINUTE_MS) * MINUTE_MS)}`;
}

/** So far back it looks: with today, what the API answers at once. */
const PAST_DAYS = 9;

/** The past days of the list. */
interface PastDays {
  readonly span: { fromMs: number } | undefined;
  readonly isLoading: boolean;
  showFrom(timeMs: number, nowMs: number): void;
}

interface OpenedOptions {
  table: Pick<OverpassTable, 'open' | 'close'>;
  past: PastDays;
  filterBar: Pick<FilterBar, 'includeOutside'>;
  /** Says why the overpass in the address is not opened; undefined: nothing is wrong with it. */
  refuse(reason: string | undefined): void;
  /** Has the list made again, afterwards. */
  onChange(): void;
}

/** What the list has, of the satellites that the filters leave. */
interface Listed {
  rows: readonly OverpassRow[];
  numbers: readonly number[];
  /** Whether every satellite has been searched. */
  isWhole: boolean;
  /** Another one when the reader has gone back or forward: the same overpass may be wanted of another place. */
  visit: number;
}

export function createOpened({ table, past, filterBar, refuse, onChange }: OpenedOptions) {
  /** What the address has, as far as it has been read. */
  let known = '';
  /** What it has for the row that is open. */
  let written = '';
  let wanted: AskedOverpass | undefined;
  /** What the list does not have. */
  let missed: AskedOverpass | undefined;
  let hasAskedPast = false;
  let hasAskedOutside = false;
  let knownVisit = 0;

  /** Opens what the address asks for. Returns whether that is still looked for, without a list meanwhile. */
  function update(listed: Listed, nowMs: number): boolean {
    const text = new URLSearchParams(location.search).get(NAME) ?? '';
    if (text !== known || listed.visit !== knownVisit) arrive(text);
    knownVisit = listed.visit;
    if (!wanted) return false;
    // Until then, others may still come before it.
    if (!listed.isWhole) return true;
    const row = findOverpass(listed.rows, wanted);
    if (row) {
      wanted = undefined;
      table.open(row);
      return false;
    }
    const reason = whyNot(wanted, listed, nowMs);
    if (reason === undefined) return true;
    if (reason === NONE) missed = wanted;
    wanted = undefined;
    if (hasAskedOutside) filterBar.includeOutside = false;
    refuse(reason);
    onChange();
    return true;
  }

  /** The reader has come to an address. */
  function arrive(text: string) {
    const isOpen = text !== '' && text === written;
    known = text;
    written = '';
    wanted = readOverpass(text);
    missed = undefined;
    hasAskedPast = hasAskedOutside = false;
    if (!isOpen) table.close();
    refuse(
      text === '' || wanted ? undefined : 'Write its satellite and its time in UTC, such as 25994,2026-11-24T10:30Z.',
    );
  }

  /** Why an overpass that is not in the list is not looked for any longer; undefined while it is. */
  function whyNot({ catalogNumber, timeMs }: AskedOverpass, listed: Listed, nowMs: number): string | undefined {
    if (past.isLoading) return undefined;
    if (!listed.numbers.includes(catalogNumber)) return 'Its satellite is not in the list.';
    if (timeMs <= nowMs && !hasAskedPast) {
      if (timeMs < (Math.floor(nowMs / DAY_MS) - PAST_DAYS) * DAY_MS) return 'It was more than nine days ago.';
      hasAskedPast = true;
      if (!past.span || past.span.fromMs > timeMs) past.showFrom(timeMs, nowMs);
      return undefined;
    }
    // A row of the list, but not of its address: see FilterBar.
    if (!hasAskedOutside && !filterBar.includeOutside) {
      hasAskedOutside = filterBar.includeOutside = true;
      onChange();
      return undefined;
    }
    return NONE;
  }

  /** There is no place. What the address has is not of a row. */
  function leave() {
    known = written = '';
    missed = undefined;
    table.close();
  }

  /** Another row is open, or none. */
  function write(row: OverpassRow | undefined) {
    const parameters = new URLSearchParams(location.search);
    if (row) parameters.set(NAME, writeOverpass(row));
    else if (parameters.get(NAME) === written) parameters.delete(NAME);
    // What is not opened stays as it was written.
    else return;
    wanted = missed = undefined;
    known = written = parameters.get(NAME) ?? '';
    refuse(undefined);
    history.replaceState(history.state, '', formatQuery(parameters) || location.pathname);
  }

  /** What can be opened in place of one that the list does not have. */
  function instead(rows: readonly OverpassRow[]): OverpassRow | undefined {
    return missed && nearestInTime(rows, missed);
  }

  return { update, leave, write, instead };
}

const NONE = 'The list has none of this satellite at that time.';
