// Stays in the swath against a look every twenty seconds, which knows nothing of closest or farthest moments.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, toSgp4Record } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { Omm } from '../../orbit/omm.ts';
import { subSatellitePoint, subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { swathStays } from '../../orbit/swath-stays.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { counting, groundDistanceKm } from './brute-force.ts';
import { REPORTED } from './decays.ts';
import { anyNumber, anyPlace, GEOSTATIONARY, GOES_18, MOLNIYA, SIRIUS_1 } from './orbits.ts';

const TERRA = newestOmm(25994);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const STEP_MS = 20_000;

function staysOver(omm: Omm, place: Place, reachKm: number, days: number) {
  const record = toSgp4Record(omm);
  const [fromMs, untilMs] = [epochMs(omm), epochMs(omm) + days * DAY_MS];
  const times = swathOverpasses(record, place, fromMs, untilMs, 2 * reachKm).found.map(({ timeMs }) => timeMs);
  const stays = swathStays({ recordAt: () => record, place, reachKm }, times, fromMs, untilMs);
  return { times, stays, distanceKm: (timeMs: number) => groundDistanceKm(place, subSatellitePoint(record, timeMs)) };
}

describe('a satellite that hardly moves', () => {
  it.each([
    ['Sirius-1', SIRIUS_1, 1000, 8000, true],
    ['Molniya', MOLNIYA, 3000, 10_000, true],
    // With its own swath and with the widest.
    ['Terra', TERRA, 100, 1165, false],
    ['Terra', TERRA, 9000, 10_000, false],
  ])('stays as long as a look every twenty seconds says: %s', (_, omm, minReachKm, maxReachKm, hasStays) => {
    let stayed = 0;
    fc.assert(
      fc.property(anyPlace, anyNumber(minReachKm, maxReachKm), (place, reachKm) => {
        const { times, stays, distanceKm } = staysOver(omm, place, reachKm, 1);
        for (const [index, timeMs] of times.entries()) {
          const stay = stays[index];
          const inside = (atMs: number) => distanceKm(atMs) <= reachKm;
          let [firstMs, lastMs] = [timeMs, timeMs];
          while (timeMs - firstMs < DAY_MS && inside(firstMs - STEP_MS)) firstMs -= STEP_MS;
          while (lastMs - timeMs < DAY_MS && inside(lastMs + STEP_MS)) lastMs += STEP_MS;
          if (!stay) {
            expect(lastMs - firstMs).toBeLessThan(HOUR_MS);
          } else if (stay.beginMs !== null && stay.endMs !== null) {
            stayed++;
            expect(Math.abs(stay.beginMs - firstMs)).toBeLessThanOrEqual(STEP_MS);
            expect(Math.abs(stay.endMs - lastMs)).toBeLessThanOrEqual(STEP_MS);
            expect([stay.beginMs - 1, stay.beginMs + 1, stay.endMs - 1, stay.endMs + 1].map(inside)).toEqual([
              false,
              true,
              true,
              false,
            ]);
          }
        }
      }),
      { numRuns: 10, seed: 14 },
    );
    expect(stayed > 0).toBe(hasStays);
  });

  it('has one stay for all of its closest approaches in it', () => {
    const { times, stays } = staysOver(SIRIUS_1, { latitudeDeg: 45, longitudeDeg: -100 }, 5000, 2);

    expect(times).toHaveLength(4);
    expect(new Set(stays).size).toBeLessThan(4);
  });

  it('has two stays when it leaves for half a minute, between two looks a minute apart', () => {
    const record = toSgp4Record(SIRIUS_1);
    const place = { latitudeDeg: 45, longitudeDeg: -100 };
    const distanceKm = (timeMs: number) => groundDistanceKm(place, subSatellitePoint(record, timeMs));
    // Closest approaches of one day: around noon and in the evening.
    const { times } = staysOver(SIRIUS_1, place, 5000, 2);
    const secondMs = times.find((timeMs, index) => timeMs - (times[index - 1] ?? 0) < 12 * HOUR_MS) as number;
    const firstMs = times[times.indexOf(secondMs) - 1] as number;
    let [farthestMs, stepMs] = [(firstMs + secondMs) / 2, HOUR_MS];
    for (; stepMs > 1; stepMs /= 2) {
      const around = [farthestMs - stepMs, farthestMs, farthestMs + stepMs];
      farthestMs = around.toSorted((a, b) => distanceKm(b) - distanceKm(a))[0] as number;
    }
    const reachKm = distanceKm(farthestMs + 15_000);
    const fromMs = farthestMs - 12 * HOUR_MS - 30_000;

    const stays = swathStays({ recordAt: () => record, place, reachKm }, [firstMs, secondMs], fromMs, fromMs + DAY_MS);

    expect(stays[0]?.beginMs).toBeLessThan(firstMs);
    expect(Math.abs((stays[0]?.endMs as number) - farthestMs + 15_000)).toBeLessThan(2000);
    expect(Math.abs((stays[1]?.beginMs as number) - farthestMs - 15_000)).toBeLessThan(2000);
    expect(stays[1]?.endMs).toBeGreaterThan(secondMs);
  });

  it('has no begin and no end when it never leaves', () => {
    const { longitudeDeg } = subSatellitePoint(toSgp4Record(GEOSTATIONARY), epochMs(GEOSTATIONARY));
    const { times, stays } = staysOver(GEOSTATIONARY, { latitudeDeg: 0.1, longitudeDeg }, 3000, 2);

    expect(times.length).toBeGreaterThan(0);
    expect(new Set(stays.map((stay) => JSON.stringify(stay)))).toEqual(new Set(['{"beginMs":null,"endMs":null}']));
  });
});

it('an overpass that decay cuts off is no stay', () => {
  for (const omm of REPORTED) {
    const record = toSgp4Record(omm);
    // In reach everywhere, until the end.
    for (let timeMs = epochMs(omm); subSatellitePointIfAny(record, timeMs); timeMs += HOUR_MS) {
      const place = subSatellitePoint(record, timeMs);
      const [stay] = swathStays({ recordAt: () => record, place, reachKm: 3000 }, [timeMs], timeMs, timeMs + DAY_MS);
      expect(stay).toBeUndefined();
      if (timeMs - epochMs(omm) > DAY_MS) break;
    }
  }
});

it('does bounded work, and hardly any for a satellite that flies past', () => {
  const place = { latitudeDeg: 21.31, longitudeDeg: -157.86 };
  function workFor(omm: Omm, reachKm: number) {
    const { record, evaluations } = counting(toSgp4Record(omm));
    const { times } = staysOver(omm, place, reachKm, 10);
    expect(times.length).toBeGreaterThan(5);
    swathStays({ recordAt: () => record, place, reachKm }, times, epochMs(omm), epochMs(omm) + 10 * DAY_MS);
    return { evaluations: evaluations(), overpasses: times.length };
  }
  // A sample reads the epoch at most twice.
  const flies = workFor(TERRA, 1165);
  expect(flies.evaluations).toBeLessThanOrEqual(2 * 2 * flies.overpasses);
  const hovers = workFor(GOES_18, 6000);
  expect(hovers.evaluations).toBeLessThanOrEqual(2 * (17_281 + 2 * hovers.overpasses + 24 * 24));
});
