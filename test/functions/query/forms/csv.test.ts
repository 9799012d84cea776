// Cells of a table: quoted where RFC 4180 requires it, and never a formula.
import { expect, it } from 'vitest';
import { spreadsheetTime, toCsv } from '../../../../functions/query/forms/csv.ts';

it('a table has a line of names and a line for each item, all ended by CRLF', () => {
  const columns = { a: (item: number) => item, double: (item: number) => 2 * item };

  expect(toCsv(columns, [1, -2.5])).toBe('a,double\r\n1,2\r\n-2.5,-5\r\n');
  expect(toCsv(columns, [])).toBe('a,double\r\n');
});

it.each([
  ['Terra, old', '"Terra, old"'],
  ['"Terra"', '"""Terra"""'],
  ['=1+1', "'=1+1"],
  ['+1+1', "'+1+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1+1', "'\t=1+1"],
  // satellites.json may not have control characters in names. If one gets here, it stays within its cell.
  ['\r=1+1', `"'\r=1+1"`],
  ['Ter\rra', '"Ter\rra"'],
  ['Ter\nra', '"Ter\nra"'],
  ['Terra-1+2=@', 'Terra-1+2=@'],
  [-0.52, '-0.52'],
])('the cell %j is written as %j', (value, cell) => {
  expect(toCsv({ name: () => value }, [0])).toBe(`name\r\n${cell}\r\n`);
});

it.each([
  ['2026-11-26T02:32:43Z', '2026-11-26 02:32:43'],
  ['2026-11-26T02:32:43.499Z', '2026-11-26 02:32:43'],
  ['2026-11-26T02:32:43.500Z', '2026-11-26 02:32:44'],
  ['2026-12-31T23:59:59.999Z', '2027-01-01 00:00:00'],
])('%s is %s in a spreadsheet', (time, written) => {
  expect(spreadsheetTime(time)).toBe(written);
});
