// Which overpass the reader is reminded of next, and when.
import { expect, it } from 'vitest';
import { describeReminder, nextReminder } from '../../../../web/overpasses/remind/reminder.ts';
import { aRow, NOW } from '../approaches.ts';

const MINUTE_MS = 60_000;
const terra = aRow(NOW + 20 * MINUTE_MS, { name: 'Terra' });
const aqua = aRow(NOW + 100 * MINUTE_MS, { name: 'Aqua', catalogNumber: 2 });
const rows = [terra, aqua];
const none = { sinceMs: NOW, rows: new Map() };
const reminded = (...some: (typeof rows)[number][]) => ({
  sinceMs: NOW,
  rows: new Map(some.map((row) => [row.catalogNumber, row])),
});

it('the next one, the lead before it', () => {
  expect(nextReminder(rows, 10 * MINUTE_MS, none, NOW)).toEqual({ row: rows[0], atMs: NOW + 10 * MINUTE_MS });
});

it('after that the one that follows, and none when all have been', () => {
  expect(nextReminder(rows, 10 * MINUTE_MS, reminded(terra), NOW)?.row).toBe(aqua);
  expect(nextReminder(rows, 10 * MINUTE_MS, reminded(terra, aqua), NOW)).toBeUndefined();
});

it.each([
  ['the same', 10, 0.3],
  ['another', 11, 0.3],
  ['the same', 420, 420],
  ['another', 421, 420],
  // The next revolution.
  ['another', 98 * 60, 6480],
])('takes for %s one that newer elements moved by %i s, uncertain by %d s', (which, seconds, uncertaintySeconds) => {
  const before = { ...terra, uncertaintySeconds };
  const moved = { ...terra, timeMs: terra.timeMs + seconds * 1000 };

  const next = nextReminder([moved], 10 * MINUTE_MS, reminded(before), NOW)?.row;
  expect(next).toBe(which === 'another' ? moved : undefined);
  expect(nextReminder([{ ...moved, catalogNumber: 2 }], 10 * MINUTE_MS, reminded(before), NOW)).toBeDefined();
});

it('the one that may come first, though another is listed before it, and then that other', () => {
  const aura = aRow(NOW + 30 * MINUTE_MS, { name: 'Aura', catalogNumber: 3, uncertaintySeconds: 18 * 60 });

  expect(nextReminder([terra, aura], 10 * MINUTE_MS, none, NOW)).toEqual({ row: aura, atMs: NOW + 2 * MINUTE_MS });
  expect(nextReminder([terra, aura], 10 * MINUTE_MS, reminded(aura), NOW)?.row).toBe(terra);
});

it('one that is closer than the lead: at a time that has passed, which means at once', () => {
  expect(nextReminder(rows, 60 * MINUTE_MS, none, NOW)?.atMs).toBe(NOW - 40 * MINUTE_MS);
});

it('none that began while the computer slept', () => {
  expect(nextReminder(rows, 10 * MINUTE_MS, none, NOW + 21 * MINUTE_MS)?.row.name).toBe('Terra');
  expect(nextReminder(rows, 10 * MINUTE_MS, none, NOW + 21 * MINUTE_MS + 1)?.row.name).toBe('Aqua');
  expect(nextReminder(rows, 10 * MINUTE_MS, none, NOW + 20 * 60 * MINUTE_MS)).toBeUndefined();
});

it('says how long it is until then', () => {
  expect(describeReminder(aRow(NOW + 10 * MINUTE_MS + 400, { name: 'Terra' }), NOW)).toBe('Terra in 10 min');
  expect(describeReminder(aRow(NOW + 20_000, { name: 'Terra' }), NOW)).toBe('Terra now');
  expect(describeReminder(aRow(NOW + 10 * MINUTE_MS, { isPerhaps: true }), NOW)).toBe('Perhaps Terra in 10 min');
});

it('counts from the earliest time at which an uncertain one may come, and says how uncertain it is', () => {
  const uncertain = aRow(NOW + 40 * MINUTE_MS, { name: 'Aura', uncertaintySeconds: 18 * 60 });

  expect(nextReminder([uncertain], 10 * MINUTE_MS, none, NOW)?.atMs).toBe(NOW + 12 * MINUTE_MS);
  expect(describeReminder(uncertain, NOW + 12 * MINUTE_MS)).toBe('Aura in 28 min ± 18 min');
});
