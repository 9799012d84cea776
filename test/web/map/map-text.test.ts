import { expect, it } from 'vitest';
import { describeWorld } from '../../../web/map/map-text.ts';

it('says where each satellite is, and my place', () => {
  const satellites = [
    { name: 'Terra', place: { latitudeDeg: -16.8, longitudeDeg: 160.64 } },
    { name: 'Aqua', place: { latitudeDeg: 73.34, longitudeDeg: -63.11 } },
    { name: 'Aura', place: undefined },
  ];

  expect(describeWorld(satellites, { latitudeDeg: 40.02, longitudeDeg: -105.27 })).toBe(
    'World map: Terra at 17° S, 161° E; Aqua at 73° N, 63° W; Aura, position not known; my place at 40° N, 105° W.',
  );
});

it('gives equator, prime meridian and antimeridian no side', () => {
  const at = (latitudeDeg: number, longitudeDeg: number) => [{ name: 'Terra', place: { latitudeDeg, longitudeDeg } }];

  expect(describeWorld(at(-0.4, 0.4), undefined)).toBe('World map: Terra at 0°, 0°.');
  expect(describeWorld(at(0.6, -179.7), undefined)).toBe('World map: Terra at 1° N, 180°.');
});

it('says so when no satellite is shown', () => {
  expect(describeWorld([], undefined)).toBe('World map, no satellite shown.');
});
