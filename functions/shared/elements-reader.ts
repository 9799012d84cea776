// Reads the current elements of all satellites and caches them for two minutes.

import type { Satellite } from '../../orbit/satellites.ts';
import { bundledElementsOf, type ElementsOf, newerOf } from './elements.ts';
import { type ElementsRow, type ElementsTable, readRows } from './elements-table.ts';

// Sets change a few times a day. Two minutes save almost every read, and a new set still applies at the second tick.
const CACHE_MS = 120_000;

/** What the elements table and the bundled sets give at a time. */
export interface CurrentElements {
  elementsOf: ElementsOf;
  /** Why the source brings no newer set of a satellite, as a sentence without its full stop; undefined when it does. */
  problemOf: (catalogNumber: number) => string | undefined;
}

/**
 * Makes a reader of the current elements, which reads the table again when its copy is two minutes old.
 * Errors of the SDK pass through: with bundled sets instead, the satellites would jump.
 */
export function createElementsReader(table: ElementsTable, satellites: readonly Satellite[]) {
  const catalogNumbers = satellites.map(({ catalogNumber }) => catalogNumber);
  let cached: { elements: CurrentElements; readAtMs: number } | undefined;
  return async (nowMs: number): Promise<CurrentElements> => {
    const isFresh = cached && nowMs >= cached.readAtMs && nowMs - cached.readAtMs < CACHE_MS;
    if (!cached || !isFresh) {
      const rows = await readRows(table, catalogNumbers);
      const current = new Map(
        catalogNumbers.map((number) => [number, newerOf(rows.get(number)?.current, bundledElementsOf(number))]),
      );
      const elements: CurrentElements = {
        elementsOf: (catalogNumber) => current.get(catalogNumber),
        problemOf: createProblemOf(rows, catalogNumbers),
      };
      cached = { elements, readAtMs: nowMs };
    }
    return cached.elements;
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
