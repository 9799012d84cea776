// The table of overpasses: its rows, how many of them, and whether those outside of the swath are among them.
import { DAY_MS, formatTime } from '../../orbit/time.ts';
import { find, setAttribute, setText } from '../base/dom.ts';
import { formatUncertainty, type Units } from '../base/format.ts';
import { shapeOf } from '../base/shape.ts';
import { describeZone, formatLocal, formatTrack, formatUtc, type Row } from './list.ts';

export interface OverpassTable {
  /** Whether the reader wants passes outside of the swath, too. */
  readonly everything: boolean;
  /** How many rows are shown. */
  readonly shown: number;
  show(rows: readonly Row[], words: Words): void;
}

/** What the words of a row depend on besides the row. */
export interface Words {
  units: Units;
  timeZone: string;
  nowMs: number;
}

/** A list to read at a glance; the rest on request. */
const FEW = 8;

/** Takes the table of the panel; `changed` is called when the reader wants other rows. */
export function createOverpassTable(root: HTMLElement, changed: () => void): OverpassTable {
  const table = find(root, 'table');
  const body = find<HTMLTableSectionElement>(root, 'tbody');
  const more = find<HTMLButtonElement>(root, '[data-place-control="more"]');
  const everything = find<HTMLInputElement>(root, '[data-place-control="everything"]');
  let all = false;
  let built = '';

  everything.addEventListener('change', changed);
  more.addEventListener('click', () => {
    all = !all;
    changed();
  });

  function show(rows: readonly Row[], words: Words) {
    const { units, timeZone, nowMs } = words;
    const shown = all ? rows : rows.slice(0, FEW);
    table.hidden = rows.length === 0;
    more.hidden = rows.length <= FEW;
    setText(more, all ? 'Fewer' : `All ${rows.length}`);
    setAttribute(more, 'aria-expanded', String(all));
    // The words of a day change at midnight, those of the zone when its clocks are put forward; nothing else does until the rows are others.
    const day = Math.floor(nowMs / DAY_MS);
    const key = [units, describeZone(nowMs, timeZone), day, ...shown.map(keyOf)].join();
    if (key === built) return;
    built = key;
    body.replaceChildren(...shown.map((row) => build(row, words)));
    nameRoles(table);
  }

  return {
    get everything() {
      return everything.checked;
    },
    get shown() {
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

// Their own; but laid out as cards, as on a phone, rows and cells have none any more in some browsers.
function nameRoles(table: HTMLElement) {
  table.role = 'table';
  for (const [selector, role] of Object.entries(ROLES)) {
    for (const element of table.querySelectorAll(selector)) element.role = role;
  }
}

function keyOf({ catalogNumber, name, timeMs, distanceKm, inSwath, uncertaintySeconds, colour }: Row): string {
  return [catalogNumber, name, timeMs, distanceKm, inSwath, uncertaintySeconds, colour].join();
}

function build(row: Row, { units, timeZone, nowMs }: Words): HTMLTableRowElement {
  const element = document.createElement('tr');
  element.dataset.overpass = String(row.catalogNumber);
  element.dataset.time = formatTime(Math.round(row.timeMs));
  element.dataset.inSwath = String(row.inSwath);
  element.dataset.atEdge = String(row.atEdge);
  element.dataset.colour = String(row.colour);

  const name = document.createElement('th');
  name.scope = 'row';
  name.append(shapeOf(row.colour), row.name);
  element.append(name);
  const cells = {
    utc: formatUtc(row.timeMs, nowMs),
    local: formatLocal(row.timeMs, timeZone, nowMs),
    track: formatTrack(row, units),
    swath: row.atEdge ? 'edge of swath' : row.inSwath ? 'in swath' : 'outside',
    light: row.day ? 'day' : 'night',
    uncertainty: formatUncertainty(row.uncertaintySeconds),
  };
  for (const [part, text] of Object.entries(cells)) {
    const cell = element.insertCell();
    cell.dataset.cell = part;
    cell.textContent = text;
  }
  return element;
}
