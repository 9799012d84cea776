// Tables as CSV (RFC 4180).
import { SECOND_MS } from '../../../orbit/time.ts';

/** The columns of a table in their order: a name, and the cell of an item. */
export type Columns<Item> = Record<string, (item: Item) => string | number>;

/** A table with a line of names and a line for each item. Lines end in CRLF. */
export function toCsv<Item>(columns: Columns<Item>, items: readonly Item[]): string {
  const cellsOf = Object.values(columns);
  const lines = [Object.keys(columns), ...items.map((item) => cellsOf.map((cellOf) => cellOf(item)))];
  return lines.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

// The name of a satellite may hold anything. An apostrophe keeps a spreadsheet from running it as a formula.
function toCell(value: string | number): string {
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(value);
  const text = isFormula ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A time as Excel and LibreOffice read it as a date, in UTC and to the nearest second: 2026-11-26 02:32:43.
 * They take the ISO form, with T and Z, for text.
 */
export function spreadsheetTime(time: string): string {
  const nearestMs = Math.round(Date.parse(time) / SECOND_MS) * SECOND_MS;
  return new Date(nearestMs).toISOString().slice(0, 19).replace('T', ' ');
}
