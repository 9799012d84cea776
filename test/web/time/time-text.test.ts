// What the time control says: the moment, how far it is from now, and how it is known.
import { describe, expect, it } from 'vitest';
import { describeKinds, describeValue, formatDistance, hourLabels } from '../../../web/time/time-text.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;

describe('the distance from now', () => {
  it.each([
    [0, 'now'],
    [-29_000, 'now'],
    [-5 * MINUTE, '5 min ago'],
    [5 * MINUTE, 'in 5 min'],
    [-60 * MINUTE, '1 h ago'],
    [-1270 * MINUTE, '21 h 10 min ago'],
    [185 * MINUTE, 'in 3 h 5 min'],
    [-12 * 1440 * MINUTE, '12 days ago'],
  ])('of %d ms is %s', (distanceMs, text) => {
    expect(formatDistance(NOW + distanceMs, NOW)).toBe(text);
  });
});

it.each([
  [['recorded', 'recorded'] as const, 'recorded'],
  [['computed', 'unknown'] as const, 'computed'],
  [['recorded', 'computed'] as const, 'partly recorded'],
  [['unknown'] as const, 'no positions'],
  [[], 'no positions'],
])('%j is %s', (kinds, text) => {
  expect(describeKinds(kinds)).toBe(text);
});

it('a screen reader speaks moment, distance and kind', () => {
  expect(describeValue(NOW - 90 * MINUTE, NOW, ['recorded'])).toBe(
    '24 Nov 2026, 10:30:00 UTC, 1 h 30 min ago, recorded',
  );
});

describe('the labels of the slider', () => {
  const labels = (fromMs: number, untilMs: number) => hourLabels({ fromMs, untilMs }).map(({ text }) => text);

  it('are each sixth hour of the clock, with the day at midnight', () => {
    expect(labels(NOW + 40 * MINUTE, NOW + 2920 * MINUTE)).toEqual([
      '18:00',
      '25 Nov',
      '06:00',
      '12:00',
      '18:00',
      '26 Nov',
      '06:00',
      '12:00',
    ]);
  });

  it('are each third hour of a single day', () => {
    expect(labels(Date.UTC(2026, 10, 24), Date.UTC(2026, 10, 25)).slice(0, 3)).toEqual(['24 Nov', '03:00', '06:00']);
  });
});
