// Tables as CSV (RFC 4180).

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
