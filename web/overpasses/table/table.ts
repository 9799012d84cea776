// The table of overpasses: days as headings, and a row for each, which opens to show more.
import { DAY_MS, formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import { element, find, setAttribute, setText } from '../../base/dom.ts';
import { formatUncertainty } from '../../base/format.ts';
import { shapeOf } from '../../base/shape.ts';
import { beginMs, endMs, type OverpassRow } from '../list.ts';
import {
  describeZone,
  formatDayHeading,
  formatImaging,
  formatLocal,
  formatStayLocal,
  formatStayUtc,
  formatTrack,
  formatUtc,
  withoutDay,
} from './cells.ts';
import { buildDetail, type DetailContext, imageLink, imagesIn } from './detail.ts';
import { findOverpass, keyOf, textKeyOf } from './same-overpass.ts';

export interface OverpassTable {
  /** The number of coming overpasses that are shown. */
  readonly shownCount: number;
  show(rows: readonly OverpassRow[], context: RowContext): void;
  /** Opens the row of an overpass that is shown next. */
  open(row: OverpassRow): void;
  /** Closes the row that is open. */
  close(): void;
}

/** What the text of every row depends on. */
interface RowContext extends DetailContext {
  timeZone: string;
  /** The past days that the reader has asked for: those without an overpass are named, too. */
  past: { fromMs: number; untilMs: number } | undefined;
}

interface TableOptions {
  /** The element to fill, empty. */
  root: HTMLElement;
  /** Called when a row is opened or moves, and with undefined when it is closed or no longer listed. */
  onOpen(row: OverpassRow | undefined): void;
  onChange(): void;
}

/** The coming rows shown at first: about a day of three satellites. */
const FIRST_ROWS = 8;

const COLUMNS = ['Satellite', 'Closest, UTC', 'Local', 'Ground track', 'In swath of', 'Light', 'Uncertainty', 'Images'];

/** Fills the element with the table, and with a button that shows all of it. */
export function createOverpassTable({ root, onOpen, onChange }: TableOptions): OverpassTable {
  const zone = element('th', { scope: 'col', 'data-place-part': 'zone' });
  const headings = COLUMNS.map((text) => (text === 'Local' ? zone : element('th', { scope: 'col' }, text)));
  const table = element(
    'table',
    { hidden: true },
    element('caption', { class: 'unseen' }, 'Overpasses, by UTC days'),
    element('thead', {}, element('tr', {}, ...headings)),
  );
  const more = element('button', { type: 'button', 'data-place-control': 'more' });
  root.append(table, more);
  let showAll = false;
  let builtKey = '';
  let openRow: OverpassRow | undefined;
  /** Whether it has been opened, and is not seen yet. */
  let isUnseen = false;
  let shownCount = 0;
  let rowsByKey = new Map<string, OverpassRow>();

  more.addEventListener('click', () => {
    showAll = !showAll;
    onChange();
  });
  table.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('a, .detail, thead, .day')) return;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset.key;
    if (key === undefined) return;
    const rowOf = () => find(table, `[data-key="${key}"]`);
    holdStill(table, rowOf, () => {
      openRow = openRow && keyOf(openRow) === key ? undefined : rowsByKey.get(key);
      onChange();
      onOpen(openRow);
    });
    find(rowOf(), '[data-act="open"]').focus({ preventScroll: true });
    // What can be done with it, also where the list is cut off below the row.
    table.querySelector('.detail')?.scrollIntoView({ block: 'nearest' });
  });

  function show(rows: readonly OverpassRow[], context: RowContext) {
    const { units, timeZone, nowMs } = context;
    const passed = rows.filter((row) => endMs(row) <= nowMs).length;
    const moved = openRow && findOverpass(rows, openRow);
    if (isUnseen && moved && rows.indexOf(moved) >= passed + FIRST_ROWS) showAll = true;
    const shown = showAll ? rows : rows.slice(0, passed + FIRST_ROWS);
    shownCount = shown.length - passed;
    const before = rowsByKey;
    rowsByKey = new Map(shown.map((row) => [keyOf(row), row]));
    if (moved && shown.includes(moved)) follow(moved);
    else close();
    table.hidden = rows.length === 0 && !context.past;
    more.hidden = rows.length - passed <= FIRST_ROWS;
    setText(more, showAll ? 'Show fewer' : `Show all ${rows.length - passed}`);
    setAttribute(more, 'aria-expanded', String(showAll));
    setText(zone, `Local (${describeZone(nowMs, timeZone)})`);
    // Both columns would be the same.
    table.toggleAttribute('data-utc', describeZone(nowMs, timeZone) === 'UTC');
    // Between searches, the text changes only at midnight UTC, when the clocks of the time zone change, and when
    // images come.
    const day = Math.floor(nowMs / DAY_MS);
    const texts = shown.map((row) => [textKeyOf(row), imagesIn(row, context).length, endMs(row) <= nowMs]);
    const key = JSON.stringify([
      units,
      describeZone(nowMs, timeZone),
      day,
      openRow && keyOf(openRow),
      texts,
      context.past?.fromMs,
    ]);
    if (key === builtKey) return;
    builtKey = key;
    const keyNow = (keyBefore: string) => {
      const row = before.get(keyBefore);
      const same = row && findOverpass(shown, row);
      return same && keyOf(same);
    };
    keepFocus(table, keyNow, () => {
      for (const body of [...table.tBodies]) body.remove();
      table.append(...buildDays(shown, context, openRow));
    });
    setRoles(table);
    if (isUnseen) bringIntoPanel(table);
    isUnseen = false;
  }

  function open(row: OverpassRow) {
    isUnseen ||= !openRow || keyOf(openRow) !== keyOf(row);
    openRow = row;
    onOpen(row);
  }

  /** Newer elements move the open one: by seconds, or by minutes, which are seen on the map and in the address. */
  function follow(row: OverpassRow) {
    const isFar = openRow && Math.abs(row.timeMs - openRow.timeMs) >= MINUTE_MS;
    openRow = row;
    if (isFar) onOpen(row);
  }

  function close() {
    if (!openRow) return;
    openRow = undefined;
    onOpen(undefined);
  }

  return {
    get shownCount() {
      return shownCount;
    },
    show,
    open,
    close,
  };
}

