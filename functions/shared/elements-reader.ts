// Reads the current elements of all satellites and caches them for two minutes.

import type { Satellite } from '../../orbit/satellites.ts';
import { bundledElementsOf, type ElementsOf, newerOf } from './elements.ts';
import { type ElementsTable, readRows } from './elements-table.ts';

// Sets change a few times a day. Two minutes save almost every read, and a new set still applies at the second tick.
const CACHE_MS = 120_000;

/** What the elements table and the bundled sets give at a time. */
export interface CurrentElements {
  elementsOf: ElementsOf;
  /** The host of the source, for a satellite that it does not know. */
  unknownTo: (catalogNumber: number) => string | undefined;
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
        unknownTo: (catalogNumber) => rows.get(catalogNumber)?.unknownTo,
      };
      cached = { elements, readAtMs: nowMs };
    }
    return cached.elements;
  };
}
