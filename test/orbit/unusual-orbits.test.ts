// Satellites that do not rise or set, and orbits for which formulas degenerate: the searches against a look every
// twenty seconds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findApproaches } from '../../orbit/approaches.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import type { Omm } from '../../orbit/omm.ts';
import { subSatellitePoint, subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { anInstrument } from '../support/builders.ts';
import { groundDistanceKm, heightAbovePlaneKm } from './brute-force.ts';
import { anyNumber, anyPlace, GEOSTATIONARY, MOLNIYA } from './orbits.ts';
import { START_MS } from './tracks.ts';

const STEP_MS = 20_000;
const UNTIL_MS = START_MS + DAY_MS;
const RUNS = 10;
// Above, or inside, by less than this: the samples do not decide.
const CLOSE_KM = 1;

const anyAngles = {
  RA_OF_ASC_NODE: anyNumber(0, 360),
  ARG_OF_PERICENTER: anyNumber(0, 360),
  MEAN_ANOMALY: anyNumber(0, 360),
};
const LOW: Omm = { ...GEOSTATIONARY, MEAN_MOTION: 14.6 };
const KINDS: Record<string, fc.Arbitrary<Omm>> = {
  geostationary: fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(1.0022, 1.0032),
      ECCENTRICITY: anyNumber(0, 0.001),
      INCLINATION: anyNumber(0, 0.3),
    })
    .map((elements) => ({ ...GEOSTATIONARY, ...elements })),
  'Molniya-like': fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(1, 2.2),
      ECCENTRICITY: anyNumber(0.6, 0.72),
      INCLINATION: anyNumber(60, 66),
    })
    .map((elements) => ({ ...MOLNIYA, ...elements })),
  'inclined and eccentric geosynchronous': fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(1, 1.005),
      ECCENTRICITY: anyNumber(0.05, 0.4),
      INCLINATION: anyNumber(5, 75),
    })
    .map((elements) => ({ ...GEOSTATIONARY, ...elements })),
  retrograde: fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(11, 15.4),
      ECCENTRICITY: anyNumber(0, 0.01),
      INCLINATION: anyNumber(100, 179),
    })
    .map((elements) => ({ ...LOW, ...elements })),
  equatorial: fc
    .record({ ...anyAngles, MEAN_MOTION: anyNumber(12, 15.3), ECCENTRICITY: anyNumber(0, 0.002) })
    .map((elements) => ({ ...LOW, ...elements, INCLINATION: 0 })),
  'exactly polar': fc
    .record({ ...anyAngles, MEAN_MOTION: anyNumber(12, 15.3), ECCENTRICITY: fc.constantFrom(0, 0.002) })
    .map((elements) => ({ ...LOW, ...elements, INCLINATION: 90 })),
};

// No shrinking: it would repeat searches of a day for minutes.
const always = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed: 2026, numRuns: RUNS, endOnFailure: true });

/** Something at each step of a day, from positions only. */
function eachStep(omm: Omm, valueAt: (point: ReturnType<typeof subSatellitePoint>) => number) {
  const record = toSgp4Record(omm);
  const values: { timeMs: number; value: number }[] = [];
  for (let timeMs = START_MS; timeMs <= UNTIL_MS; timeMs += STEP_MS) {
    values.push({ timeMs, value: valueAt(subSatellitePoint(record, timeMs)) });
  }
  return values;
}

/** What holds throughout by the samples; 'close' where they do not decide. */
function throughoutOf(values: readonly { value: number }[]): 'always' | 'never' | 'close' | undefined {
  const least = Math.min(...values.map(({ value }) => value));
  const most = Math.max(...values.map(({ value }) => value));
  if (least > CLOSE_KM) return 'always';
  if (most < -CLOSE_KM) return 'never';
  return least < -CLOSE_KM && most > CLOSE_KM ? undefined : 'close';
}

