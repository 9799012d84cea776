// Reads the current elements of all satellites and caches them for two minutes.

import type { Satellite } from '../../orbit/satellites.ts';
import { bundledElementsOf, type ElementsOf, newerOf } from './elements.ts';
import { type ElementsTable, readRows } from './elements-table.ts';

// Sets change a few times a day. Two minutes save almost every read, and a new set still applies at the second tick.
const CACHE_MS = 120_000;

/**
 * Makes a reader of the current elements, which reads the table again when its copy is two minutes old.
 * Errors of the SDK pass through: with bundled sets instead, the satellites would jump.
 */
export function createElementsReader(table: ElementsTable, satellites: readonly Satellite[]) {
  const catalogNumbers = satellites.map(({ catalogNumber }) => catalogNumber);
  let cached: { elementsOf: ElementsOf; readAtMs: number } | undefined;
  return async (nowMs: number): Promise<ElementsOf> => {
    const isFresh = cached && nowMs >= cached.readAtMs && nowMs - cached.readAtMs < CACHE_MS;
    if (!cached || !isFresh) {
      const rows = await readRows(table, catalogNumbers);
      const current = new Map(
        catalogNumbers.map((number) => [number, newerOf(rows.get(number)?.current, bundledElementsOf(number))]),
      );
      cached = { elementsOf: (catalogNumber) => current.get(catalogNumber), readAtMs: nowMs };
    }
    return cached.elementsOf;
  };
}
