// The row of columns: one for each satellite that the API lists, in its order.
import type { SatelliteAnswer } from '../orbit/contract.ts';
import { altitudeBounds } from './altitude-axis.ts';
import { type Column, createColumn } from './column.ts';
import { find } from './dom.ts';
import type { FeedState } from './feed.ts';
import { lastHour } from './tracks.ts';

/** As many as style.css has colours; a ninth satellite has the first colour again. */
export const COLOURS = 8;

/** Takes the columns that the document brings; `show` adds, removes and fills them. */
export function createColumns(container: HTMLElement, template: HTMLTemplateElement) {
  const columns = new Map<number, Column>();
  for (const element of container.querySelectorAll<HTMLElement>('[data-satellite]')) {
    columns.set(Number(element.dataset.satellite), createColumn(element));
  }

  function show({ satellites, tracks }: Pick<FeedState, 'satellites' | 'tracks'>, nowMs: number) {
    if (!satellites) {
      // Until the API has listed them, the columns that the document brings stand empty.
      for (const column of columns.values()) column.show(undefined, nowMs);
      return;
    }
    arrange(satellites);
    const bounds = altitudeBounds(
      satellites.map(({ catalogNumber }) => lastHour(tracks.get(catalogNumber) ?? [], nowMs)),
    );
    for (const [index, satellite] of satellites.entries()) {
      const track = tracks.get(satellite.catalogNumber);
      const data = { satellite, track, bounds: bounds[index], colour: index % COLOURS };
      columns.get(satellite.catalogNumber)?.show(data, nowMs);
    }
  }

  function arrange(satellites: readonly SatelliteAnswer[]) {
    const listed = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
    for (const [catalogNumber, column] of columns) {
      if (listed.has(catalogNumber)) continue;
      column.element.remove();
      columns.delete(catalogNumber);
    }
    for (const [index, catalogNumber] of [...listed].entries()) {
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
