// What is announced when overpasses have been searched.
import { describe, expect, it } from 'vitest';
import { describeResults, type Results } from '../../../web/overpasses/results-text.ts';

describe('describeResults', () => {
  const HOUR_MS = 3_600_000;
  const found = {
    placeName: 'Boulder',
    count: 37,
    days: undefined,
    perhapsCount: 0,
    first: { name: 'Aura', timeMs: 4 * HOUR_MS },
    passedCount: undefined,
  };

  it.each<[string, Partial<Results>, string]>([
    ['with its name', {}, '37 overpasses of Boulder in five days, next Aura in 4 hours.'],
    [
      'with one from right to left, isolated',
      { placeName: 'ירושלים 2' },
      '37 overpasses of \u2068ירושלים 2\u2069 in five days, next Aura in 4 hours.',
    ],
    ['without one', { placeName: undefined }, '37 overpasses in five days, next Aura in 4 hours.'],
    ['more days', { days: 7 }, '37 overpasses of Boulder in seven days, next Aura in 4 hours.'],
    [
      'one',
      { count: 1, first: { name: 'Aura', timeMs: 60_000 } },
      '1 overpass of Boulder in five days, next Aura in 1 minute.',
    ],
    [
      'uncertain ones',
      { perhapsCount: 2 },
      '37 overpasses of Boulder in five days, perhaps 2 more, next Aura in 4 hours.',
    ],
    ['none', { count: 0, first: undefined }, 'No overpasses of Boulder in five days.'],
    [
      'past days',
      { passedCount: 6 },
      '37 overpasses of Boulder in five days, next Aura in 4 hours, and 6 of past days.',
    ],
    ['at once', { first: { name: 'Aura', timeMs: 20_000 } }, '37 overpasses of Boulder in five days, next Aura now.'],
    [
      'in days',
      { first: { name: 'Aura', timeMs: 71 * HOUR_MS } },
      '37 overpasses of Boulder in five days, next Aura in 3 days.',
    ],
  ])('%s', (_, results, text) => {
    expect(describeResults({ ...found, ...results }, 0)).toBe(text);
  });
});
