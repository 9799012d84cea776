// The path of the night, read back and compared with the rules in orbit/.
import { describe, expect, it } from 'vitest';
import { isDay, subSolarPoint, sunElevationDeg } from '../../../../orbit/sun.ts';
import { nightPath } from '../../../../web/map/layers/areas.ts';
import { drawnArea, expectOnMap, ringsOf, windings } from './rings.ts';

describe('nightPath', () => {
  const YEAR_MS = 365 * 86_400_000;
  const marchMs = equinoxMs(Date.UTC(2026, 2, 10), Date.UTC(2026, 2, 30));
  const times = [
    { name: 'the March equinox', timeMs: marchMs },
    { name: 'the September equinox', timeMs: equinoxMs(Date.UTC(2026, 8, 10), Date.UTC(2026, 8, 30)) },
    { name: 'an hour after the equinox', timeMs: marchMs + 3_600_000 },
    { name: 'the June solstice', timeMs: Date.UTC(2026, 5, 21, 8, 24) },
    { name: 'the December solstice', timeMs: Date.UTC(2026, 11, 21, 20, 50) },
    ...Array.from({ length: 40 }, (_, index) => {
      const timeMs = Date.UTC(2026, 0, 1) + Math.round((index * YEAR_MS) / 39.7);
      return { name: new Date(timeMs).toISOString(), timeMs };
    }),
  ];

  it.each(times)('$name: dark wherever it is not day, up to the poles and both edges', ({ timeMs }) => {
    const rings = ringsOf(nightPath(timeMs));

    expectOnMap(rings);
    expect(drawnArea(rings) / (2 * Math.PI)).toBeCloseTo(1, 2);
    let seen = 0;
    for (let latitudeDeg = -89.9; latitudeDeg < 90; latitudeDeg += 8.99) {
      for (let longitudeDeg = -179.9; longitudeDeg < 180; longitudeDeg += 11.99) {
        const place = { latitudeDeg, longitudeDeg };
        // The drawing is precise to a fifth of a degree.
        if (Math.abs(sunElevationDeg(place, timeMs)) < 0.2) continue;
        expect({ ...place, night: windings(rings, longitudeDeg, latitudeDeg) !== 0 }).toEqual({
          ...place,
          night: !isDay(place, timeMs),
        });
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(500);
  });
});

/** When the Sun crosses the equator, to the millisecond. */
function equinoxMs(fromMs: number, untilMs: number): number {
  let [low, high] = [fromMs, untilMs];
  const northward = subSolarPoint(high).latitudeDeg > 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (subSolarPoint(middle).latitudeDeg > 0 === northward) high = middle;
    else low = middle;
  }
  return high;
}
