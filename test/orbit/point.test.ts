import { describe, expect, it } from 'vitest';
import { roundPoint, type SubSatellitePoint } from '../../orbit/point.ts';
import { parseWirePoint, toWirePoint } from '../../wire/point.ts';

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
    { given: 179.9999996, longitudeDeg: -180, why: 'what rounds up to 180 is the other name of the same meridian' },
    { given: 179.9999994, longitudeDeg: 179.999999, why: 'what does not stays' },
    { given: -179.9999996, longitudeDeg: -180, why: '-180 is in the range' },
    { given: -180, longitudeDeg: -180, why: '-180 is in the range' },
  ])('$given gives longitude $longitudeDeg: $why', ({ given, longitudeDeg }) => {
    expect(roundPoint(point({ longitudeDeg: given })).longitudeDeg).toBe(longitudeDeg);
  });

  it('knows no -0', () => {
    const rounded = roundPoint(point({ latitudeDeg: -4e-7, longitudeDeg: -0, altitudeKm: -0.0004 }));

    // toEqual tells 0 and -0 apart.
    expect(rounded).toEqual(point({ latitudeDeg: 0, longitudeDeg: 0, altitudeKm: 0 }));
  });

  it('changes nothing the second time', () => {
    for (let degrees = -179.98; degrees < 180; degrees += 0.7654321) {
      const once = roundPoint(point({ longitudeDeg: degrees, latitudeDeg: degrees / 2, altitudeKm: degrees + 200 }));

      expect(roundPoint(once)).toEqual(once);
    }
  });
});

describe('the wire', () => {
  it('carries a point there and back, and nothing else', () => {
    const internal = { ...point(), elementsEpoch: '2026-10-09T22:33:25.053984Z' };

    const wire = toWirePoint(internal);

    expect(wire).toEqual({ time: '2026-10-10T12:00:20Z', latitudeDeg: 1, longitudeDeg: 2, altitudeKm: 700 });
    expect(parseWirePoint(JSON.parse(JSON.stringify(wire)))).toEqual(point());
  });

  it('allows fields that it does not know', () => {
    expect(parseWirePoint({ ...toWirePoint(point()), catalogNumber: 25994, more: {} })).toEqual(point());
  });

  it.each([
    [{ latitudeDeg: 90, longitudeDeg: -180, altitudeKm: 0 }],
    [{ latitudeDeg: -90, longitudeDeg: 179.999999, altitudeKm: 800_000 }],
  ])('takes the edges of the ranges: %j', (edge) => {
    expect(parseWirePoint({ ...toWirePoint(point()), ...edge })).toEqual(point(edge));
  });

  it.each([
    [null, 'not a JSON object'],
    [[], 'not a JSON object'],
    ['{}', 'not a JSON object'],
    [7, 'not a JSON object'],
    [undefined, 'not a JSON object'],
  ])('refuses %j: %s', (value, reason) => {
    expect(parseWirePoint(value)).toBe(reason);
  });

  it.each([
    [{ time: '2026-10-10T12:00:20' }, 'time is not ISO 8601 in UTC with Z'],
    [{ time: undefined }, 'time is not ISO 8601 in UTC with Z'],
    [{ latitudeDeg: 90.000001 }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: '1' }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: Number.NaN }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: null }, 'latitudeDeg is not a number from -90 to 90'],
    [{ longitudeDeg: 180 }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ longitudeDeg: -180.000001 }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ longitudeDeg: undefined }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ altitudeKm: -0.001 }, 'altitudeKm is not a number from 0 to 800000'],
    [{ altitudeKm: Number.POSITIVE_INFINITY }, 'altitudeKm is not a number from 0 to 800000'],
  ])('refuses %j: %s', (change, reason) => {
    expect(parseWirePoint({ ...toWirePoint(point()), ...change })).toBe(reason);
  });
});
