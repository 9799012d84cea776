import { describe, expect, it } from 'vitest';
import { altitudeBounds, quarterHours } from '../../../web/columns/altitude-axis.ts';
import { aPoint } from '../points.ts';

const track = (...altitudes: number[]) => altitudes.map((altitudeKm, index) => aPoint(index * 20_000, { altitudeKm }));

describe('altitudeBounds', () => {
  it('is one pair of round numbers that holds all the satellites', () => {
    expect(altitudeBounds([track(690.4, 702), track(688.1, 713), track(716.9, 689.6)], 'km')).toEqual([
      [680, 720],
      [680, 720],
      [680, 720],
    ]);
  });

  it.each([
    // 27 km in a span of 40.
    [
      [691, 717],
      [680, 720],
    ],
    [
      [699.9, 700.1],
      [680, 720],
    ],
    [[700], [680, 720]],
    [[5], [0, 40]],
    [
      [681, 729],
      [680, 730],
    ],
    [
      [679.9, 731],
      [670, 740],
    ],
  ])('of %j are %j', (altitudes, bounds) => {
    expect(altitudeBounds([track(...altitudes)], 'km')).toEqual([bounds]);
  });

  it('gives satellites in far orbits axes of their own', () => {
    expect(altitudeBounds([track(415, 422), track(700, 705)], 'km')).toEqual([
      [400, 440],
      [680, 720],
    ]);
  });

  it('is in miles when they are chosen', () => {
    // 429 to 446 mi.
    expect(altitudeBounds([track(690.4, 717)], 'mi')).toEqual([[420, 450]]);
  });

  it('has none for a track without points', () => {
    expect(altitudeBounds([[], track(700, 705)], 'km')).toEqual([undefined, [680, 720]]);
    expect(altitudeBounds([[]], 'km')).toEqual([undefined]);
  });
});

describe('quarterHours', () => {
  it('are those of UTC', () => {
    const from = Date.UTC(2026, 10, 24, 22, 35, 20);

    expect(quarterHours(from, from + 3_600_000).map((timeMs) => new Date(timeMs).toISOString().slice(11, 16))).toEqual([
      '22:45',
      '23:00',
      '23:15',
      '23:30',
    ]);
  });
});
