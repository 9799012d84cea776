// The satellites that the repository comes with: each can be followed from the first tick on.

import { describe, expect, it, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../../functions/shared/bundled-elements.ts';
import { bundledElementsOf as elementsOf } from '../../../functions/shared/elements.ts';
import { SATELLITES } from '../../../functions/shared/satellites.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import { feedSlots } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { isCatalogNumber } from '../../../orbit/satellites.ts';
import { parseWirePoint, toWirePoint } from '../../../wire/point.ts';
import { NOW_MS } from '../../support/builders.ts';

const YEAR_MS = 365 * 86_400_000;

test('Terra, Aqua and Aura, in the order in which the page shows them', () => {
  expect(SATELLITES.map(({ catalogNumber, name }) => [catalogNumber, name])).toEqual([
    [25994, 'Terra'],
    [27424, 'Aqua'],
    [28376, 'Aura'],
  ]);
});

test('no satellite is listed twice', () => {
  const numbers = SATELLITES.map(({ catalogNumber }) => catalogNumber);

  expect(new Set(numbers).size).toBe(numbers.length);
});

describe.each(SATELLITES)('$name', ({ catalogNumber, name, instrument, swathKm }) => {
  it('is described', () => {
    expect(isCatalogNumber(catalogNumber)).toBe(true);
    expect(name).not.toBe('');
    expect(instrument).not.toBe('');
    expect(swathKm).toBeGreaterThan(0);
  });

  // The code may be deployed long after its elements were published: a year on they are far off, but still points.
  it.each([0, YEAR_MS])('has bundled elements that give valid points %d ms on', (laterMs) => {
    const held = elementsOf(catalogNumber);

    expect(held).toMatchObject({ source: 'bundled', retrievedAt: null, omm: { NORAD_CAT_ID: catalogNumber } });
    for (const timeMs of feedSlots(NOW_MS + laterMs)) {
      const point = roundPoint(subSatellitePoint(cachedRecord((held as NonNullable<typeof held>).omm), timeMs));
      expect(parseWirePoint(toWirePoint(point))).toEqual(point);
      // These three fly at some 705 km.
      expect(point.altitudeKm).toBeGreaterThan(600);
      expect(point.altitudeKm).toBeLessThan(800);
    }
  });
});

test('a satellite that no elements are held for waits', () => {
  expect(elementsOf(49_260)).toBeUndefined();
});

test('a record is made once for each set', () => {
  const [omm] = BUNDLED_ELEMENTS;

  expect(cachedRecord(omm as NonNullable<typeof omm>)).toBe(cachedRecord(omm as NonNullable<typeof omm>));
});
