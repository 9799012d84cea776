// A point keeps its decimals, and rounding never leads out of the range of longitudes.
import { describe, expect, it } from 'vitest';
import { roundPoint, type SubSatellitePoint } from '../../orbit/point.ts';

const TIME_MS = Date.UTC(2026, 9, 10, 12, 0, 20);
const point = (changes: Partial<SubSatellitePoint> = {}): SubSatellitePoint => ({
  timeMs: TIME_MS,
  latitudeDeg: 1,
  longitudeDeg: 2,
  altitudeKm: 700,
  ...changes,
});

describe('roundPoint', () => {
  it('keeps 6 decimals of a degree and 3 of a km', () => {
    const rounded = roundPoint(point({ latitudeDeg: -12.34567849, longitudeDeg: 123.45678951, altitudeKm: 705.12349 }));

    expect(rounded).toEqual(point({ latitudeDeg: -12.345678, longitudeDeg: 123.45679, altitudeKm: 705.123 }));
  });

  it.each([
    { given: 179.9999996, longitudeDeg: -180, why: '180 is the same meridian' },
    { given: 179.9999994, longitudeDeg: 179.999999, why: 'it does not round up' },
    { given: -179.9999996, longitudeDeg: -180, why: '-180 is in the range' },
    { given: -180, longitudeDeg: -180, why: '-180 is in the range' },
  ])('$given gives longitude $longitudeDeg: $why', ({ given, longitudeDeg }) => {
    expect(roundPoint(point({ longitudeDeg: given })).longitudeDeg).toBe(longitudeDeg);
  });

  it('never returns -0', () => {
    const rounded = roundPoint(point({ latitudeDeg: -4e-7, longitudeDeg: -0, altitudeKm: -0.0004 }));

    // toEqual distinguishes 0 from -0.
    expect(rounded).toEqual(point({ latitudeDeg: 0, longitudeDeg: 0, altitudeKm: 0 }));
  });

  it('leaves a rounded point as it is', () => {
    for (let degrees = -179.98; degrees < 180; degrees += 0.7654321) {
      const once = roundPoint(point({ longitudeDeg: degrees, latitudeDeg: degrees / 2, altitudeKm: degrees + 200 }));

      expect(roundPoint(once)).toEqual(once);
    }
  });
});