describe.each(Object.entries(KINDS))('%s orbits', (kind, anyOmm) => {
  it('rise and set as a look every twenty seconds says', () => {
    const seen = new Set<string | undefined>();
    always(
      fc.property(anyOmm, anyPlace, (omm, place) => {
        const search = horizonPasses(toSgp4Record(omm), place, START_MS, UNTIL_MS);
        const heights = eachStep(omm, (point) => heightAbovePlaneKm(place, point));

        for (const { timeMs, value } of heights) {
          const isUp = search.found.some(
            ({ rise, set }) => (rise?.timeMs ?? START_MS) <= timeMs && timeMs <= (set?.timeMs ?? UNTIL_MS),
          );
          // Asserted only where it is wrong: an assertion costs more than a position.
          if (Math.abs(value) > 0.001 && isUp !== value > 0) expect([timeMs, isUp]).toEqual([timeMs, value > 0]);
        }
        const expected = throughoutOf(heights);
        if (expected !== 'close') expect(search.throughout).toBe(expected);
        seen.add(search.throughout);
        for (const { rise, culmination, set } of search.found) {
          if (rise || set) continue;
          expect(culmination.timeMs).toBeGreaterThanOrEqual(START_MS);
          expect(culmination.timeMs).toBeLessThanOrEqual(UNTIL_MS);
        }
      }),
    );
    // Ten places on the ground: a geostationary satellite is seen from some and not from others.
    if (kind === 'geostationary') expect(seen).toEqual(new Set(['always', 'never']));
  });

  it('come closest as a look every twenty seconds says', () => {
    let compared = 0;
    always(
      fc.property(anyOmm, anyPlace, anyNumber(100, 20_000), (omm, place, swathKm) => {
        const { found, throughout } = swathOverpasses(toSgp4Record(omm), place, START_MS, UNTIL_MS, swathKm);
        const inside = eachStep(omm, (point) => swathKm / 2 - groundDistanceKm(place, point));

        const expected = throughoutOf(inside);
        if (expected !== 'close') expect(throughout).toBe(expected);
        // Deeper in the swath than 20 s earlier and later, by more than a metre.
        const deepest = inside.filter(({ value }, index) => {
          const around = [inside[index - 1], inside[index + 1]];
          return value > CLOSE_KM && around.every((each) => each && each.value < value - 0.001);
        });
        for (const { timeMs } of deepest) {
          compared++;
          expect([timeMs, found.some((each) => Math.abs(each.timeMs - timeMs) <= STEP_MS)]).toEqual([timeMs, true]);
        }
        for (const { distanceKm } of found) expect(distanceKm).toBeLessThanOrEqual(swathKm / 2);
      }),
    );
    // A geostationary satellite moves by less than a metre in 20 s when it turns.
    if (kind !== 'geostationary') expect(compared).toBeGreaterThan(3);
  });

  it('are listed as always or never in view only where they are', () => {
    always(
      fc.property(anyOmm, anyPlace, anyNumber(100, 20_000), (omm, place, swathKm) => {
        const { approaches, inView, inSwath } = findApproaches(
          toSgp4Record(omm),
          place,
          [anInstrument('Camera', swathKm)],
          START_MS,
          UNTIL_MS,
        );
        const views = throughoutOf(eachStep(omm, (point) => heightAbovePlaneKm(place, point)));
        const swaths = throughoutOf(eachStep(omm, (point) => swathKm / 2 - groundDistanceKm(place, point)));

        // 'never' is not looked for while overpasses are listed, in a swath that is wider than the horizon.
        if (views === 'always') expect(inView).toBe('always');
        if (views === undefined) expect(inView).toBeUndefined();
        if (views === 'never' && approaches.length === 0) expect(inView).toBe('never');
        if (swaths === 'always') expect([inSwath, approaches]).toEqual(['always', []]);
        if (swaths === 'never' && inView === 'always') expect([inSwath, approaches]).toEqual(['never', []]);
        if (swaths === undefined) expect(inSwath).toBeUndefined();
      }),
    );
  });
});

