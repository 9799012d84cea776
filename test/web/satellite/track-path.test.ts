// A track is drawn north up, and no line crosses the map at the antimeridian.
import { expect, it } from 'vitest';
import { STEP_MS } from '../../../orbit/grid.ts';
import { polylinePath, trackPath } from '../../../web/satellite/track-path.ts';
import { aPoint } from '../points.ts';

it('draws no line across the map where a track crosses the antimeridian', () => {
  const longitudes = [178.6, 179.4, -179.8, -179];
  const path = trackPath(
    longitudes.map((longitudeDeg, index) => aPoint(index * STEP_MS, { longitudeDeg, latitudeDeg: index })),
  );

  const lines = path.split('M').slice(1);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const places = line.split('L').map((place) => place.split(',').map(Number) as [number, number]);
    const steps = places.slice(1).map(([x], index) => Math.abs(x - (places[index] as [number, number])[0]));
    expect(Math.max(...steps)).toBeLessThan(1);
  }
});

it('draws latitude upwards', () => {
  expect(
    trackPath([aPoint(0, { longitudeDeg: 1, latitudeDeg: 2 }), aPoint(STEP_MS, { longitudeDeg: 1.5, latitudeDeg: 3 })]),
  ).toBe('M1,-2L1.5,-3');
});

it('is empty without points', () => {
  expect(trackPath([])).toBe('');
});

it.each([
  [
    'a row',
    [
      [0, 1],
      [2.345, -3.04],
      [10, -0.04],
    ],
    'M0,1L2.3,-3L10,0',
  ],
  ['one point, a dot', [[1, 2]], 'M1,2Z'],
  ['nothing', [], ''],
] as const)('polylinePath: %s', (_, points, path) => {
  expect(polylinePath(points, 1)).toBe(path);
});
