// Longitudes stay in [-180, 180) and azimuths in [0, 360).
import { describe, expect, it, test } from 'vitest';
import { azimuthDeg, normalizeLongitude, RAD_PER_DEG } from '../../orbit/angles.ts';

test('half a turn is pi', () => {
  expect(180 * RAD_PER_DEG).toBe(Math.PI);
});

describe('normalizeLongitude', () => {
  it.each([
    [0, 0],
    [179.5, 179.5],
    [180, -180],
    [-180, -180],
    [180.5, -179.5],
    [-180.5, 179.5],
    [360, 0],
    [540, -180],
    [-540, -180],
    [725, 5],
  ])('%d is %d', (given, expected) => {
    expect(normalizeLongitude(given)).toBe(expected);
  });

  it('never leaves [-180, 180), however close to its ends', () => {
    for (const edge of [-540, -180, 180, 540]) {
      for (let distance = 1; distance > 1e-15; distance /= 3) {
        for (const longitude of [edge - distance, edge + distance]) {
          expect(normalizeLongitude(longitude)).toBeGreaterThanOrEqual(-180);
          expect(normalizeLongitude(longitude)).toBeLessThan(180);
        }
      }
    }
  });
});

describe('azimuthDeg', () => {
  it.each([
    { northward: 1, eastward: 0, degrees: 0 },
    { northward: 0, eastward: 1, degrees: 90 },
    { northward: -1, eastward: 0, degrees: 180 },
    { northward: 0, eastward: -1, degrees: 270 },
    { northward: 1, eastward: -1e-300, degrees: 0 },
    { northward: 0, eastward: 0, degrees: 0 },
  ])('$northward north, $eastward east: $degrees', ({ northward, eastward, degrees }) => {
    expect(azimuthDeg(northward, eastward)).toBeCloseTo(degrees, 10);
    expect(azimuthDeg(northward, eastward)).toBeLessThan(360);
  });
});
