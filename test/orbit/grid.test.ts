// Windows of the time grid overlap or adjoin without losing a slot, and missing slots are found.
import { describe, expect, it } from 'vitest';
import {
  feedSlots,
  floorToGrid,
  gridTimes,
  HOUR_POINTS,
  LEAD_MS,
  lastGridTimes,
  missingSlots,
  STEP_MS,
  STEP_SECONDS,
} from '../../orbit/grid.ts';
import { HOUR_MS } from '../../orbit/time.ts';
import { START_MS } from './tracks.ts';

// Times that a clock can show: on the grid, around it, and with the fraction that performance.now() adds.
const NOWS = [
  0,
  1,
  STEP_MS - 1,
  STEP_MS,
  START_MS,
  START_MS + 1,
  START_MS + 19_999,
  START_MS + 59_999.75,
  1_784_073_600_123,
];

describe('the grid', () => {
  it('is made of UTC multiples of 20 s, three to a minute, 180 to an hour', () => {
    expect(STEP_MS).toBe(20_000);
    expect(STEP_SECONDS).toBe(20);
    expect(LEAD_MS).toBe(180_000);
    expect(HOUR_POINTS).toBe(180);
    expect(floorToGrid(Date.UTC(2026, 9, 10, 12, 34, 59, 999))).toBe(Date.UTC(2026, 9, 10, 12, 34, 40));
    expect(floorToGrid(Date.UTC(2026, 9, 10, 12, 34, 40))).toBe(Date.UTC(2026, 9, 10, 12, 34, 40));
    expect(floorToGrid(-1)).toBe(-20_000);
  });
});

describe('gridTimes', () => {
  it.each([
    { name: 'excludes its start, includes its end', after: 0, until: 40_000, times: [20_000, 40_000] },
    { name: 'starts after an odd start', after: 1, until: 40_000, times: [20_000, 40_000] },
    { name: 'stops before an odd end', after: 0, until: 39_999, times: [20_000] },
    { name: 'is empty between two grid times', after: 20_000, until: 39_999, times: [] },
    { name: 'is empty when start and end are the same', after: 20_000, until: 20_000, times: [] },
    { name: 'is empty when the end is before the start', after: 60_000, until: 20_000, times: [] },
  ])('$name', ({ after, until, times }) => {
    expect(gridTimes(after, until)).toEqual(times);
  });

  it('gives adjacent windows no slot in common, and loses none between them', () => {
    const whole = gridTimes(START_MS - 100_000, START_MS + 100_000);
    for (let seam = START_MS - 50_000; seam <= START_MS + 50_000; seam += 2_500) {
      const parts = [...gridTimes(START_MS - 100_000, seam), ...gridTimes(seam, START_MS + 100_000)];

      expect(parts).toEqual(whole);
    }
  });
});

describe('lastGridTimes', () => {
  it.each(NOWS)('ends at the newest grid time that is not after %d', (now) => {
    const times = lastGridTimes(180, now);

    expect(times).toHaveLength(180);
    expect(times.at(-1)).toBeLessThanOrEqual(now);
    expect(times.at(-1)).toBeGreaterThan(now - STEP_MS);
    expect(times).toEqual(gridTimes((times[0] as number) - 1, now));
  });

  it('can have one time, or none', () => {
    expect(lastGridTimes(1, 59_999)).toEqual([40_000]);
    expect(lastGridTimes(0, 59_999)).toEqual([]);
  });
});

describe('feedSlots', () => {
  // 180 of the last hour and 9 of the lead: a half-open window holds as many wherever it starts.
  it.each(NOWS)('has 189 slots at %d', (now) => {
    const slots = feedSlots(now);

    expect(slots).toHaveLength(189);
    expect(slots[0]).toBeGreaterThan(now - HOUR_MS);
    expect(slots.at(-1)).toBeLessThanOrEqual(now + LEAD_MS);
    expect(slots.filter((slot) => slot <= now)).toHaveLength(HOUR_POINTS);
  });

  it('gains three slots a minute: ticks overlap, and no slot falls between them', () => {
    const now = START_MS + 12_345;

    const gained = missingSlots(feedSlots(now + 60_000), feedSlots(now));

    expect(gained).toHaveLength(3);
    expect(gained).toEqual(feedSlots(now + 60_000).slice(-3));
  });
});

describe('missingSlots', () => {
  const slots = gridTimes(START_MS, START_MS + HOUR_MS);

  it('returns all slots when nothing is stored, none when everything is', () => {
    expect(missingSlots(slots, [])).toEqual(slots);
    expect(missingSlots(slots, slots)).toEqual([]);
    expect(missingSlots([], slots)).toEqual([]);
  });

  it('ignores order, duplicates and times off the grid', () => {
    const stored = new Set([...slots.slice(5).reverse(), slots[7] as number, START_MS + 1, START_MS - STEP_MS]);

    expect(missingSlots(slots, stored)).toEqual(slots.slice(0, 5));
  });
});
