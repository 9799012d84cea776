// The table of overpasses, with the controls below it: how many rows, and whether passes outside the swath, and at
// night, are listed.
import { DAY_MS, formatTime } from '../../orbit/time.ts';
import { find, setAttribute, setText } from '../base/dom.ts';
import { formatUncertainty, type Units } from '../base/format.ts';
import { shapeOf } from '../base/shape.ts';
import {
  beginMs,
  describeZone,
  formatImaging,
  formatLocal,
  formatStayLocal,
  formatStayUtc,
  formatTrack,
  formatUtc,
  type OverpassRow,
  type RowChoice,
} from './list.ts';

export interface OverpassTable {
  /** Which rows the controls ask for. */
  readonly choice: RowChoice;
  /** The number of rows that are shown. */
  readonly shownCount: number;
  show(rows: readonly OverpassRow[], context: RowContext): void;
}

/** What the text of every row depends on. */
interface RowContext {
  units: Units;
  timeZone: string;
  nowMs: number;
  /** Whether an instrument of a shown satellite needs daylight. */
  needsDaylight: boolean;
}

/** The rows shown at first: about a day of three satellites. */
const FIRST_ROWS = 8;

/** Fills the table of the panel. `onChange` is called when a control changes which rows to show. */
export function createOverpassTable(root: HTMLElement, onChange: () => void): OverpassTable {
  const table = find(root, 'table');
  const body = find<HTMLTableSectionElement>(root, 'tbody');
  const more = find<HTMLButtonElement>(root, '[data-place-control="more"]');
  const outside = find<HTMLInputElement>(root, '[data-place-control="everything"]');
  const night = find<HTMLInputElement>(root, '[data-place-control="night"]');
  let showAll = false;
  let builtKey = '';

  for (const control of [outside, night]) control.addEventListener('change', onChange);
  more.addEventListener('click', () => {
    showAll = !showAll;
    onChange();
  });

  function show(rows: readonly OverpassRow[], context: RowContext) {
    const { units, timeZone, nowMs, needsDaylight } = context;
    find(root, '[data-place-part="night"]').hidden = !needsDaylight;
    const shown = showAll ? rows : rows.slice(0, FIRST_ROWS);
    table.hidden = rows.length === 0;
    more.hidden = rows.length <= FIRST_ROWS;
    setText(more, showAll ? 'Show fewer' : `Show all ${rows.length}`);
    setAttribute(more, 'aria-expanded', String(showAll));
    // Between searches, the text changes only at midnight UTC and when the clocks of the time zone change.
    const day = Math.floor(nowMs / DAY_MS);
    const key = [units, describeZone(nowMs, timeZone), day, ...shown.map(keyOf)].join();
    if (key === builtKey) return;
    builtKey = key;
    body.replaceChildren(...shown.map((row) => build(row, context)));
    setRoles(table);
  }

  return {
    get choice() {
      return { includeOutside: outside.checked, atNight: night.checked };
    },
    get shownCount() {
      return body.rows.length;
    },
    show,
  };
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
    for (const element of table.querySelectorAll(selector)) element.role = role;
  }
}

function keyOf(row: OverpassRow): string {
  const { catalogNumber, name, timeMs, stay, distanceKm, uncertaintySeconds, colour } = row;
  const times = [timeMs, stay?.beginMs, stay?.endMs];
  return [catalogNumber, name, ...times, distanceKm, formatImaging(row), uncertaintySeconds, colour].join();
}

function build(row: OverpassRow, { units, timeZone, nowMs }: RowContext): HTMLTableRowElement {
  const element = document.createElement('tr');
  element.dataset.overpass = String(row.catalogNumber);
  element.dataset.time = formatTime(Math.round(beginMs(row)));
  element.dataset.inSwath = String(row.seeing.length > 0);
  element.dataset.colour = String(row.colour);

  const name = document.createElement('th');
  name.scope = 'row';
  name.append(shapeOf(row.colour), row.name);
  element.append(name);
  const cells = {
    utc: row.stay
      ? formatStayUtc(row.stay, nowMs, row.uncertaintySeconds)
      : formatUtc(row.timeMs, nowMs, row.uncertaintySeconds),
    local: row.stay
      ? formatStayLocal(row.stay, timeZone, nowMs, row.uncertaintySeconds)
      : formatLocal(row.timeMs, timeZone, nowMs, row.uncertaintySeconds),
    track: formatTrack(row, units),
    swath: formatImaging(row),
    light: row.stayLight ?? (row.day ? 'day' : 'night'),
    uncertainty: formatUncertainty(row.uncertaintySeconds),
  };
  for (const [part, text] of Object.entries(cells)) {
    const cell = element.insertCell();
    cell.dataset.cell = part;
    cell.textContent = text;
  }
  return element;
}
