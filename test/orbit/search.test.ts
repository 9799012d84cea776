// A search is exact to 0.1 ms, bounded, and keeps what it found before SGP4 refused.
import { describe, expect, it } from 'vitest';
import { Sgp4Error } from '../../orbit/propagate.ts';
import { findChangeMs, sampleStepMs, searchWindow } from '../../orbit/search.ts';

describe('findChangeMs', () => {
  it('finds the moment to a tenth of a millisecond', () => {
    const at = 1_791_590_412_345.678;

    const found = findChangeMs(1_791_590_400_000, 1_791_590_460_000, (timeMs) => timeMs < at);

    expect(Math.abs(found - at)).toBeLessThan(0.1);
  });

  it('samples a minute 21 times, and an empty one never', () => {
    let samples = 0;
    const count = () => ++samples > 0;

    findChangeMs(0, 60_000, count);
    expect(samples).toBe(21);
    findChangeMs(5, 5, count);
    expect(samples).toBe(21);
  });
});

it.each([
  ['low', 7.2, 1],
  ['1,400 km high', 6.1, 1],
  ['20,200 km high', 1.0, 5],
  ['geostationary', 0, 15],
])('the next sample of a satellite that is %s, %d km/s over the ground, is %d minutes away', (_, kmPerS, minutes) => {
  expect(sampleStepMs(kmPerS / 6378)).toBe(minutes * 60_000);
});

describe('searchWindow', () => {
  it('accepts an empty window, and one of ten days', () => {
    expect(searchWindow(7, 7, () => {})).toEqual({ found: [], searchedUntilMs: 7, failure: undefined });
    expect(searchWindow(0, 864_000_000, () => {}).found).toEqual([]);
  });

  it.each([
    { name: 'longer than ten days', untilMs: 864_000_001 },
    { name: 'that ends before it begins', untilMs: -1 },
    { name: 'without an end', untilMs: Number.NaN },
    { name: 'that never ends', untilMs: Number.POSITIVE_INFINITY },
  ])('refuses a window $name', ({ untilMs }) => {
    expect(() => searchWindow(0, untilMs, () => {})).toThrow(RangeError);
  });

  it('keeps what it found when SGP4 refuses, and throws other errors', () => {
    const failure = new Sgp4Error(6, 55);

    const search = searchWindow<string>(0, 100, (each) => {
      each.found.push('one');
      each.searchedUntilMs = 60;
      throw failure;
    });

    expect(search).toEqual({ found: ['one'], searchedUntilMs: 60, failure });
    expect(() =>
      searchWindow(0, 100, () => {
        throw new TypeError('a bug');
      }),
    ).toThrow('a bug');
  });
});
