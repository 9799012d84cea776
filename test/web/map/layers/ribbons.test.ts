// A track cut by age, for a ribbon that fades.
import { expect, test } from 'vitest';
import { cutByAge } from '../../../../web/map/layers/ribbons.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 8, 0);

test('twelve pieces of five minutes, the newest first, whose neighbours share a point', () => {
  const track = Array.from({ length: 180 }, (_, index) => ({
    timeMs: NOW_MS - (179 - index) * 20_000,
    latitudeDeg: 0,
    longitudeDeg: index / 3,
    altitudeKm: 700,
  }));

  const pieces = cutByAge(track, NOW_MS).map((points) => points.map(({ timeMs }) => (NOW_MS - timeMs) / 1_000));

  expect(pieces).toHaveLength(12);
  expect([0, 1, 2, 11].map((age) => [pieces[age]?.at(-1), pieces[age]?.[0]])).toEqual([
    [0, 300],
    [300, 600],
    [600, 900],
    [3_300, 3_580],
  ]);
});
