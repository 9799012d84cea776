// The bundled element sets: a new deployment computes from them until its first download.
import { describe, expect, it } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../../functions/shared/bundled-elements.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import { feedSlots } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { DAY_MS } from '../../../orbit/time.ts';
import { parseWirePoint, toWirePoint } from '../../../wire/point.ts';
import { trueElements } from '../../accuracy/truth.ts';
import { NOW_MS } from '../../support/builders.ts';

it('they are the newest published set of each satellite, digit by digit', () => {
  expect(BUNDLED_ELEMENTS).toEqual(trueElements.filter(({ set }) => set === 'newest').map(({ omm }) => omm));
});

describe.each(BUNDLED_ELEMENTS)('the set of $OBJECT_NAME', (omm) => {
  // A deployment may be much younger than the sets: a year on the points are far off, but still valid.
  it.each([0, 365])('gives valid points %d days on', (days) => {
    for (const timeMs of feedSlots(NOW_MS + days * DAY_MS)) {
      const point = roundPoint(subSatellitePoint(cachedRecord(omm), timeMs));
      expect(parseWirePoint(toWirePoint(point))).toEqual(point);
      // All of them fly at some 705 km.
      expect(point.altitudeKm).toBeGreaterThan(600);
      expect(point.altitudeKm).toBeLessThan(800);
    }
  });
});
