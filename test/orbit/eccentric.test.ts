// What docs/accuracy.md says about eccentric orbits: there SGP4's velocity, which the searches use, is not the
// derivative of its position.
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { START_MS } from './tracks.ts';

const ROUND = { ...newestOmm(25994), MEAN_MOTION_DOT: 0, BSTAR: 0 };
const TWENTIETH = { MEAN_MOTION: 13.5, ECCENTRICITY: 0.05, INCLINATION: 60 };
const FIFTH = { MEAN_MOTION: 10.5, ECCENTRICITY: 0.2, INCLINATION: 60 };
const TRANSFER = { MEAN_MOTION: 2.27, ECCENTRICITY: 0.73, INCLINATION: 28, ARG_OF_PERICENTER: 30 };

describe('a closest approach, compared with the positions around it', () => {
  it.each([
    { orbit: "Terra's", elements: {}, leastMs: 0, mostMs: 2, mostMetres: 0.001 },
    {
      orbit: 'a round one of half a day',
      elements: { MEAN_MOTION: 2.0056 },
      leastMs: 0,
      mostMs: 10,
      mostMetres: 0.001,
    },
    { orbit: '0.05', elements: TWENTIETH, leastMs: 5, mostMs: 15, mostMetres: 0.01 },
    { orbit: '0.2', elements: FIFTH, leastMs: 50, mostMs: 100, mostMetres: 0.1 },
    { orbit: 'a transfer orbit', elements: TRANSFER, leastMs: 5000, mostMs: 15_000, mostMetres: 2 },
  ])('is off by as much as the document says: $orbit', ({ elements, leastMs, mostMs, mostMetres }) => {
    const record = toSgp4Record({ ...ROUND, ...elements });
    const offMs: number[] = [];
    const offMetres: number[] = [];
    for (const latitudeDeg of [-60, -25, -5, 0, 5, 25, 60]) {
      for (const longitudeDeg of [-150, -70, 0, 60, 140]) {
        const metresAt = (timeMs: number) => {
          const point = subSatellitePoint(record, timeMs);
          const way = geodesic.Geodesic.WGS84.Inverse(latitudeDeg, longitudeDeg, point.latitudeDeg, point.longitudeDeg);
          return way.s12 ?? Number.NaN;
        };
        const place = { latitudeDeg, longitudeDeg };
        for (const { timeMs } of swathOverpasses(record, place, START_MS, START_MS + 5 * DAY_MS, 2330).found) {
          const closestMs = lowest(metresAt, timeMs - 60_000, timeMs + 60_000);
          offMs.push(Math.abs(timeMs - closestMs));
          offMetres.push(metresAt(timeMs) - metresAt(closestMs));
        }
      }
    }

    expect(offMs.length).toBeGreaterThan(20);
    expect(Math.max(...offMs)).toBeGreaterThanOrEqual(leastMs);
    expect(Math.max(...offMs)).toBeLessThan(mostMs);
    expect(Math.max(...offMetres)).toBeLessThan(mostMetres);
  });
});

/** Where a function with one valley is lowest, to a millisecond: golden section. */
function lowest(valueAt: (timeMs: number) => number, fromMs: number, untilMs: number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [first, last] = [fromMs, untilMs];
  while (last - first > 1) {
    const [left, right] = [last - share * (last - first), first + share * (last - first)];
    if (valueAt(left) < valueAt(right)) last = right;
    else first = left;
  }
  return (first + last) / 2;
}
