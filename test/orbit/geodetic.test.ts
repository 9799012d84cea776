// Earth-fixed and geodetic coordinates invert each other, also at a pole and far from the Earth.
import { describe, expect, it, test } from 'vitest';
import { curvatureRadiiKm, localAxes, toEarthFixed, toGeodetic } from '../../orbit/geodetic.ts';
import { aRandom } from '../support/random.ts';

// WGS84: the semi-axes, as published (NGA.STND.0036).
const EQUATORIAL_RADIUS_KM = 6378.137;
const B_KM = 6356.752314245;

describe('toGeodetic', () => {
  it.each([
    { where: 'the equator', at: { x: EQUATORIAL_RADIUS_KM + 700, y: 0, z: 0 }, latitudeDeg: 0, longitudeDeg: 0 },
    { where: '90 degrees east', at: { x: 0, y: EQUATORIAL_RADIUS_KM + 700, z: 0 }, latitudeDeg: 0, longitudeDeg: 90 },
    { where: '90 degrees west', at: { x: 0, y: -EQUATORIAL_RADIUS_KM - 700, z: 0 }, latitudeDeg: 0, longitudeDeg: -90 },
    {
      where: 'the antimeridian',
      at: { x: -EQUATORIAL_RADIUS_KM - 700, y: 0, z: 0 },
      latitudeDeg: 0,
      longitudeDeg: -180,
    },
    {
      where: 'the antimeridian, y = -0',
      at: { x: -EQUATORIAL_RADIUS_KM - 700, y: -0, z: 0 },
      latitudeDeg: 0,
      longitudeDeg: -180,
    },
    { where: 'the north pole', at: { x: 0, y: 0, z: B_KM + 700 }, latitudeDeg: 90, longitudeDeg: 0 },
    { where: 'the south pole', at: { x: 0, y: 0, z: -B_KM - 700 }, latitudeDeg: -90, longitudeDeg: 0 },
  ])('$where', ({ at, latitudeDeg, longitudeDeg }) => {
    const place = toGeodetic(at);

    expect(place.latitudeDeg).toBeCloseTo(latitudeDeg, 10);
    expect(place.longitudeDeg).toBe(longitudeDeg);
    // Half a micrometre: what a double of 7,000 km holds.
    expect(place.altitudeKm).toBeCloseTo(700, 9);
  });

  // The closed formula for the way there is in every textbook; that the iteration inverts it is what is in doubt.
  it('inverts toEarthFixed to a micrometre, from the ground to twice the distance of the Moon', () => {
    const random = aRandom(84);
    for (let round = 0; round < 2000; round++) {
      const place = {
        latitudeDeg: random() * 180 - 90,
        longitudeDeg: random() * 360 - 180,
        altitudeKm: random() < 0.5 ? random() * 1000 : random() * 800_000,
      };

      const back = toGeodetic(toEarthFixed(place));

      // A micrometre on the ground is 1e-11 degrees; far out, a double holds less of the altitude.
      expect(Math.abs(back.latitudeDeg - place.latitudeDeg)).toBeLessThan(1e-11);
      expect(Math.abs(back.longitudeDeg - place.longitudeDeg)).toBeLessThan(1e-11);
      expect(Math.abs(back.altitudeKm - place.altitudeKm)).toBeLessThan(1e-9);
    }
  });

  it('is exact close to the pole, where dividing by cos(latitude) would not be', () => {
    for (const latitudeDeg of [89.999999, 89.999999999, -89.999999999]) {
      const back = toGeodetic(toEarthFixed({ latitudeDeg, longitudeDeg: -120, altitudeKm: 705 }));

      expect(back.latitudeDeg).toBeCloseTo(latitudeDeg, 10);
      expect(back.altitudeKm).toBeCloseTo(705, 9);
    }
  });
});

test('the radii of curvature are those of WGS84 at the equator and at a pole', () => {
  expect(curvatureRadiiKm(0)).toEqual({ meridian: expect.closeTo(6335.439, 3), normal: 6378.137 });
  expect(curvatureRadiiKm(90)).toEqual({ meridian: expect.closeTo(6399.594, 3), normal: expect.closeTo(6399.594, 3) });
  expect(curvatureRadiiKm(-45)).toEqual({ meridian: expect.closeTo(6367.382, 3), normal: expect.closeTo(6388.838, 3) });
});

describe('localAxes', () => {
  it.each([
    { latitudeDeg: 0, longitudeDeg: 0, north: [0, 0, 1], east: [0, 1, 0], up: [1, 0, 0] },
    { latitudeDeg: 0, longitudeDeg: 90, north: [0, 0, 1], east: [-1, 0, 0], up: [0, 1, 0] },
    { latitudeDeg: 90, longitudeDeg: 0, north: [-1, 0, 0], east: [0, 1, 0], up: [0, 0, 1] },
    { latitudeDeg: -90, longitudeDeg: 90, north: [0, 1, 0], east: [-1, 0, 0], up: [0, 0, -1] },
  ])('at $latitudeDeg, $longitudeDeg', ({ latitudeDeg, longitudeDeg, north, east, up }) => {
    const axes = localAxes({ latitudeDeg, longitudeDeg });

    for (const [axis, expected] of [
      [axes.north, north],
      [axes.east, east],
      [axes.up, up],
    ] as const) {
      expect([axis.x, axis.y, axis.z]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
    }
  });
});
