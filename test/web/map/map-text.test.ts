// The map's description for screen readers names every satellite and its position.
import { expect, it } from 'vitest';
import { describeMap } from '../../../web/map/map-text.ts';

it('describes where each satellite and my place is', () => {
  const satellites = [
    { name: 'Terra', place: { latitudeDeg: -16.8, longitudeDeg: 160.64 } },
    { name: 'Aqua', place: { latitudeDeg: 73.34, longitudeDeg: -63.11 } },
    { name: 'Aura', place: undefined },
  ];

  expect(describeMap(satellites, { at: { latitudeDeg: 40.02, longitudeDeg: -105.27 } })).toBe(
    'World map: Terra at 17° S, 161° E; Aqua at 73° N, 63° W; Aura, position unknown; my place at 40° N, 105° W.',
  );
});

it('gives how far a satellite with old elements may be off', () => {
  const aura = { name: 'Aura', place: { latitudeDeg: -16.8, longitudeDeg: 151.21 }, note: '± 2,500 km' };

  expect(describeMap([aura], undefined)).toBe('World map: Aura at 17° S, 151° E, ± 2,500 km.');
});

it('says that a position is unknown, and by how much, instead of a place that says nothing', () => {
  const aura = { name: 'Aura', place: { latitudeDeg: 86, longitudeDeg: 12 }, note: '± 7,900 km', isVague: true };

  expect(describeMap([aura], undefined)).toBe('World map: Aura, position unknown, ± 7,900 km.');
});

it.each([
  ['the equator and the prime meridian', -0.4, 0.4, '0°, 0°'],
  ['the antimeridian', 0.6, -179.7, '1° N, 180°'],
])('gives no hemisphere to %s', (_, latitudeDeg, longitudeDeg, text) => {
  expect(describeMap([{ name: 'Terra', place: { latitudeDeg, longitudeDeg } }], undefined)).toBe(
    `World map: Terra at ${text}.`,
  );
});

it('describes a map without satellites', () => {
  expect(describeMap([], undefined)).toBe('World map, no satellites shown.');
  expect(describeMap([], undefined, 'north')).toBe('Map around the North Pole, no satellites shown.');
});

it('calls my place by its name, if it has one', () => {
  expect(describeMap([], { at: { latitudeDeg: -1.28, longitudeDeg: 36.82 }, name: 'Nairobi' })).toBe(
    'World map: Nairobi at 1° S, 37° E.',
  );
});
