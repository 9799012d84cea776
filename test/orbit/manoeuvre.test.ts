// Whether two sets of a satellite agree, measured on published sets: invented ones would prove nothing.
import { describe, expect, it } from 'vitest';
import { epochMs, toSgp4Record } from '../../orbit/elements.ts';
import { distanceBetweenSetsKm, MANOEUVRE_KM } from '../../orbit/manoeuvre.ts';
import type { Omm } from '../../orbit/omm.ts';
import { propagateTeme, Sgp4Error } from '../../orbit/propagate.ts';
import { newestOmm, trueElements } from '../accuracy/truth.ts';

const TERRA = newestOmm(25994);

/** All pairs of published sets of one satellite, the older one first, and the days between them. */
const PAIRS = trueElements
  .flatMap(({ omm: older }) =>
    trueElements
      .filter(({ omm }) => omm.NORAD_CAT_ID === older.NORAD_CAT_ID && epochMs(omm) > epochMs(older))
      .map(({ omm: newer }) => ({ older, newer, days: (epochMs(newer) - epochMs(older)) / 86_400_000 })),
  )
  .map((pair) => ({ ...pair, title: `${pair.older.OBJECT_NAME}, ${pair.days.toFixed(1)} days` }));
const CLOSE = PAIRS.filter(({ days }) => days <= 5);
const FAR = PAIRS.filter(({ days }) => days > 5);

/** Terra's newest set, moved along its orbit: 0.1 degrees are 12 km. */
const moved = (degrees: number): Omm => ({ ...TERRA, MEAN_ANOMALY: TERRA.MEAN_ANOMALY + degrees });

describe('the distance between two sets', () => {
  it('has published pairs to measure: two close ones, and others', () => {
    expect(CLOSE.map(({ title }) => title)).toEqual(['TERRA, 2.3 days', 'TERRA, 3.0 days']);
    expect(FAR.length).toBeGreaterThan(5);
  });

  it.each(CLOSE)('is less than 0.5 km without a manoeuvre: $title', ({ older, newer }) => {
    const distanceKm = distanceBetweenSetsKm(older, newer);

    expect(distanceKm).toBeGreaterThan(0);
    expect(distanceKm).toBeLessThan(0.5);
  });

  it.each(FAR)('is undefined over more than five days: $title', ({ older, newer }) => {
    expect(distanceBetweenSetsKm(older, newer)).toBeUndefined();
    expect(distanceBetweenSetsKm(newer, older)).toBeUndefined();
  });

  it('is given up to five days, and not a microsecond longer', () => {
    const at = (microseconds: string): Omm => ({ ...TERRA, EPOCH: `2026-10-14T22:33:25.${microseconds}` });

    expect(epochMs(at('053984')) - epochMs(TERRA)).toBe(432_000_000);
    expect(distanceBetweenSetsKm(TERRA, at('053984'))).toBeGreaterThan(0);
    expect(distanceBetweenSetsKm(TERRA, at('053985'))).toBeUndefined();
  });

  it.each([0.1, -0.1])('is 12 km when the mean anomaly has moved by %d degrees: a manoeuvre', (degrees) => {
    const distanceKm = distanceBetweenSetsKm(TERRA, moved(degrees)) as number;

    expect(distanceKm).toBeGreaterThan(12);
    expect(distanceKm).toBeLessThan(12.6);
  });

  it.each(CLOSE)('shows that manoeuvre between published sets too: $title', ({ older, newer }) => {
    const distanceKm = distanceBetweenSetsKm(older, { ...newer, MEAN_ANOMALY: newer.MEAN_ANOMALY + 0.1 }) as number;

    expect(distanceKm).toBeGreaterThan(11);
    expect(distanceKm).toBeLessThan(13);
  });

  it('is no manoeuvre at 0.03 degrees, which is less than 5 km', () => {
    expect(distanceBetweenSetsKm(TERRA, moved(0.03))).toBeLessThan(5);
    expect(MANOEUVRE_KM).toBe(5);
  });

  it('is 0 between a set and itself', () => {
    expect(distanceBetweenSetsKm(TERRA, TERRA)).toBe(0);
  });

  it.each(CLOSE)('is measured at the epoch of the first set: $title', ({ older, newer }) => {
    const there = propagateTeme(toSgp4Record(older), 0).positionKm;
    const minutes = (epochMs(older) - epochMs(newer)) / 60_000;
    const led = propagateTeme(toSgp4Record(newer), minutes).positionKm;

    expect(distanceBetweenSetsKm(older, newer)).toBe(Math.hypot(led.x - there.x, led.y - there.y, led.z - there.z));
    // Measured at the other epoch it is about the same.
    expect(
      Math.abs(Number(distanceBetweenSetsKm(newer, older)) - Number(distanceBetweenSetsKm(older, newer))),
    ).toBeLessThan(0.2);
  });

  it('is undefined when SGP4 refuses one of the two', () => {
    const decayed: Omm = { ...TERRA, MEAN_MOTION: 17.9, BSTAR: 0.1 };
    expect(() => propagateTeme(toSgp4Record(decayed), 0)).toThrow(Sgp4Error);

    expect(distanceBetweenSetsKm(decayed, TERRA)).toBeUndefined();
    expect(distanceBetweenSetsKm(TERRA, decayed)).toBeUndefined();
  });

  it('is undefined when one of the two lacks a number that SGP4 needs', () => {
    expect(distanceBetweenSetsKm({ ...TERRA, BSTAR: Number.NaN }, TERRA)).toBeUndefined();
  });
});
