// The overpass whose row is open, named where the countdown is: on a phone the list is far below the first view, and who
// opens a link to an overpass would not see which one it is. It leads to its row, and to its swath on the map.
import { element, setAttribute, setText } from '../../base/dom.ts';
import { type Units, unbroken } from '../../base/format.ts';
import { shapeOf } from '../../base/shape.ts';
import { beginMs, type OverpassRow } from '../list.ts';
import { describeZone, formatDated, formatLocal, formatTrack } from './cells.ts';
import { findOverpass } from './same-overpass.ts';

export interface OpenLine {
  readonly root: HTMLElement;
  /** Names the overpass of a row that is opened; undefined for none. */
  show(row: OverpassRow | undefined): void;
  /** Names it as the list has it by now, or what is instead of it, or says that it is still looked for. */
  update(isWaiting: boolean, context: LineContext): void;
}

interface LineContext {
  rows: readonly OverpassRow[];
  /** What can be opened in place of one that the list does not have. */
  instead: OverpassRow | undefined;
  units: Units;
  timeZone: string;
  nowMs: number;
}

/** Makes the line for the list of a place. `openRow` opens a row in it. */
export function createOpenLine(list: HTMLElement, showMap: () => void, openRow: (row: OverpassRow) => void): OpenLine {
  const [what, where] = [element('span', { class: 'what' }), element('span', { class: 'where' })];
  const toRow = element('button', { type: 'button', 'data-act': 'to-row' });
  const toMap = element('button', { type: 'button', 'data-act': 'to-map', 'aria-label': 'Show it on the map' }, 'Map');
  const looking = element('span', { class: 'where' }, 'Looking for the overpass in the address …');
  const root = element('p', { class: 'open-line', hidden: true }, looking, toRow, toMap);
  let open: OverpassRow | undefined;
  let last: [isWaiting: boolean, context: LineContext] | undefined;

  toMap.addEventListener('click', showMap);
  toRow.addEventListener('click', () => {
    const instead = last?.[1].instead;
    if (!open && instead) openRow(instead);
    const row = list.querySelector<HTMLElement>('[data-open] [data-act="open"]');
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
  });

  function show(row: OverpassRow | undefined) {
    open = row;
    if (last) update(...last);
  }

  function update(isWaiting: boolean, context: LineContext) {
    last = [isWaiting, context];
    // Newer elements move it.
    open = open && (findOverpass(context.rows, open) ?? open);
    // From now on the line has the room that was kept for it.
    delete document.documentElement.dataset.askedPass;
    const { instead, nowMs } = context;
    const named = open ?? instead;
    root.hidden = !named && !isWaiting;
    looking.hidden = named !== undefined;
    toRow.hidden = !named;
    toMap.hidden = !open;
    if (!named) return;
    const { name, colour, catalogNumber } = named;
    // With a space, as in its name for screen readers: without one, who speaks what is seen does not press it.
    if (toRow.dataset.of !== String(catalogNumber)) toRow.replaceChildren(shapeOf(colour), what, ' ', where);
    setAttribute(toRow, 'data-of', String(catalogNumber));
    setAttribute(toRow, 'data-colour', String(colour));
    setText(what, `${name}, ${unbroken(formatDated(named, nowMs))}`);
    setText(where, `${open ? '' : 'nearest in time, '}${describeWhere(named, context)}`);
    setAttribute(toRow, 'aria-label', `${what.textContent}, ${where.textContent}: in the list`);
  }

  return { root, show, update };
}

/** As in: track 412 ± 13 km W, 04:05 local. */
function describeWhere(row: OverpassRow, { units, timeZone, nowMs }: LineContext): string {
  const track = `track ${unbroken(formatTrack(row, units))}`;
  const isUtc = describeZone(row.timeMs, timeZone) === 'UTC';
  if (row.stay || isUtc) return track;
  return `${track}, ${unbroken(`${formatLocal(beginMs(row), timeZone, nowMs, row.uncertaintySeconds)} local`)}`;
}
