// Frames and answers are merged, an outdated list is noticed, and holes are found.
import { beforeEach, describe, expect, it } from 'vitest';
import { LEAD_MS, STEP_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { createTrackStore, type TrackStore } from '../../../web/feed/track-store.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aPoint, aSatellite, NEWER_ELEMENTS, pointsBetween } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const listOf = (...satellites: unknown[]) => satellites as SatelliteAnswer[];
const aFrameOf = (catalogNumber: number, ...points: ReturnType<typeof aPoint>[]) => ({
  tracks: [{ catalogNumber, points }],
  remark: undefined,
});

let store: TrackStore;

beforeEach(() => {
  store = createTrackStore({ nowMs: () => NOW, isInDoubt: false });
});

describe('the list', () => {
  it('is unknown at first', () => {
    expect(store.satellites).toBeUndefined();
    expect(store.tracks.size).toBe(0);
  });

  it('drops the points of satellites that it no longer has', () => {
    store.setSatellites(listOf(aSatellite(1), aSatellite(2)));
    store.addPoints(1, [aPoint(NOW)]);
    store.addPoints(2, [aPoint(NOW)]);

    store.setSatellites(listOf(aSatellite(2)));

    expect([...store.tracks.keys()]).toEqual([2]);
  });
});

describe('a frame', () => {
  beforeEach(() => {
    store.setSatellites(listOf(aSatellite(1)));
  });

  it('is merged into the tracks', () => {
    store.addPoints(1, [aPoint(NOW)]);

    expect(store.addFrame(aFrameOf(1, aPoint(NOW + STEP_MS)))).toBe(false);
    expect(store.tracks.get(1)?.map(({ timeMs }) => timeMs)).toEqual([NOW, NOW + STEP_MS]);
  });

  it('makes the list outdated when it has newer elements', () => {
    store.addPoints(1, [aPoint(NOW)]);

    expect(store.addFrame(aFrameOf(1, aPoint(NOW + STEP_MS, { elementsEpoch: NEWER_ELEMENTS })))).toBe(true);
  });

  it('does not make the list outdated with the first points of a listed satellite', () => {
    expect(store.addFrame(aFrameOf(1, aPoint(NOW)))).toBe(false);
  });

  it('makes the list outdated once for each satellite that is not listed', () => {
    expect(store.addFrame(aFrameOf(99, aPoint(NOW)))).toBe(true);
    expect(store.addFrame(aFrameOf(99, aPoint(NOW)))).toBe(false);
    expect(store.addFrame(aFrameOf(98, aPoint(NOW)))).toBe(true);
  });

  it('is not outdated before there is one', () => {
    expect(createTrackStore({ nowMs: () => NOW, isInDoubt: false }).addFrame(aFrameOf(99, aPoint(NOW)))).toBe(false);
  });
});

describe('holes', () => {
  const whole = pointsBetween(NOW - HOUR_MS, NOW + LEAD_MS);

  it.each([
    ['none in a whole hour', aSatellite(1), whole, false],
    ['one in the middle', aSatellite(1), whole.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2), true],
    ['the whole hour', aSatellite(1), [], true],
    ['none where no points can be expected', aSatellite(1, null), [], false],
  ])('%s', (_, satellite, points, expected) => {
    store.setSatellites(listOf(satellite));
    store.addPoints(1, points);

    expect(store.numbersWithHoles()).toEqual(expected ? [1] : []);
  });

  it('are unknown without a list', () => {
    expect(store.numbersWithHoles()).toEqual([]);
  });
});
