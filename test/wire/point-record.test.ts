// A record of the stream is read as a point of a satellite, or refused with a reason.
import { expect, it } from 'vitest';
import { parsePointRecord } from '../../wire/point-record.ts';
import { aPoint } from '../support/builders.ts';

it('is a point with its satellite and element set', () => {
  expect(parsePointRecord(aPoint())).toEqual({
    catalogNumber: 25994,
    timeMs: Date.UTC(2026, 9, 10, 12),
    latitudeDeg: -31.063593,
    longitudeDeg: 132.610044,
    altitudeKm: 702.079,
    elementsEpoch: '2026-10-09T22:33:25.053984Z',
  });
});

it.each([
  [{ latitudeDeg: 91 }, 'latitudeDeg is not a number from -90 to 90'],
  [{ catalogNumber: 0 }, 'catalogNumber is not an integer of up to nine digits'],
  [{ catalogNumber: undefined }, 'catalogNumber is not an integer of up to nine digits'],
  [{ elementsEpoch: undefined }, 'elementsEpoch is not ISO 8601 in UTC with Z'],
  [{ elementsEpoch: '2026-10-09T22:33:25' }, 'elementsEpoch is not ISO 8601 in UTC with Z'],
])('refuses %j: %s', (changes, reason) => {
  expect(parsePointRecord({ ...aPoint(), ...changes })).toBe(reason);
});
