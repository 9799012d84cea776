// The entries of the browser's history: what Back leaves, and what comes back with it.
import { type Choice, formatChoice } from './choice.ts';

/**
 * Whether a choice begins an entry. A new place does: the click on the map may have been a mistake. So do leaving the
 * present and returning to it. All else belongs to the entry on which it is chosen: filters, the open row, the part of
 * the map.
 */
export function beginsEntry(change: Partial<Choice>, before: Choice): boolean {
  const isPresent = (timeMs: number | undefined) => timeMs === undefined;
  return 'place' in change || ('timeMs' in change && isPresent(change.timeMs) !== isPresent(before.timeMs));
}

/** Writes a choice into the address of the entry, or of a new one, which begins with all that the entry has. */
export function writeEntry(choice: Choice, { isNew = false, query = location.search } = {}): void {
  const address = formatChoice(choice, query) || location.pathname;
  if (isNew) history.pushState(history.state, '', address);
  else history.replaceState(history.state, '', address);
}
