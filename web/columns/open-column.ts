// Leads the reader to the column of a satellite.
import { SECOND_MS } from '../../orbit/time.ts';

/** Long enough to be found after the page has scrolled. */
const MARKED_MS = 3 * SECOND_MS;

/** Scrolls to a column, marks it for a moment, and moves the focus there, so that a screen reader reads it. */
export function openColumn(container: HTMLElement, catalogNumber: number): void {
  const column = container.querySelector<HTMLElement>(`[data-satellite="${catalogNumber}"]`);
  if (!column) return;
  column.tabIndex = -1;
  column.focus({ preventScroll: true });
  column.scrollIntoView({ block: 'nearest' });
  column.dataset.opened = '';
  setTimeout(() => delete column.dataset.opened, MARKED_MS);
}
