// How exact passes are, and that none is missed, is measured in test/accuracy; here are windows, odd orbits and odd places.
import { describe, expect, it } from 'vitest';
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import { type HorizonPass, horizonPasses } from '../../orbit/horizon.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { recordOf } from '../accuracy/measure-sgp4.ts';
import { newestOmm, type Sgp4Case, sgp4Cases } from '../accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA } from './orbits.ts';
import { START_MS } from './tracks.ts';

const DAY_MS = 86_400_000;
const TERRA = toSgp4Record(newestOmm(25994));
const BOULDER = { latitudeDeg: 40.015, longitudeDeg: -105.27 };
const POLE = { latitudeDeg: -90, longitudeDeg: 0 };

describe('horizonPasses', () => {
  it('gives a pass that reaches over an edge of the window whole, in both windows', () => {
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

  it('gives a pass that is longer than the window', () => {
    const { found } = horizonPasses(TERRA, BOULDER, START_MS, START_MS + DAY_MS);
    const { rise, culmination } = found[3] as HorizonPass;
    const insideMs = ((rise?.timeMs ?? 0) + culmination.timeMs) / 2;

    const { found: inside, searchedUntilMs } = horizonPasses(TERRA, BOULDER, insideMs, insideMs + 1000);

    expect(inside).toHaveLength(1);
    expectSame(inside[0], found[3]);
    expect(searchedUntilMs).toBe(insideMs + 1000);
  });

  it('gives the pass that a moment lies in, and none for a moment between two', () => {
    const { found } = horizonPasses(TERRA, BOULDER, START_MS, START_MS + DAY_MS);
    const { culmination, set } = found[3] as HorizonPass;
    const laterMs = (set?.timeMs ?? 0) + 60_000;

    expect(horizonPasses(TERRA, BOULDER, culmination.timeMs, culmination.timeMs).found).toHaveLength(1);
    expect(horizonPasses(TERRA, BOULDER, laterMs, laterMs).found).toEqual([]);
  });

  it('sees a geostationary satellite always or never: no rise, no set', () => {
    const record = toSgp4Record(GEOSTATIONARY);
    const { longitudeDeg } = subSatellitePoint(record, START_MS);
    const below = { latitudeDeg: 0, longitudeDeg };
    const otherSide = { latitudeDeg: 0, longitudeDeg: longitudeDeg + 180 };

    const seen = horizonPasses(record, below, START_MS, START_MS + 2 * DAY_MS);
    const unseen = horizonPasses(record, otherSide, START_MS, START_MS + 2 * DAY_MS);

    expect(seen.found).toHaveLength(1);
    expect(seen.found[0]).toMatchObject({ rise: null, set: null });
    expect(seen.found[0]?.culmination.elevationDeg).toBeGreaterThan(89);
    expect(unseen).toEqual({ found: [], searchedUntilMs: START_MS + 2 * DAY_MS, failure: undefined });
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

  it('knows the highest moment before the window, as far back as SGP4 takes the elements', () => {
    // Drag turned round: the satellite comes from below, where SGP4 refuses it.
    const record = toSgp4Record({ ...newestOmm(25994), MEAN_MOTION: 16.3, BSTAR: -0.05 });
    const firstMs = firstAccepted(record);
    const highestMs = firstMs + 62_000;
    const place = subSatellitePoint(record, highestMs);

    const { found } = horizonPasses(record, place, highestMs + 60_000, highestMs + 61_000);

    expect(found).toHaveLength(1);
    expect(found[0]?.rise).toBeNull();
    expect(Math.abs((found[0]?.culmination.timeMs ?? 0) - highestMs)).toBeLessThan(5_000);
    expect(found[0]?.culmination.elevationDeg).toBeGreaterThan(80);
  });

  it('sees every revolution of a polar satellite from the pole', () => {
    const { found } = horizonPasses(TERRA, POLE, START_MS, START_MS + 10 * DAY_MS);

    // 14.61 revolutions a day, and the pass that the window may cut.
    expect(found.length).toBeGreaterThanOrEqual(146);
    expect(found.length).toBeLessThanOrEqual(147);
  });

  it('ends with what it found when the satellite decays', () => {
    // Case 28872 of the verification set: SGP4 follows it for 50 minutes.
    const decays = recordOf(sgp4Cases.find((each) => each.catalogNumber === 28872) as Sgp4Case);
    const fromMs = decays.epochMs;
    const below = subSatellitePoint(decays, fromMs + 10 * 60_000);

    const { found, searchedUntilMs, failure } = horizonPasses(decays, below, fromMs, fromMs + DAY_MS);
    const atLast = subSatellitePoint(decays, searchedUntilMs);
    const cut = horizonPasses(decays, atLast, fromMs, fromMs + DAY_MS).found.at(-1);

    expect(found).toHaveLength(1);
    expect(failure?.code).toBe(6);
    expect(searchedUntilMs).toBeGreaterThanOrEqual(fromMs + 50 * 60_000);
    expect(searchedUntilMs).toBeLessThan(fromMs + 55 * 60_000);
    expect(cut?.rise).not.toBeNull();
    expect(cut?.set).toBeNull();
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

/** The first whole second around the epoch at which SGP4 takes the elements, of those that follow a refusal. */
function firstAccepted(record: Sgp4Record): number {
  const isAccepted = (timeMs: number) => {
    try {
      subSatellitePoint(record, timeMs);
      return true;
    } catch {
      return false;
    }
  };
  let timeMs = record.epochMs;
  while (isAccepted(timeMs)) timeMs -= 1000;
  return timeMs + 1000;
}

/** The same pass, found from other looks: each moment within a tenth of a millisecond. */
function expectSame(a: HorizonPass | undefined, b: HorizonPass | undefined): void {
  for (const part of ['rise', 'culmination', 'set'] as const) {
    expect(Math.abs((a?.[part]?.timeMs ?? Number.NaN) - (b?.[part]?.timeMs ?? Number.NaN))).toBeLessThan(0.1);
  }
}
