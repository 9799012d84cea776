// Windows, unusual orbits and places. test/accuracy measures how exact passes are, and that none is missed.
import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../orbit/angles.ts';
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import { dot, subtract } from '../../orbit/geodetic.ts';
import { type HorizonPass, horizonPasses, sightingAt } from '../../orbit/horizon-passes.ts';
import { Sgp4Error, subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { recordOf } from '../accuracy/measures/measure-sgp4.ts';
import { newestOmm, type Sgp4Case, sgp4Cases, truePlace, trueSkies } from '../accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA } from './orbits.ts';
import { START_MS } from './tracks.ts';

const TERRA = toSgp4Record(newestOmm(25994));
const BOULDER = { latitudeDeg: 40.015, longitudeDeg: -105.27 };
const POLE = { latitudeDeg: -90, longitudeDeg: 0 };

it('sightingAt agrees with programs that share no code: a hundredth of a degree, 100 m', () => {
  const direction = ({ azimuthDeg, elevationDeg }: { azimuthDeg: number; elevationDeg: number }) => {
    const [azimuth, elevation] = [azimuthDeg * RAD_PER_DEG, elevationDeg * RAD_PER_DEG];
    const flat = Math.cos(elevation);
    return { x: flat * Math.sin(azimuth), y: flat * Math.cos(azimuth), z: Math.sin(elevation) };
  };

  for (const { catalogNumber, place, ms, ...truth } of trueSkies) {
    const sighting = sightingAt(truePlace(place), toSgp4Record(newestOmm(catalogNumber)), ms);
    const apart = subtract(direction(sighting), direction(truth));

    // Near the zenith azimuths mean little: the angle between the two directions counts.
    expect(Math.sqrt(dot(apart, apart)) / RAD_PER_DEG, `${place}, ${ms}`).toBeLessThan(0.01);
    expect(Math.abs(sighting.rangeKm - truth.rangeKm)).toBeLessThan(0.1);
  }
  expect(trueSkies).toHaveLength(72);
});

describe('horizonPasses', () => {
  it('returns a pass over the edge between two windows whole, in both', () => {
    const { found } = horizonPasses(TERRA, BOULDER, START_MS, START_MS + DAY_MS);
    const middle = found[3] as HorizonPass;
    const edgeMs = middle.culmination.timeMs + 10_000;

    const before = horizonPasses(TERRA, BOULDER, START_MS, edgeMs).found;
    const after = horizonPasses(TERRA, BOULDER, edgeMs, START_MS + DAY_MS).found;

    expect(before).toHaveLength(4);
    expect(after).toHaveLength(found.length - 3);
    expectSame(before.at(-1), middle);
    expectSame(after[0], middle);
  });

  it('returns a pass that is longer than the window', () => {
    const { found } = horizonPasses(TERRA, BOULDER, START_MS, START_MS + DAY_MS);
    const { rise, culmination } = found[3] as HorizonPass;
    const insideMs = ((rise?.timeMs ?? 0) + culmination.timeMs) / 2;

    const { found: inside, searchedUntilMs } = horizonPasses(TERRA, BOULDER, insideMs, insideMs + 1000);

    expect(inside).toHaveLength(1);
    expectSame(inside[0], found[3]);
    expect(searchedUntilMs).toBe(insideMs + 1000);
  });

  it('returns the pass that is under way at a moment, and none between two passes', () => {
    const { found } = horizonPasses(TERRA, BOULDER, START_MS, START_MS + DAY_MS);
    const { culmination, set } = found[3] as HorizonPass;
    const laterMs = (set?.timeMs ?? 0) + 60_000;

    expect(horizonPasses(TERRA, BOULDER, culmination.timeMs, culmination.timeMs).found).toHaveLength(1);
    expect(horizonPasses(TERRA, BOULDER, laterMs, laterMs).found).toEqual([]);
  });

  it('returns a geostationary satellite always or never, without rise and set', () => {
    const record = toSgp4Record(GEOSTATIONARY);
    const { longitudeDeg } = subSatellitePoint(record, START_MS);
    const below = { latitudeDeg: 0, longitudeDeg };
    const otherSide = { latitudeDeg: 0, longitudeDeg: longitudeDeg + 180 };

    const seen = horizonPasses(record, below, START_MS, START_MS + 2 * DAY_MS);
    const unseen = horizonPasses(record, otherSide, START_MS, START_MS + 2 * DAY_MS);

    expect(seen.found).toHaveLength(1);
    expect(seen.found[0]).toMatchObject({ rise: null, set: null });
    expect(seen.found[0]?.culmination.elevationDeg).toBeGreaterThan(89);
    expect(seen.throughout).toBe('always');
    expect(unseen).toEqual({
      found: [],
      searchedUntilMs: START_MS + 2 * DAY_MS,
      failure: undefined,
      throughout: 'never',
    });
  });

  it('is highest within the window, when it neither rises nor sets', () => {
    const record = toSgp4Record({ ...GEOSTATIONARY, INCLINATION: 5 });
    const { longitudeDeg } = subSatellitePoint(record, START_MS);
    const place = { latitudeDeg: 30, longitudeDeg };

    for (const hours of [0, 6, 12, 18]) {
      const fromMs = START_MS + hours * 3_600_000;
      const { found } = horizonPasses(record, place, fromMs, fromMs + 3_600_000);

      expect(found).toMatchObject([{ rise: null, set: null }]);
      expect(found[0]?.culmination.timeMs).toBeGreaterThanOrEqual(fromMs);
      expect(found[0]?.culmination.timeMs).toBeLessThanOrEqual(fromMs + 3_600_000);
    }
  });

  it('returns a pass without rise and set for a single moment too', () => {
    const record = toSgp4Record(GEOSTATIONARY);
    const { longitudeDeg } = subSatellitePoint(record, START_MS);

    const { found } = horizonPasses(record, { latitudeDeg: 0, longitudeDeg }, START_MS, START_MS);

    expect(found).toMatchObject([{ rise: null, set: null }]);
  });

  it('follows a pass of many hours over the edges of the window', () => {
    const record = toSgp4Record(MOLNIYA);
    const north = { latitudeDeg: 80, longitudeDeg: 20 };
    const [long] = horizonPasses(record, north, START_MS, START_MS + DAY_MS).found.filter(({ set }) => set);
    const insideMs = long?.culmination.timeMs ?? 0;

    const { found } = horizonPasses(record, north, insideMs, insideMs + 1000);

    expect((long?.set?.timeMs ?? 0) - (long?.rise?.timeMs ?? 0)).toBeGreaterThan(6 * 3_600_000);
    expectSame(found[0], long);
  });

  // Such a dip is too short for samples a minute apart: the passes before and after it are followed as one, and found
  // as two.
  it('returns only the pass of the window when another ended, or begins, half a minute from it', () => {
    const record = toSgp4Record({ ...GEOSTATIONARY, INCLINATION: 10 });
    const { place, setMs, riseMs } = shortDip(record, START_MS + DAY_MS / 4, START_MS + (5 * DAY_MS) / 12);

    const after = horizonPasses(record, place, riseMs + 600_000, riseMs + 601_000).found;
    const before = horizonPasses(record, place, setMs - 601_000, setMs - 600_000).found;

    expect(after).toHaveLength(1);
    expect(Math.abs((after[0]?.rise?.timeMs ?? 0) - riseMs)).toBeLessThan(1);
    expect(before).toHaveLength(1);
    expect(Math.abs((before[0]?.set?.timeMs ?? 0) - setMs)).toBeLessThan(1);
  });

  it('returns every revolution of a polar satellite over the pole', () => {
    const { found } = horizonPasses(TERRA, POLE, START_MS, START_MS + 10 * DAY_MS);

    // 14.61 revolutions a day, and the pass that the window may cut.
    expect(found.length).toBeGreaterThanOrEqual(146);
    expect(found.length).toBeLessThanOrEqual(147);
  });

  it('ends with what it found when the satellite decays', () => {
    // Case 28872 of the verification set: it sinks below 100 km after 42 minutes, and SGP4 follows it for 50.
    const decays = recordOf(sgp4Cases.find((each) => each.catalogNumber === 28872) as Sgp4Case);
    const fromMs = decays.epochMs;
    const below = subSatellitePoint(decays, fromMs + 10 * 60_000);

    const { found, searchedUntilMs, failure } = horizonPasses(decays, below, fromMs, fromMs + DAY_MS);
    const atLast = subSatellitePoint(decays, searchedUntilMs);
    const cut = horizonPasses(decays, atLast, fromMs, fromMs + DAY_MS).found.at(-1);

    expect(found).toHaveLength(1);
    expect(failure?.code).toBe(7);
    expect(searchedUntilMs).toBeGreaterThanOrEqual(fromMs + 42 * 60_000);
    expect(searchedUntilMs).toBeLessThan(fromMs + 43 * 60_000);
    expect(atLast.altitudeKm).toBeCloseTo(100, 0);
    expect(cut?.rise).not.toBeNull();
    expect(cut?.set).toBeNull();
  });

  it('follows a pass back, past its highest moment, as far as SGP4 accepts the elements', () => {
    // A drag of the wrong sign: it climbs, and before that SGP4 considers it decayed.
    const rises = toSgp4Record({ ...newestOmm(25994), MEAN_MOTION: 16.4, BSTAR: -0.01, MEAN_MOTION_DOT: 0 });
    let firstMs = rises.epochMs;
    while (accepts(rises, firstMs - 1000)) firstMs -= 1000;
    const below = subSatellitePoint(rises, firstMs + 48_000);
    const fromMs = firstMs + 78_000;

    const { found, failure } = horizonPasses(rises, below, fromMs, fromMs + 60_000);

    expect(failure).toBeUndefined();
    expect(found).toMatchObject([{ rise: null, set: expect.anything() }]);
    expect(Math.abs((found[0]?.culmination.timeMs ?? 0) - below.timeMs)).toBeLessThan(10);
    expect(found[0]?.culmination.elevationDeg).toBeGreaterThan(89.9);
  });

  it('finds nothing when SGP4 refuses the elements from the beginning', () => {
    const refused = toSgp4Record({ ...newestOmm(25994), ECCENTRICITY: 1.5 });

    const { found, searchedUntilMs, failure } = horizonPasses(refused, BOULDER, START_MS, START_MS + DAY_MS);

    expect(found).toEqual([]);
    expect(searchedUntilMs).toBe(START_MS);
    expect(failure?.code).toBe(1);
  });

  it('refuses a window of eleven days', () => {
    expect(() => horizonPasses(TERRA, BOULDER, START_MS, START_MS + 11 * DAY_MS)).toThrow(RangeError);
  });
});

/** The same pass, found from other samples: each moment within a tenth of a millisecond. */
function expectSame(a: HorizonPass | undefined, b: HorizonPass | undefined): void {
  for (const part of ['rise', 'culmination', 'set'] as const) {
    expect(Math.abs((a?.[part]?.timeMs ?? Number.NaN) - (b?.[part]?.timeMs ?? Number.NaN))).toBeLessThan(0.1);
  }
}

function accepts(record: Sgp4Record, timeMs: number): boolean {
  try {
    return Boolean(subSatellitePoint(record, timeMs));
  } catch (error) {
    if (error instanceof Sgp4Error) return false;
    throw error;
  }
}

/**
 * A place so far north that the satellite dips below its horizon for 20 to 50 seconds of a window, found by bisection.
 */
function shortDip(record: Sgp4Record, fromMs: number, untilMs: number) {
  const { longitudeDeg } = subSatellitePoint(record, fromMs);
  let [seen, unseen] = [60, 75];
  for (let step = 0; step < 60; step++) {
    const place = { latitudeDeg: (seen + unseen) / 2, longitudeDeg };
    const { found } = horizonPasses(record, place, fromMs, untilMs);
    const within = (end: 'rise' | 'set') =>
      found.map((pass) => pass[end]?.timeMs ?? 0).find((timeMs) => timeMs > fromMs && timeMs < untilMs) ?? 0;
    const [setMs, riseMs] = [within('set'), within('rise')];
    if (riseMs - setMs > 20_000 && riseMs - setMs < 50_000) return { place, setMs, riseMs };
    if (found.length === 0 || riseMs - setMs > 20_000) unseen = place.latitudeDeg;
    else seen = place.latitudeDeg;
  }
  throw new Error('no dip of half a minute');
}
