// Which overpass the reader is reminded of next, and when.
import { expect, it } from 'vitest';
import { describeReminder, nextReminder } from '../../../../web/overpasses/remind/reminder.ts';
import { aRow, NOW } from '../approaches.ts';

const MINUTE_MS = 60_000;
const rows = [aRow(NOW + 20 * MINUTE_MS, { name: 'Terra' }), aRow(NOW + 100 * MINUTE_MS, { name: 'Aqua' })];

it('the next one, the lead before it', () => {
  expect(nextReminder(rows, 10 * MINUTE_MS, NOW, NOW)).toEqual({ row: rows[0], atMs: NOW + 10 * MINUTE_MS });
});

it('after that the one that follows, not the same one that a newer search moved by seconds', () => {
  const remindedMs = NOW + 20 * MINUTE_MS - 9_999;

  expect(nextReminder(rows, 10 * MINUTE_MS, remindedMs, NOW)?.row.name).toBe('Aqua');
  expect(nextReminder(rows, 10 * MINUTE_MS, NOW + 100 * MINUTE_MS, NOW)).toBeUndefined();
});

it('one that is closer than the lead: at a time that has passed, which means at once', () => {
  expect(nextReminder(rows, 60 * MINUTE_MS, NOW, NOW)?.atMs).toBe(NOW - 40 * MINUTE_MS);
});

it('none that began while the computer slept', () => {
  expect(nextReminder(rows, 10 * MINUTE_MS, NOW, NOW + 21 * MINUTE_MS)?.row.name).toBe('Terra');
  expect(nextReminder(rows, 10 * MINUTE_MS, NOW, NOW + 21 * MINUTE_MS + 1)?.row.name).toBe('Aqua');
  expect(nextReminder(rows, 10 * MINUTE_MS, NOW, NOW + 20 * 60 * MINUTE_MS)).toBeUndefined();
});

it('says how long it is until then', () => {
  expect(describeReminder(aRow(NOW + 10 * MINUTE_MS + 400, { name: 'Terra' }), NOW)).toBe('Terra in 10 min');
  expect(describeReminder(aRow(NOW + 20_000, { name: 'Terra' }), NOW)).toBe('Terra now');
  expect(describeReminder(aRow(NOW + 10 * MINUTE_MS, { isPerhaps: true }), NOW)).toBe('Perhaps Terra in 10 min');
});

it('counts from the earliest time at which an uncertain one may come, and says how uncertain it is', () => {
  const uncertain = aRow(NOW + 40 * MINUTE_MS, { name: 'Aura', uncertaintySeconds: 18 * 60 });

  expect(nextReminder([uncertain], 10 * MINUTE_MS, NOW, NOW)?.atMs).toBe(NOW + 12 * MINUTE_MS);
  expect(describeReminder(uncertain, NOW + 12 * MINUTE_MS)).toBe('Aura in 28 min ± 18 min');
});
