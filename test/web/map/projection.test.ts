// The flat world around any meridian: places, tracks, night and swaths across the date line.
import { describe, expect, it, test } from 'vitest';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { isDay, sunElevationDeg } from '../../../orbit/sun.ts';
import { nightPath, swathPath, worldShapeAround } from '../../../web/map/layers/areas.ts';
import { headingOn, WORLD, worldAround } from '../../../web/map/projection.ts';
import { expectOnMap, ringsOf, windings } from './layers/rings.ts';

describe('a place', () => {
  it.each([
    [0, 179.5, 179.5],
    [0, 180, 180],
    [0, -180, -180],
    [180, 179.5, -0.5],
    [180, -179.5, 0.5],
    [180, 0, -180],
    [178, -179.5, 2.5],
    [178, -10, 172],
    [-178, 179.5, -2.5],
    [-178, 10, -172],
    [90, -91, 179],
    [90, -89, -179],
  ])('around %f degrees, longitude %f is %f from the middle', (centreDeg, longitudeDeg, x) => {
    const projection = worldAround(centreDeg);

    expect(projection.toPoint({ latitudeDeg: -18, longitudeDeg })).toEqual({ x, y: 18 });
    // Either end of the date line is the same.
    expect(projection.toPlace({ x, y: 18 })).toEqual({
      latitudeDeg: -18,
      longitudeDeg: longitudeDeg === 180 ? -180 : longitudeDeg,
    });
  });

  it('has its heading everywhere', () => {
    expect(headingOn(worldAround(170), { latitudeDeg: 66, longitudeDeg: -179.5 }, 196)).toBe(196);
  });
});

/** South-west over the date line at 60 degrees north, with holes wherever a step is longer. */
const ACROSS: readonly SubSatellitePoint[] = Array.from({ length: 9 }, (_, index) => ({
  timeMs: index * 20_000,
  latitudeDeg: 64 - index,
  longitudeDeg: index < 4 ? -178 - index / 2 : 182 - index / 2,
  altitudeKm: 705,
}));

test('a track over the date line is one line around it, and two on the whole world', () => {
  expect(WORLD.toPath(ACROSS).split('M')).toHaveLength(3);
  expect(worldAround(178).toPath(ACROSS)).toBe('M4,-64L3.5,-63L3,-62L2.5,-61L2,-60L1.5,-59L1,-58L0.5,-57L0,-56');
  expect(worldAround(-90).toPath(ACROSS)).toMatch(/^M-88,-64L.*L-92,-56$/);
});

test('a track is cut on the other side of the middle', () => {
  const points = [-1, 0, 1].map((longitudeDeg, index) => ({
    ...{ timeMs: index * 20_000, latitudeDeg: 0, longitudeDeg },
    altitudeKm: 705,
  }));

  expect(worldAround(180).toPath(points)).toMatch(/^M179,0L-?180,0L?.*L-179,0$/);
});

describe.each([0, 136, 180, -178])('around %f degrees', (centreDeg) => {
  const shape = worldShapeAround(centreDeg);
  const projection = worldAround(centreDeg);
  const TIMES_MS = [Date.UTC(2026, 10, 26, 7), Date.UTC(2026, 5, 21, 18, 24)];

  it('it is dark wherever it is not day', () => {
    for (const timeMs of TIMES_MS) {
      const rings = ringsOf(nightPath(timeMs, shape));
      expectOnMap(rings);
      for (let latitudeDeg = -84; latitudeDeg < 90; latitudeDeg += 12)
        for (let longitudeDeg = -179; longitudeDeg < 180; longitudeDeg += 7) {
          const place = { latitudeDeg, longitudeDeg };
          if (Math.abs(sunElevationDeg(place, timeMs)) < 0.2) continue;
          const x = projection.toPoint(place)?.x ?? Number.NaN;
          expect({ ...place, night: windings(rings, x, latitudeDeg) !== 0 }).toEqual({
            ...place,
            night: !isDay(place, timeMs),
          });
        }
    }
  });

  it('a swath over the date line is around its track', () => {
    const rings = ringsOf(swathPath(ACROSS, { leftKm: 1_150, rightKm: 1_150, daylightOnly: false }, shape));

    expectOnMap(rings);
    const isIn = (longitudeDeg: number) =>
      windings(rings, projection.toPoint({ latitudeDeg: 60, longitudeDeg })?.x ?? Number.NaN, 60) !== 0;
    expect([150, 165, 179.5, -179.5, -165, -150].map(isIn)).toEqual([false, true, true, true, true, false]);
  });
});
