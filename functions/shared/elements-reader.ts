// Reads the current elements of all satellites and caches them for two minutes, in an outage for hours.

import type { Satellite } from '../../orbit/satellites.ts';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import { bundledElementsOf, type ElementsOf, newerOf } from './elements.ts';
import { type ElementsRow, type ElementsTable, readRows } from './elements-table.ts';
import { errorText, type Report } from './log.ts';

// Sets change a few times a day. Two minutes save almost every read, and a new set still applies at the second tick.
const CACHE_MS = 2 * MINUTE_MS;
// In an outage of the table the last copy is at most one download behind.
const OUTAGE_MS = 6 * HOUR_MS;
// A read that fails can take seconds, and every question would wait for it.
const NEXT_TRY_MS = MINUTE_MS / 2;

/** What the elements table and the bundled sets give at a time. */
export interface CurrentElements {
  elementsOf: ElementsOf;
  /** Why the source brings no newer set of a satellite, as a sentence without its full stop; undefined when it does. */
  problemOf: (catalogNumber: number) => string | undefined;
}

/**
 * Makes a reader of the current elements, which reads the table again when its copy is two minutes old. When it cannot,
 * it uses the copy for up to six hours. Without a copy, errors of the SDK pass through: with bundled sets instead, the
 * satellites would jump.
 */
export function createElementsReader(
  table: ElementsTable,
  satellites: readonly Satellite[],
  report: Pick<Report, 'warn'>,
) {
  const catalogNumbers = satellites.map(({ catalogNumber }) => catalogNumber);
  let cached: { elements: CurrentElements; readAtMs: number; untilMs: number } | undefined;
  return async (nowMs: number): Promise<CurrentElements> => {
    const isFresh = cached && nowMs >= cached.readAtMs && nowMs < cached.untilMs;
    if (cached && isFresh) return cached.elements;
    try {
      const elements = toCurrent(await readRows(table, catalogNumbers), catalogNumbers);
      cached = { elements, readAtMs: nowMs, untilMs: nowMs + CACHE_MS };
      return elements;
    } catch (error) {
      if (!cached || nowMs - cached.readAtMs >= OUTAGE_MS) throw error;
      cached = { ...cached, untilMs: nowMs + NEXT_TRY_MS };
      report.warn('cannot read the elements; those of the last read are used', { reason: errorText(error) });
      return cached.elements;
    }
  };
}

function toCurrent(rows: Map<number, ElementsRow>, catalogNumbers: readonly number[]): CurrentElements {
  const current = new Map(
    catalogNumbers.map((number) => [number, newerOf(rows.get(number)?.current, bundledElementsOf(number))]),
  );
  return {
    elementsOf: (catalogNumber) => current.get(catalogNumber),
    problemOf: createProblemOf(rows, catalogNumbers),
  };
}

function createProblemOf(rows: Map<number, ElementsRow>, catalogNumbers: readonly number[]) {
  const hosts = new Set(catalogNumbers.map((number) => rows.get(number)?.unknownTo));
  // One mistyped number is likely, that all of them are is not.
  const [wrongHost] = catalogNumbers.length > 1 && hosts.size === 1 ? hosts : [];
  return (catalogNumber: number): string | undefined => {
    if (wrongHost) {
      const count = catalogNumbers.length;
      return `${wrongHost} knows none of the ${count} satellites, so the address of the source is probably wrong`;
    }
    const { unknownTo, problem } = rows.get(catalogNumber) ?? {};
    return unknownTo === undefined ? problem : `${unknownTo} knows no ${catalogNumber}`;
  };
}