/**
 * Keeps a row where it is on the screen while the table is built again, by scrolling the panel, or the window. Meanwhile
 * the browser must not hold on to what is below the table (scroll anchoring), as it would when rows are replaced.
 */
function holdStill(table: HTMLElement, rowOf: () => HTMLElement, build: () => void): void {
  const scrollers = [table.closest<HTMLElement>('.place'), document.documentElement].filter((each) => each !== null);
  for (const scroller of scrollers) scroller.style.overflowAnchor = 'none';
  const beforePx = rowOf().getBoundingClientRect().top;
  build();
  for (const scroller of scrollers) scroller.scrollTop += rowOf().getBoundingClientRect().top - beforePx;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const scroller of scrollers) scroller.style.overflowAnchor = '';
    }),
  );
}

/** Scrolls the panel, where it scrolls, to the open row. The page stays where the reader is. */
function bringIntoPanel(table: HTMLElement): void {
  const panel = table.closest('.place');
  const [row, detail] = table.querySelectorAll('[data-open], .detail');
  if (!panel || !row || !detail) return;
  const [box, top] = [panel.getBoundingClientRect(), row.getBoundingClientRect().top];
  const isSeen = top >= box.top && detail.getBoundingClientRect().bottom <= box.bottom;
  if (!isSeen) panel.scrollTop += top - box.top - box.height / 4;
}

/** Builds the table's body again, and gives the focus back to the control that had it. */
function keepFocus(table: HTMLElement, keyNow: (key: string) => string | undefined, build: () => void) {
  const focused = table.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  const key = focused?.closest<HTMLElement>('[data-key]')?.dataset.key;
  const act = focused?.dataset.act;
  build();
  if (key === undefined || act === undefined) return;
  table.querySelector<HTMLElement>(`[data-key="${keyNow(key)}"] [data-act="${act}"]`)?.focus({ preventScroll: true });
}

const ROLES = {
  thead: 'rowgroup',
  tbody: 'rowgroup',
  tr: 'row',
  'thead th': 'columnheader',
  'tbody th': 'rowheader',
  td: 'cell',
};

