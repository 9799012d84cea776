// The views around the poles: places, tracks, land and night on them.
import { beforeAll, describe, expect, it, test } from 'vitest';
import { landPath } from '../../../../web/build/land.ts';
import { nightPath } from '../../../../web/map/layers/areas.ts';
import { projectLand } from '../../../../web/map/layers/land.ts';
import { VIEWS } from '../../../../web/map/layers/views.ts';
import { headingOn } from '../../../../web/map/projection.ts';
import { ringsOf, windings } from './rings.ts';

describe('a place', () => {
  // The drawing is 180 high, from 45 degrees of latitude to 45 on the other side: two units a degree.
  it.each([
    ['north', 90, 0, 0, 0],
    ['north', 45, 0, 0, 90],
    ['north', 45, 90, 90, 0],
    ['north', 45, -180, 0, -90],
    ['north', 0, -90, -180, 0],
    ['south', -90, 0, 0, 0],
    ['south', -45, 0, 0, -90],
    ['south', -60, 90, 60, 0],
  ] as const)('on the %s view, %f, %f is at %f, %f', (view, latitudeDeg, longitudeDeg, x, y) => {
    const point = VIEWS[view].projection.toPoint({ latitudeDeg, longitudeDeg });

    expect(point?.x).toBeCloseTo(x, 6);
    expect(point?.y).toBeCloseTo(y, 6);
  });

  it('is found again under the pointer', () => {
    for (const view of ['world', 'north', 'south'] as const) {
      const { projection } = VIEWS[view];
      const place = { latitudeDeg: view === 'south' ? -63.2 : 63.2, longitudeDeg: -151.4 };
      const point = projection.toPoint(place);
      const again = point && projection.toPlace(point);

      expect(again?.latitudeDeg).toBeCloseTo(place.latitudeDeg, 9);
      expect(again?.longitudeDeg).toBeCloseTo(place.longitudeDeg, 9);
    }
  });

  it('far on the other side is not shown', () => {
    expect(VIEWS.north.projection.toPoint({ latitudeDeg: -33.9, longitudeDeg: 18.4 })).toBeUndefined();
    expect(VIEWS.south.projection.toPoint({ latitudeDeg: 40, longitudeDeg: -105.3 })).toBeUndefined();
  });
});

test('the direction of flight is turned with the meridian', () => {
  const atGreenwich = { latitudeDeg: 60, longitudeDeg: 0 };
  const inAsia = { latitudeDeg: 60, longitudeDeg: 90 };

  expect(headingOn(VIEWS.world.projection, inAsia, 12.5)).toBe(12.5);
  expect(headingOn(VIEWS.north.projection, atGreenwich, 0)).toBeCloseTo(0, 6);
  expect(headingOn(VIEWS.north.projection, inAsia, 0)).toBeCloseTo(-90, 6);
  expect(headingOn(VIEWS.south.projection, { latitudeDeg: -60, longitudeDeg: 90 }, 0)).toBeCloseTo(90, 6);
});

test('a track across the pole is one line, and one with a hole is two', () => {
  const point = (seconds: number, latitudeDeg: number, longitudeDeg: number) => ({
    timeMs: seconds * 1_000,
    latitudeDeg,
    longitudeDeg,
    altitudeKm: 700,
  });
  const across = [point(0, 89, 0), point(20, 89.9, 180), point(40, 89, 180), point(120, 85, 180), point(140, 84, 180)];
  const count = (path: string) => path.split('M').length - 1;

  expect(count(VIEWS.north.projection.toPath(across))).toBe(2);
  expect(count(VIEWS.north.projection.toPath(across, Number.POSITIVE_INFINITY))).toBe(1);
});

describe('areas', () => {
  let outline: string;
  beforeAll(async () => {
    outline = await landPath();
  });

  /** Whether a place is inside, by the rule of SVG. */
  function isIn(path: string, view: 'north' | 'south', latitudeDeg: number, longitudeDeg: number): boolean {
    const point = VIEWS[view].projection.toPoint({ latitudeDeg, longitudeDeg });
    // Latitude is up, y is down.
    return point !== undefined && windings(ringsOf(path), point.x, -point.y) !== 0;
  }

  it.each([
    ['north', 'Greenland', 72, -40, true],
    ['north', 'the North Pole', 89.5, 10, false],
    ['north', 'Siberia, at both sides of the antimeridian', 67, 179, true],
    ['north', 'Siberia, at both sides of the antimeridian', 66.5, -179, true],
    ['north', 'the Caspian Sea', 42, 51, false],
    ['north', 'the Sahara', 22, 10, true],
    ['north', 'the Pacific', 40, -150, false],
    ['south', 'the South Pole', -90, 0, true],
    ['south', 'Antarctica', -80, 100, true],
    ['south', 'the Southern Ocean', -58, -120, false],
    ['south', 'Patagonia', -47, -71, true],
  ] as const)('land on the %s view: %s', (view, _, latitudeDeg, longitudeDeg, expected) => {
    const path = projectLand(outline, VIEWS[view].shape);

    expect(isIn(path, view, latitudeDeg, longitudeDeg)).toBe(expected);
  });

  it('in December the South Pole has day, and the North Pole night', () => {
    const timeMs = Date.UTC(2026, 11, 21, 12);

    expect(isIn(nightPath(timeMs, VIEWS.north.shape), 'north', 90, 0)).toBe(true);
    expect(isIn(nightPath(timeMs, VIEWS.south.shape), 'south', -90, 0)).toBe(false);
    expect(isIn(nightPath(timeMs, VIEWS.south.shape), 'south', -45, 180)).toBe(true);
  });
});
