// The satellite that is nearest to my place: distance and direction over ground.
import { expect, it } from 'vitest';
import { describeNearest } from '../../../web/head/nearest.ts';
import { toShownSatellites } from '../../../web/satellite/shown-satellite.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { NOW } from '../feed-state.ts';
import { aSatellite, pointsBetween } from '../points.ts';

const EQUATOR = { latitudeDeg: 0, longitudeDeg: 0 };

function above(catalogNumber: number, latitudeDeg: number, longitudeDeg: number) {
  const track = pointsBetween(NOW - 200_000, NOW + 200_000, { latitudeDeg, longitudeDeg });
  const answer: SatelliteAnswer = { ...aSatellite(catalogNumber), elements: null, name: `S${catalogNumber}` };
  return toShownSatellites([answer], new Map([[catalogNumber, track]]));
}

it.each([
  ['to the east', above(1, 0, 10), 'Nearest now: S1, 1,100 km E, above 0.00°, 10.00° E'],
  ['to the north-west', above(1, 30, -40), 'Nearest now: S1, 5,400 km NW, above 30.00° N, 40.00° W'],
  ['on the other side', above(1, 0, -170), 'Nearest now: S1, 18,900 km W, above 0.00°, 170.00° W'],
  [
    'the nearer of two',
    [...above(1, 0, 90), ...above(2, -60, 0)],
    'Nearest now: S2, 6,700 km S, above 60.00° S, 0.00°',
  ],
])('%s', (_, satellites, sentence) => {
  const text = describeNearest(satellites, EQUATOR, 'km', NOW);
  expect(text?.replaceAll('\u00a0', ' ')).toBe(sentence);
  // Numbers stay beside their units.
  expect(text).not.toMatch(/[\d°] [A-Zk]/);
});

it('has no sentence without a position', () => {
  expect(describeNearest([], EQUATOR, 'km', NOW)).toBeUndefined();
});
