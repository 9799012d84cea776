// A point round-trips over the network, its limits are accepted, and what exceeds them is refused.
import { describe, expect, it } from 'vitest';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { parseWirePoint, toWirePoint } from '../../wire/point.ts';

const POINT: SubSatellitePoint = {
  timeMs: Date.UTC(2026, 9, 10, 12, 0, 20),
  latitudeDeg: 1,
  longitudeDeg: 2,
  altitudeKm: 700,
};

describe('a point on the wire', () => {
  it('carries a point there and back, and nothing else', () => {
    const internal = { ...POINT, elementsEpoch: '2026-10-09T22:33:25.053984Z' };

    const wire = toWirePoint(internal);

    expect(wire).toEqual({ time: '2026-10-10T12:00:20Z', latitudeDeg: 1, longitudeDeg: 2, altitudeKm: 700 });
    expect(parseWirePoint(JSON.parse(JSON.stringify(wire)))).toEqual(POINT);
  });

  it('ignores unknown fields', () => {
    expect(parseWirePoint({ ...toWirePoint(POINT), catalogNumber: 25994, more: {} })).toEqual(POINT);
  });

  it.each([
    [{ latitudeDeg: 90, longitudeDeg: -180, altitudeKm: 100 }],
    [{ latitudeDeg: -90, longitudeDeg: 179.999999, altitudeKm: 800_000 }],
  ])('accepts the limits: %j', (edge) => {
    expect(parseWirePoint({ ...toWirePoint(POINT), ...edge })).toEqual({ ...POINT, ...edge });
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
    [{ latitudeDeg: -90.000001 }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: '1' }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: Number.NaN }, 'latitudeDeg is not a number from -90 to 90'],
    [{ latitudeDeg: null }, 'latitudeDeg is not a number from -90 to 90'],
    [{ longitudeDeg: 180 }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ longitudeDeg: 180.000001 }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ longitudeDeg: -180.000001 }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ longitudeDeg: undefined }, 'longitudeDeg is not a number in [-180, 180)'],
    [{ altitudeKm: 99.999 }, 'altitudeKm is not a number from 100 to 800000'],
    [{ altitudeKm: 800_000.001 }, 'altitudeKm is not a number from 100 to 800000'],
    [{ altitudeKm: Number.POSITIVE_INFINITY }, 'altitudeKm is not a number from 100 to 800000'],
  ])('refuses %j: %s', (change, reason) => {
    expect(parseWirePoint({ ...toWirePoint(POINT), ...change })).toBe(reason);
  });
});
