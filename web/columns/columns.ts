// The columns: one for each shown satellite, in the order of the API.
import { find } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, type Track } from '../satellite/tracks.ts';
import { altitudeBounds } from './altitude-axis.ts';
import { type Column, createColumn } from './column.ts';

export interface ColumnsData {
  /** Undefined until the API has answered. */
  satellites: readonly ShownSatellite[] | undefined;
  /** The tracks that have arrived, by catalog number. */
  tracks: ReadonlyMap<number, Track>;
  units: Units;
  apiUrl: string | undefined;
  /** Now, while another time is shown; undefined otherwise. */
  presentMs?: number | undefined;
}

/** Takes over the empty columns of the document; `show` adds, removes and fills columns. */
export function createColumns(container: HTMLElement, template: HTMLTemplateElement) {
  const columns = new Map<number, Column>();
  let turn = 0;
  for (const element of container.querySelectorAll<HTMLElement>('[data-satellite]')) {
    columns.set(Number(element.dataset.satellite), createColumn(element));
  }

  for (const type of ['beforeprint', 'afterprint'])
    addEventListener(type, () => {
      for (const column of columns.values()) column.fitPaper(type === 'beforeprint');
    });

  /** Shows all columns, or only the one whose turn it is. */
  function show({ satellites, tracks, units, apiUrl, presentMs }: ColumnsData, nowMs: number, which: 'all' | 'next') {
    if (!satellites) {
      for (const column of columns.values()) column.show(undefined, nowMs);
      return;
    }
    updateColumns(satellites.map(({ catalogNumber }) => catalogNumber));
    // See asked.ts.
    delete document.documentElement.dataset.columns;
    const bounds = altitudeBounds(
      satellites.map(({ track }) => lastHour(track, nowMs)),
      units,
    );
    turn++;
    for (const [index, satellite] of satellites.entries()) {
      if (which === 'next' && index !== turn % satellites.length) continue;
      const { catalogNumber } = satellite;
      const received = tracks.has(catalogNumber);
      const data = { satellite, received, bounds: bounds[index], units, apiUrl, presentMs };
      columns.get(catalogNumber)?.show(data, nowMs, which === 'next');
    }
  }

  /** Removes and adds columns, and puts them in the given order. */
  function updateColumns(listed: readonly number[]) {
    for (const [catalogNumber, column] of columns) {
      if (listed.includes(catalogNumber)) continue;
      column.element.remove();
      columns.delete(catalogNumber);
    }
    for (const [index, catalogNumber] of listed.entries()) {
      const column = columns.get(catalogNumber) ?? addColumn(catalogNumber);
      const current = container.children[index];
      if (current !== column.element) container.insertBefore(column.element, current ?? null);
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
