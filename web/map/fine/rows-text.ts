// Rows of points as short text, which the build writes and the page reads. Pure.

// Of a number, all digits but the last are of the second kind. Without characters that JavaScript's strings escape.
const DIGITS = [...'#%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~'];
const LAST = 57;
const OTHERS = DIGITS.length - LAST;

/** In a unit of the drawing, a degree in the world view: 1.1 km, a pixel on a wide map that is magnified most. */
export const UNITS = 100;

/** Points one after the other: x, y, x, y. Whole numbers. */
export type Row = readonly number[];

/** Each point is written by its distance from the one before, which is short on a coast. */
export function writeRows(rows: readonly Row[]): string {
  return rows.map((row) => row.map((value, index) => writeNumber(value - (row[index - 2] ?? 0))).join('')).join(' ');
}

function writeNumber(value: number): string {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  let text = '';
  while (rest >= LAST) {
    text += DIGITS[LAST + (rest % OTHERS)];
    rest = Math.floor(rest / OTHERS);
  }
  return text + DIGITS[rest];
}

export function readRows(text: string): Row[] {
  return text === '' ? [] : text.split(' ').map(readRow);
}

const VALUES = new Map(DIGITS.map((digit, value) => [digit.charCodeAt(0), value]));

function readRow(text: string): Row {
  const row: number[] = [];
  let place = 1;
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES.get(text.charCodeAt(index)) ?? 0;
    if (value >= LAST) {
      sum += (value - LAST) * place;
      place *= OTHERS;
      continue;
    }
    sum += value * place;
    row.push((row.at(-2) ?? 0) + (sum % 2 === 1 ? -(sum + 1) / 2 : sum / 2));
    place = 1;
    sum = 0;
  }
  return row;
}
