// The row of an overpass that the address names, or that newer elements have moved.
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import { findOverpass, nearestInTime } from '../../../../web/overpasses/table/same-overpass.ts';
import { aRow, NOW } from '../approaches.ts';

describe('findOverpass', () => {
  const find = (timeMs: number, ...rows: Parameters<typeof findOverpass>[0]) =>
    findOverpass(rows, { catalogNumber: 1, timeMs })?.timeMs;

  it('finds the nearest one of the satellite, as far as other elements may have moved it', () => {
    const [row, next] = [aRow(NOW), aRow(NOW + 70 * MINUTE_MS)];

    expect(find(NOW + 20 * MINUTE_MS, row, next)).toBe(NOW);
    expect(find(NOW + 36 * MINUTE_MS, row, next)).toBe(NOW + 70 * MINUTE_MS);
    expect(find(NOW + 40 * MINUTE_MS, row)).toBe(NOW);
    expect(find(NOW + 41 * MINUTE_MS, row)).toBeUndefined();
    expect(find(NOW, aRow(NOW, { catalogNumber: 2 }))).toBeUndefined();
  });

  it('finds a stay by any of its moments, also one whose edges are days away', () => {
    const during = (beginMs: number | null, endMs: number | null) =>
      find(NOW + 9 * HOUR_MS, aRow(NOW, { stay: { beginMs, endMs } }));

    expect(during(NOW - HOUR_MS, NOW + 10 * HOUR_MS)).toBe(NOW);
    expect(during(null, null)).toBe(NOW);
    expect(during(NOW - HOUR_MS, NOW + 8 * HOUR_MS)).toBeUndefined();
  });
});

describe('nearestInTime', () => {
  it('is of the satellite that was asked for, or else of another one', () => {
    const [before, after] = [aRow(NOW - 9 * HOUR_MS), aRow(NOW + 5 * HOUR_MS)];
    const other = aRow(NOW + HOUR_MS, { catalogNumber: 2 });

    expect(nearestInTime([before, other, after], { catalogNumber: 1, timeMs: NOW })).toBe(after);
    expect(nearestInTime([before, other, after], { catalogNumber: 3, timeMs: NOW })).toBe(other);
    expect(nearestInTime([], { catalogNumber: 1, timeMs: NOW })).toBeUndefined();
  });
});
