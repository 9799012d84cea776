// The row of columns: one for each satellite that is shown, in the order of the API.

import { find } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, type Track } from '../satellite/tracks.ts';
import { altitudeBounds } from './altitude-axis.ts';
import { type Column, createColumn } from './column.ts';

export interface ColumnsData {
  /** Undefined until the API has listed them. */
  satellites: readonly ShownSatellite[] | undefined;
  /** Tracks that have been answered, by catalog number. */
  tracks: ReadonlyMap<number, Track>;
  units: Units;
  apiUrl: string | undefined;
}

/** Takes the columns that the document brings; `show` adds, removes and fills them. */
export function createColumns(container: HTMLElement, template: HTMLTemplateElement) {
  const columns = new Map<number, Column>();
  for (const element of container.querySelectorAll<HTMLElement>('[data-satellite]')) {
    columns.set(Number(element.dataset.satellite), createColumn(element));
  }

  function show({ satellites, tracks, units, apiUrl }: ColumnsData, nowMs: number) {
    if (!satellites) {
      // Until the API has listed them, the columns that the document brings stand empty.
      for (const column of columns.values()) column.show(undefined, nowMs);
      return;
    }
    arrange(satellites.map(({ catalogNumber }) => catalogNumber));
    const bounds = altitudeBounds(
      satellites.map(({ track }) => lastHour(track, nowMs)),
      units,
    );
    for (const [index, satellite] of satellites.entries()) {
      const { catalogNumber } = satellite;
      const received = tracks.has(catalogNumber);
      columns.get(catalogNumber)?.show({ satellite, received, bounds: bounds[index], units, apiUrl }, nowMs);
    }
  }

  function arrange(listed: readonly number[]) {
    for (const [catalogNumber, column] of columns) {
      if (listed.includes(catalogNumber)) continue;
      column.element.remove();
      columns.delete(catalogNumber);
    }
    for (const [index, catalogNumber] of listed.entries()) {
      const column = columns.get(catalogNumber) ?? addColumn(catalogNumber);
      const there = container.children[index];
      if (there !== column.element) container.insertBefore(column.element, there ?? null);
    }
  }

  function addColumn(catalogNumber: number): Column {
    const copy = template.content.cloneNode(true) as DocumentFragment;
    const element = find(copy, '[data-satellite]');
    element.dataset.satellite = String(catalogNumber);
    const column = createColumn(element);
    columns.set(catalogNumber, column);
    return column;
  }

  return { show };
}