it('passes of a satellite that decays end with it', () => {
  const anyDecaying = fc.record({
    ...anyAngles,
    MEAN_MOTION: anyNumber(16.2, 16.35),
    INCLINATION: anyNumber(0, 180),
    BSTAR: anyNumber(1e-3, 3e-3),
  });
  let ended = 0;
  always(
    fc.property(anyDecaying, anyPlace, (elements, place) => {
      const record = toSgp4Record({ ...LOW, ...elements });
      const { found, failure, searchedUntilMs } = horizonPasses(
        record,
        place,
        record.epochMs,
        record.epochMs + DAY_MS / 2,
      );
      const lastMs = failure ? searchedUntilMs : record.epochMs + DAY_MS / 2;
      if (failure) ended++;
      for (let timeMs = record.epochMs; timeMs <= record.epochMs + DAY_MS / 2; timeMs += 3 * STEP_MS) {
        const point = subSatellitePointIfAny(record, timeMs);
        if (Math.abs(timeMs - lastMs) > 3 * STEP_MS && !!point !== timeMs < lastMs)
          expect([timeMs, !!point]).toEqual([timeMs, timeMs < lastMs]);
        const isUp = found.some(
          ({ rise, set }) => (rise?.timeMs ?? record.epochMs) <= timeMs && timeMs <= (set?.timeMs ?? lastMs),
        );
        const heightKm = point ? heightAbovePlaneKm(place, point) : -1;
        if (Math.abs(heightKm) > 0.01 && isUp !== heightKm > 0) expect([timeMs, isUp]).toEqual([timeMs, heightKm > 0]);
      }
    }),
  );
  expect(ended).toBeGreaterThan(2);
});

describe('what holds throughout a window', () => {
  const terra = toSgp4Record(newestOmm(25994));
  const place = { latitudeDeg: 10, longitudeDeg: 20 };

  it('is not "always", where the place leaves the swath between two looks', () => {
    // Terra is farthest from the place once in a revolution.
    let farthest = { timeMs: START_MS + 50 * 60_000, km: 0 };
    for (const [reachMs, stepMs] of [
      [50 * 60_000, 10_000],
      [10_000, 50],
    ] as const) {
      const untilMs = farthest.timeMs + reachMs;
      for (let timeMs = farthest.timeMs - reachMs; timeMs <= untilMs; timeMs += stepMs) {
        const km = groundDistanceKm(place, subSatellitePoint(terra, timeMs));
        if (km > farthest.km) farthest = { timeMs, km };
      }
    }
    // So the looks, a minute apart, are half a minute before and after.
    const [fromMs, untilMs] = [farthest.timeMs - 330_000, farthest.timeMs + 330_000];
    const throughoutIn = (swathKm: number) => swathOverpasses(terra, place, fromMs, untilMs, swathKm).throughout;

    expect(throughoutIn(2 * (farthest.km + 0.01))).toBe('always');
    expect(throughoutIn(2 * (farthest.km - 0.01))).toBeUndefined();
  });

  it('is not "never", where a window ends before, or begins after, the closest approach', () => {
    const below = subSatellitePoint(terra, START_MS);
    const throughoutIn = (fromS: number, untilS: number) => {
      const window = [START_MS + fromS * 1000, START_MS + untilS * 1000] as const;
      const { found, throughout } = swathOverpasses(terra, below, ...window, 2330);
      expect(found).toEqual([]);
      return throughout;
    };

    // Half of the swath is 1,165 km: Terra flies them in 172 s.
    expect(throughoutIn(-900, -200)).toBe('never');
    expect(throughoutIn(-900, -100)).toBeUndefined();
    expect(throughoutIn(100, 900)).toBeUndefined();
    expect(throughoutIn(200, 900)).toBe('never');
  });

  it('is not "never" at the horizon of the ellipsoid, which is beyond that of a sphere', () => {
    const atMs = Date.UTC(2026, 9, 10, 18, 45);
    const edge = { latitudeDeg: 33, longitudeDeg: -85.29 };
    const record = toSgp4Record(MOLNIYA);

    expect(heightAbovePlaneKm(edge, subSatellitePoint(record, atMs))).toBeGreaterThan(1);
    expect(findApproaches(record, edge, [anInstrument('Camera', 100)], atMs, atMs + 1000).inView).toBe('always');
  });
});
