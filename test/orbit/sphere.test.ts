// Horizon distances and bearings that can be checked by hand.
import { describe, expect, it } from 'vitest';
import { bearingDeg, horizonDistanceKm } from '../../orbit/sphere.ts';

describe('horizonDistanceKm', () => {
  it.each([
    [-5, 0],
    [0, 0],
    // Twice the Earth's radius away from its centre, the horizon is 60 degrees of arc away.
    [6378.137, (6378.137 * Math.PI) / 3],
    [705, 2869.9],
    [35_786, 9050.2],
  ])('at %d km is %d km', (altitudeKm, distanceKm) => {
    expect(horizonDistanceKm(altitudeKm)).toBeCloseTo(distanceKm, 0);
  });
});

describe('bearingDeg', () => {
  const EQUATOR = { latitudeDeg: 0, longitudeDeg: 179 };
  it.each([
    ['north', { latitudeDeg: 1, longitudeDeg: 179 }, 0],
    ['east, over the antimeridian', { latitudeDeg: 0, longitudeDeg: -179 }, 90],
    ['south', { latitudeDeg: -1, longitudeDeg: 179 }, 180],
    ['west', { latitudeDeg: 0, longitudeDeg: 177 }, 270],
  ])('%s', (_, to, degrees) => {
    expect(bearingDeg(EQUATOR, to)).toBeCloseTo(degrees, 10);
  });

  // The tangent is 1 / sin(35 degrees).
  it('of a great circle begins north of east for a place on the same parallel: Baghdad to Osaka', () => {
    expect(bearingDeg({ latitudeDeg: 35, longitudeDeg: 45 }, { latitudeDeg: 35, longitudeDeg: 135 })).toBeCloseTo(
      60.162,
      3,
    );
  });
});
