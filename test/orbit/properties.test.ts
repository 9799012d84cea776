// What holds for any orbit, place and data. The seed is fixed, so every run tries the same ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import { type Place, toEarthFixed } from '../../orbit/geodetic.ts';
import { missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import { interpolate } from '../../orbit/interpolate.ts';
import { toMapLines } from '../../orbit/map-lines.ts';
import { Sgp4Error, subSatellitePoint } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { counting, groundDistanceKm, heightAbovePlaneKm } from './brute-force.ts';
import { anyNumber, anyOrbit, anyPlace } from './orbits.ts';
import { aPoint, aTrack, START_MS } from './tracks.ts';

// No shrinking: it would repeat searches of ten days for minutes.
const always = <T>(property: fc.IProperty<T>, numRuns: number) =>
  fc.assert(property, { seed: 2026, numRuns, endOnFailure: true });

/** Times up to ten days from the epoch, to a fraction of a millisecond. */
const anyTimeMs = anyNumber(START_MS - 10 * DAY_MS, START_MS + 10 * DAY_MS);

describe('subSatellitePoint', () => {
  it('is in range and continuous, or SGP4 refuses the elements', () => {
    let points = 0;
    always(
      fc.property(anyOrbit, anyTimeMs, (omm, timeMs) => {
        const record = toSgp4Record(omm);
        const point = pointOrRefused(record, timeMs);
        const soon = pointOrRefused(record, timeMs + 10);
        if (!point || !soon) return;

        points++;
        expect(Math.abs(point.latitudeDeg)).toBeLessThanOrEqual(90);
        expect(point.longitudeDeg).toBeGreaterThanOrEqual(-180);
        expect(point.longitudeDeg).toBeLessThan(180);
        // SGP4 itself refuses what is below 6,378.135 km from the centre; the poles are 21 km closer to it.
        expect(point.altitudeKm).toBeGreaterThan(-1);
        expect(point.altitudeKm).toBeLessThan(800_000);
        const [a, b] = [toEarthFixed(point), toEarthFixed(soon)];
        // In ten milliseconds no orbit covers more than 120 m. Far out, the rotation of the Earth adds up to 60 km/s.
        const perSecondKm = 12 + 7.3e-5 * (6378 + point.altitudeKm);
        expect(Math.hypot(b.x - a.x, b.y - a.y, b.z - a.z)).toBeLessThan(0.01 * perSecondKm);
      }),
      2000,
    );
    // Some have so much drag that they have decayed; most have not.
    expect(points).toBeGreaterThan(1000);
  });
});

describe('missingSlots', () => {
  it('is everything that is not stored, in order', () => {
    const anySlots = fc.uniqueArray(fc.integer({ min: 0, max: 300 }).map((slot) => START_MS + slot * STEP_MS));
    always(
      fc.property(anySlots, anySlots, (slots, stored) => {
        const missing = missingSlots(slots, stored);

        const held = new Set(stored);
        expect(missing.every((slot) => !held.has(slot))).toBe(true);
        const either = new Set([...missing, ...stored]);
        expect(slots.every((slot) => either.has(slot))).toBe(true);
        expect(missing).toEqual(slots.filter((slot) => missing.includes(slot)));
      }),
      500,
    );
  });
});

describe('toMapLines', () => {
  const anyPosition = fc.record({
    step: fc.integer({ min: 1, max: 3 }),
    longitudeDeg: anyNumber(-179.999, 179.999),
    latitudeDeg: anyNumber(-90, 90),
  });
  const anyTrack = fc.array(anyPosition, { maxLength: 60 }).map((positions) => {
    let index = 0;
    return positions.map(({ step, longitudeDeg, latitudeDeg }) => {
      index += step;
      return aPoint(index, longitudeDeg, latitudeDeg);
    });
  });
  const inside = (lines: ReturnType<typeof toMapLines>) =>
    lines.flat().filter(({ longitudeDeg }) => Math.abs(longitudeDeg) !== 180);

  it('loses no point and adds none except at the edges, for whole tracks and parts', () => {
    always(
      fc.property(anyTrack, fc.nat(60), (track, at) => {
        const places = track.map(({ longitudeDeg, latitudeDeg, timeMs }) => ({ longitudeDeg, latitudeDeg, timeMs }));

        const whole = toMapLines(track);
        const joined = [...toMapLines(track.slice(0, at)), ...toMapLines(track.slice(at))];

        expect(inside(whole)).toEqual(places);
        expect(inside(joined)).toEqual(places);
        expect(whole.flat().every(({ latitudeDeg }) => Math.abs(latitudeDeg) <= 90)).toBe(true);
        // What cutting adds comes in pairs: an end at one edge, a beginning at the other.
        const ends = whole.slice(0, -1).filter((line) => Math.abs(line.at(-1)?.longitudeDeg ?? 0) === 180);
        expect(whole.flat().length).toBe(track.length + 2 * ends.length);
      }),
      500,
    );
  });
});

describe('interpolate', () => {
  const whole = aTrack(60);

  it('reproduces every point of the grid, whatever is missing and wherever elements change', () => {
    const anyHoles = fc.array(fc.constantFrom('kept', 'newer', 'missing'), { minLength: 60, maxLength: 60 });
    always(
      fc.property(anyHoles, anyNumber(-1, 61), (states, step) => {
        const track = whole
          .map((point, index) => ({ ...point, elementsEpoch: states[index] ?? '' }))
          .filter(({ elementsEpoch }) => elementsEpoch !== 'missing');

        for (const { elementsEpoch: _, ...point } of track) expect(interpolate(track, point.timeMs)).toEqual(point);

        const between = interpolate(track, START_MS + step * STEP_MS);
        if (!between) return;
        expect(Math.abs(between.latitudeDeg)).toBeLessThanOrEqual(90);
        expect(between.longitudeDeg).toBeGreaterThanOrEqual(-180);
        expect(between.longitudeDeg).toBeLessThan(180);
        // The worst case, two points extrapolated by a step: 4 km below the orbit, 12 above.
        expect(Math.abs(between.altitudeKm - (whole[0]?.altitudeKm ?? 0))).toBeLessThan(40);
      }),
      300,
    );
  });
});

describe('searches over any orbit and place', () => {
  const anyDays = anyNumber(0, 10);
  const anySwathKm = anyNumber(0, 40_000);

  it('swathOverpasses: never throws, does bounded work, and finds what is in reach, in the window, in order', () => {
    let found = 0;
    always(
      fc.property(anyOrbit, anyPlace, anyDays, anySwathKm, (omm, place, days, swathKm) => {
        const { record, evaluations } = counting(toSgp4Record(omm));
        const untilMs = START_MS + days * DAY_MS;

        const search = swathOverpasses(record, place, START_MS, untilMs, swathKm);

        // 1,440 samples a day, and 22 for each closest approach, of which low orbits have 16 a day. As many again for
        // the farthest moments when nothing is out of reach.
        expect(evaluations()).toBeLessThan(22_000);
        expectTimes(search, START_MS, untilMs, (each) => each.timeMs);
        expect(search.found.every(({ distanceKm }) => distanceKm <= swathKm / 2)).toBe(true);
        found += search.found.length;
      }),
      100,
    );
    expect(found).toBeGreaterThan(100);
  });

  it('swathOverpasses: finds every closest approach that sampling each ten seconds finds', () => {
    let compared = 0;
    always(
      fc.property(anyOrbit, anyPlace, anySwathKm, (omm, place, swathKm) => {
        const record = toSgp4Record(omm);
        const untilMs = START_MS + DAY_MS / 4;
        const { found, searchedUntilMs } = swathOverpasses(record, place, START_MS, untilMs, swathKm);

        for (const timeMs of closestSamples(record, place, START_MS, searchedUntilMs, swathKm / 2)) {
          compared++;
          expect(found.some((each) => Math.abs(each.timeMs - timeMs) <= SAMPLE_MS)).toBe(true);
        }
        for (const { timeMs, distanceKm } of found) {
          for (const aside of [timeMs - 1000, timeMs + 1000]) {
            const there = distanceToKm(record, place, aside);
            // A tenth of a millisecond at 8 km/s is a metre.
            if (there !== undefined) expect(there).toBeGreaterThan(distanceKm - 0.001);
          }
        }
      }),
      60,
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('horizonPasses: never throws, does bounded work; the satellite is up within passes and down between them', () => {
    let found = 0;
    always(
      fc.property(anyOrbit, anyPlace, anyDays, (omm, place, days) => {
        const { record, evaluations } = counting(toSgp4Record(omm));
        const untilMs = START_MS + days * DAY_MS;

        const search = horizonPasses(record, place, START_MS, untilMs);

        // 1,440 samples a day in the window and one day on each side, and 22 for each rise, set and culmination.
        expect(evaluations()).toBeLessThan(40_000);
        expectTimes(search, START_MS - DAY_MS, untilMs + DAY_MS, ({ culmination }) => culmination.timeMs);
        found += search.found.length;
        for (let timeMs = START_MS + 1; timeMs < search.searchedUntilMs; timeMs += 333_333) {
          const heightKm = heightAbovePlaneKm(place, subSatellitePoint(record, timeMs));
          const within = search.found.some(
            ({ rise, set }) => (rise?.timeMs ?? 0) <= timeMs && timeMs <= (set?.timeMs ?? Number.POSITIVE_INFINITY),
          );
          // Within a metre, a tenth of a millisecond decides.
          if (Math.abs(heightKm) > 0.001) expect(within).toBe(heightKm > 0);
        }
        for (const { rise, culmination, set } of search.found) {
          expect(culmination.elevationDeg).toBeGreaterThanOrEqual(-1e-6);
          for (const end of [rise, set]) if (end) expect(Math.abs(end.elevationDeg)).toBeLessThan(1e-3);
        }
      }),
      100,
    );
    expect(found).toBeGreaterThan(100);
  });
});

function pointOrRefused(record: Sgp4Record, timeMs: number) {
  try {
    return subSatellitePoint(record, timeMs);
  } catch (error) {
    if (error instanceof Sgp4Error) return undefined;
    throw error;
  }
}

function expectTimes<T>(
  search: { found: T[]; searchedUntilMs: number; failure: unknown },
  fromMs: number,
  untilMs: number,
  timeOf: (each: T) => number,
): void {
  const times = search.found.map(timeOf);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.every((timeMs) => timeMs >= fromMs && timeMs <= untilMs)).toBe(true);
  expect(search.searchedUntilMs).toBeLessThanOrEqual(untilMs);
  if (!search.failure) expect(search.searchedUntilMs).toBeGreaterThanOrEqual(untilMs - DAY_MS);
}

const SAMPLE_MS = 10_000;

/**
 * The samples, ten seconds apart, that are closer than their neighbours by a metre and within reach by a kilometre.
 * Where less than that decides whether there is a closest approach, as from a pole above the equator, there is nothing
 * to compare.
 */
function closestSamples(record: Sgp4Record, place: Place, fromMs: number, untilMs: number, reachKm: number): number[] {
  const samples: { timeMs: number; distanceKm: number }[] = [];
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += SAMPLE_MS) {
    samples.push({ timeMs, distanceKm: distanceToKm(record, place, timeMs) ?? Number.NaN });
  }
  return samples
    .filter(({ distanceKm }, index) => {
      const around = [samples[index - 1], samples[index + 1]];
      return distanceKm < reachKm - 1 && around.every((each) => each && each.distanceKm > distanceKm + 0.001);
    })
    .map(({ timeMs }) => timeMs);
}

/** Along the ellipsoid to the sub-satellite point, km; undefined where SGP4 refuses the elements. */
function distanceToKm(record: Sgp4Record, place: Place, timeMs: number): number | undefined {
  const point = pointOrRefused(record, timeMs);
  return point && groundDistanceKm(place, point);
}