// Some browsers drop the roles of a table whose rows are laid out as cards, as on a phone.
function setRoles(table: HTMLElement) {
  table.role = 'table';
  for (const [selector, role] of Object.entries(ROLES)) {
    for (const each of table.querySelectorAll(selector)) each.role = role;
  }
}

function buildDays(rows: readonly OverpassRow[], context: RowContext, openRow: OverpassRow | undefined): HTMLElement[] {
  const days = new Map<number, OverpassRow[]>();
  for (const row of rows) {
    const day = dayOf(row, context.nowMs);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  for (const day of emptyDays(context)) if (!days.has(day)) days.set(day, []);
  const heading = (day: number, count: number) =>
    `${formatDayHeading(day * DAY_MS, context.nowMs)}${count === 0 ? ': none' : ''}`;
  const inOrder = [...days].sort(([a], [b]) => a - b);
  return inOrder.map(([day, ofDay]) =>
    element(
      'tbody',
      {},
      element(
        'tr',
        { class: 'day' },
        element('th', { scope: 'rowgroup', colspan: COLUMNS.length }, heading(day, ofDay.length)),
      ),
      ...ofDay.flatMap((row) => buildRow(row, context, row === openRow)),
    ),
  );
}

/** The past days that were asked for, without today. */
function emptyDays({ past, nowMs }: RowContext): number[] {
  if (!past) return [];
  const [first, today] = [Math.floor(past.fromMs / DAY_MS), Math.floor(nowMs / DAY_MS)];
  return Array.from({ length: Math.max(0, today - first) }, (_, index) => first + index);
}

/** The UTC day at which a row is listed. A stay that began on an earlier day is listed today. */
function dayOf(row: OverpassRow, nowMs: number): number {
  const isNow = beginMs(row) <= nowMs && endMs(row) > nowMs;
  return Math.floor((isNow ? nowMs : beginMs(row)) / DAY_MS);
}

function buildRow(row: OverpassRow, context: RowContext, isOpen: boolean): HTMLTableRowElement[] {
  const { units, timeZone, nowMs } = context;
  const { stay, timeMs, uncertaintySeconds } = row;
  const dayMs = dayOf(row, nowMs) * DAY_MS;
  const utc = stay ? formatStayUtc(stay, nowMs, uncertaintySeconds) : formatUtc(timeMs, nowMs, uncertaintySeconds);
  const open = element(
    'button',
    { type: 'button', 'data-act': 'open', 'aria-expanded': String(isOpen), 'aria-label': `${row.name}, ${utc} UTC` },
    shapeOf(row.colour),
    row.name,
  );
  const cells = {
    utc: withoutDay(utc, dayMs, nowMs),
    local: stay
      ? formatStayLocal(stay, timeZone, nowMs, uncertaintySeconds)
      : formatLocal(timeMs, timeZone, nowMs, uncertaintySeconds),
    track: formatTrack(row, units),
    swath: formatImaging(row),
    light: row.stayLight ?? (row.day ? 'day' : 'night'),
    uncertainty: formatUncertainty(uncertaintySeconds),
  };
  const images = imagesIn(row, context).map((link) => imageLink(row, link, `${link.instrument} image`, nowMs));
  const attributes = {
    'data-key': keyOf(row),
    'data-overpass': row.catalogNumber,
    'data-time': formatTime(Math.round(beginMs(row))),
    'data-in-swath': row.seeing.length > 0 ? 'true' : row.maybe.length > 0 ? 'maybe' : 'false',
    'data-colour': row.colour,
    'data-passed': endMs(row) <= nowMs,
    // With seconds it is said in the wide table only.
    'data-uncertain': uncertaintySeconds > 10,
    'data-open': isOpen,
  };
  const shown = element(
    'tr',
    attributes,
    element('th', { scope: 'row' }, open),
    ...Object.entries(cells).map(([part, text]) => element('td', { 'data-cell': part }, text)),
    element('td', { 'data-cell': 'images' }, ...images),
  );
  if (!isOpen) return [shown];
  const detail = element('td', { colspan: COLUMNS.length }, ...buildDetail(row, context));
  return [shown, element('tr', { class: 'detail', 'data-key': keyOf(row) }, detail)];
}
