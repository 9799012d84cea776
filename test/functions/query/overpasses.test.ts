// When a satellite passes over a place, as the API says it.
import { describe, expect, it } from 'vitest';
import { elementsAgeDays, timingUncertaintySeconds } from '../../../orbit/age.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import { horizonPasses, type Sighting } from '../../../orbit/horizon-passes.ts';
import { swathOverpasses } from '../../../orbit/swath-overpasses.ts';
import { DAY_MS, formatTime } from '../../../orbit/time.ts';
import type { HorizonPassAnswer, SightingAnswer, SwathOverpassAnswer } from '../../../wire/overpasses.ts';
import { decayed, NOW_MS } from '../../support/builders.ts';
import { held } from './ask.ts';
import { BOULDER, overBoulder } from './boulder.ts';

const FROM_MS = NOW_MS - 7500;
const UNTIL_MS = FROM_MS + 5 * DAY_MS;

const PLACES = [
  BOULDER,
  { latitudeDeg: 90, longitudeDeg: 0 },
  { latitudeDeg: -90, longitudeDeg: 45 },
  { latitudeDeg: -17.5, longitudeDeg: 180 },
];

const uncertaintySeconds = (timeMs: number) => timingUncertaintySeconds(elementsAgeDays(held().omm, timeMs));

/** No more decimals than these, and no further off than half a unit of the last. */
function expectRounded(told: number, exact: number, decimals: number) {
  expect(Number(told.toFixed(decimals))).toBe(told);
  // A billionth more: the half itself is no double.
  expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
}

describe('overpasses', () => {
  it.each(PLACES)('of the swath are those of the orbit folder, from the minute on, rounded: %j', (place) => {
    const answer = overBoulder({ place });
    const { found } = swathOverpasses(cachedRecord(held().omm), place, FROM_MS, UNTIL_MS, 2330);
    const told = answer.overpasses as SwathOverpassAnswer[];

    expect(answer).toMatchObject({ from: formatTime(FROM_MS), until: formatTime(UNTIL_MS) });
    expect(found.length).toBeGreaterThan(5);
    expect(told).toMatchObject(found.map(({ side, ascending, day }) => ({ side, ascending, day })));
    for (const [index, { timeMs, distanceKm, sunElevationDeg }] of found.entries()) {
      const { time, ...overpass } = told[index] as SwathOverpassAnswer;
      expectRounded(Date.parse(time), timeMs, 0);
      expectRounded(overpass.distanceKm, distanceKm, 3);
      expectRounded(overpass.sunElevationDeg, sunElevationDeg, 2);
      expectRounded(overpass.timingUncertaintySeconds, uncertaintySeconds(timeMs), 1);
    }
  });

  it.each(PLACES)('over the horizon are those of the orbit folder, rounded: %j', (place) => {
    const told = overBoulder({ place, kind: 'horizon' }).overpasses as HorizonPassAnswer[];
    const { found } = horizonPasses(cachedRecord(held().omm), place, FROM_MS, UNTIL_MS);

    expect(found.length).toBeGreaterThan(10);
    expect(told).toHaveLength(found.length);
    for (const [index, pass] of found.entries()) {
      const { timingUncertaintySeconds: seconds, ...sightings } = told[index] as HorizonPassAnswer;
      expectRounded(seconds, uncertaintySeconds(pass.culmination.timeMs), 1);
      for (const moment of ['rise', 'culmination', 'set'] as const) {
        const { timeMs, azimuthDeg, elevationDeg, rangeKm } = pass[moment] as Sighting;
        const { time, ...sighting } = sightings[moment] as SightingAnswer;
        expectRounded(Date.parse(time), timeMs, 0);
        expectRounded(sighting.azimuthDeg, azimuthDeg, 2);
        expectRounded(sighting.elevationDeg, elevationDeg, 3);
        expectRounded(sighting.rangeKm, rangeKm, 1);
      }
    }
  });

  it('say the age of their elements, and what it makes of a time', () => {
    const nowMs = NOW_MS + 20 * DAY_MS;
    const { elements } = overBoulder({ days: 1 }, nowMs);

    expect(elements).toMatchObject({ epoch: '2026-10-09T22:33:25.053984Z', state: 'old' });
    expectRounded(elements?.ageDays as number, elementsAgeDays(held().omm, nowMs - 7500), 1);
    expectRounded(elements?.timingUncertaintySeconds as number, uncertaintySeconds(nowMs - 7500), 1);
    expect(elements?.timingUncertaintySeconds).toBeGreaterThan(5);
  });

  it('are the same for a minute', () => {
    expect(overBoulder({}, FROM_MS + 59_999)).toEqual(overBoulder({}, FROM_MS));
  });

  it('are told to be less certain as their elements age', () => {
    const [first, last] = [overBoulder().overpasses.at(0), overBoulder().overpasses.at(-1)];

    expect(last?.timingUncertaintySeconds).toBeGreaterThan(first?.timingUncertaintySeconds as number);
  });

  it('are none for a satellite that waits', () => {
    expect(overBoulder({}, NOW_MS, null)).toMatchObject({ elements: null, overpasses: [] });
  });

  it.each([
    ['epoch', { EPOCH: 'yesterday' }],
    ['mean motion', { MEAN_MOTION: Number.NaN }],
  ])('are none for a satellite whose elements have no %s', (_, changes) => {
    const elements = { ...held(), omm: { ...held().omm, ...changes } };

    for (const kind of ['swath', 'horizon'] as const)
      expect(overBoulder({ kind }, NOW_MS, elements)).toMatchObject({ kind, elements: null, overpasses: [] });
  });

  it('of elements that SGP4 refuses say so', () => {
    expect(overBoulder({}, NOW_MS, decayed(held())).elements?.state).toBe('failed');
  });

  it.each([90, -90])('are found at latitude %d', (latitudeDeg) => {
    expect(overBoulder({ place: { latitudeDeg, longitudeDeg: 0 }, days: 1 }).overpasses.length).toBeGreaterThan(10);
  });
});
