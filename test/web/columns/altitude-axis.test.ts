// Bounds of the altitude axis that satellites share when they are close, and labels at quarter hours.
import { describe, expect, it } from 'vitest';
import { altitudeBounds, labelledTimes, quarterHours, roundNumbers } from '../../../web/columns/altitude-axis.ts';
import { aPoint } from '../points.ts';

const track = (...altitudes: number[]) => altitudes.map((altitudeKm, index) => aPoint(index * 20_000, { altitudeKm }));

describe('altitudeBounds', () => {
  it.each<[name: string, altitudesKm: number[], bounds: [number, number]]>([
    ['27 km of an ordinary hour within 40', [691, 717], [680, 720]],
    ['a circular orbit, at least 40', [699.9, 700.1], [680, 720]],
    ['a single point', [700], [680, 720]],
    ['a point near the ground, never below it', [5], [0, 40]],
    ['the next multiples of 10', [681, 729], [680, 730]],
    ['and no less than the altitudes', [679.9, 731], [670, 740]],
  ])('has round bounds: %s', (_, altitudesKm, bounds) => {
    expect(altitudeBounds([track(...altitudesKm)], 'km')).toEqual([bounds]);
  });

  it.each<[name: string, altitudesKm: number[], bounds: [number, number]]>([
    // 429.0 to 445.5 mi.
    ['an ordinary hour', [690.4, 717], [420, 450]],
    // 435.0 mi: at least 30.
    ['a circular orbit', [700, 700.1], [420, 450]],
  ])('has bounds in miles: %s', (_, altitudesKm, bounds) => {
    expect(altitudeBounds([track(...altitudesKm)], 'mi')).toEqual([bounds]);
  });

  it('shares one axis among satellites whose altitudes differ by 100 km at most', () => {
    const [low, high] = [track(621, 640), track(690, 719)];

    expect(altitudeBounds([low, high], 'km')).toEqual([
      [620, 720],
      [620, 720],
    ]);
  });

  it('gives satellites that are further apart axes of their own', () => {
    const [low, high] = [track(619, 640), track(690, 719)];

    expect(altitudeBounds([low, high], 'km')).toEqual([
      [610, 650],
      [680, 720],
    ]);
  });

  it('has no bounds for a track without points', () => {
    expect(altitudeBounds([[], track(700, 705)], 'km')).toEqual([undefined, [680, 720]]);
    expect(altitudeBounds([[]], 'km')).toEqual([undefined]);
  });
});

describe('quarterHours', () => {
  const minutes = (fromMs: number, untilMs: number) =>
    quarterHours(fromMs, untilMs).map((timeMs) => new Date(timeMs).toISOString().slice(11, 16));

  it('lists the quarter hours of UTC', () => {
    const fromMs = Date.UTC(2026, 10, 24, 22, 35, 20);

    expect(minutes(fromMs, fromMs + 3_600_000)).toEqual(['22:45', '23:00', '23:15', '23:30']);
  });

  it('includes both ends', () => {
    expect(minutes(Date.UTC(2026, 10, 24, 22, 30), Date.UTC(2026, 10, 24, 23))).toEqual(['22:30', '22:45', '23:00']);
  });
});

it.each<[low: number, high: number, numbers: number[]]>([
  [680, 720, [680, 690, 700, 710, 720]],
  [610, 650, [610, 620, 630, 640, 650]],
  [620, 720, [620, 640, 660, 680, 700, 720]],
  [0, 40_000, [0, 10_000, 20_000, 30_000, 40_000]],
  [420, 450, [420, 425, 430, 435, 440, 445, 450]],
])('the altitude axis from %d to %d has lines at round numbers', (low, high, numbers) => {
  expect(roundNumbers(low, high)).toEqual(numbers);
});

it.each([
  [15 * 60_000, ['08:15', '08:30', '08:45', '09:00']],
  [15 * 60_000 + 1, ['08:30', '09:00']],
  [31 * 60_000, ['09:00']],
])('labels times that are at least %i ms apart', (leastMs, labels) => {
  const fromMs = Date.UTC(2026, 10, 25, 8, 2);

  const times = labelledTimes(fromMs, fromMs + 3_600_000, leastMs);

  expect(times.map((timeMs) => new Date(timeMs).toISOString().slice(11, 16))).toEqual(labels);
});

it('has fewer round numbers where there is less room', () => {
  expect(roundNumbers(690, 730, 2)).toEqual([700, 720]);
  expect(roundNumbers(690, 730, 1)).toEqual([700]);
});
