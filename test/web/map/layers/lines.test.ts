// What is written and drawn along the lines: times of the next orbit, the path of a late feed, names under the pointer.
import { describe, expect, it, test } from 'vitest';
import { cachedRecord } from '../../../../orbit/elements.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { subSatellitePointIfAny } from '../../../../orbit/propagate.ts';
import { labelOf, tickOffsets } from '../../../../web/map/layers/ahead-ticks.ts';
import { labelStep } from '../../../../web/map/layers/graticule-labels.ts';
import { lateStretch } from '../../../../web/map/layers/late-path.ts';
import { describeLine, nearestOnLines } from '../../../../web/map/layers/line-names.ts';
import { newestOmm } from '../../../accuracy/truth.ts';
import { GEOSTATIONARY } from '../../../orbit/orbits.ts';
import { pointsBetween } from '../../points.ts';

const TERRA = cachedRecord(newestOmm(25994));
const MINUTE_MS = 60_000;

describe('times on the next orbit', () => {
  it.each<[string, Omm, number[]]>([
    ['Terra, a revolution of 99 minutes', TERRA.omm, [10, 20, 30, 40, 50, 60, 70, 80, 90]],
    ['a geostationary one, a day', GEOSTATIONARY, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((count) => count * 120)],
  ])('%s: at most twelve', (_, omm, minutes) => {
    expect(tickOffsets(cachedRecord(omm)).map((offsetMs) => offsetMs / MINUTE_MS)).toEqual(minutes);
  });

  it.each([
    [30, '+30 min'],
    [90, '+90 min'],
    [360, '+6 h'],
    [150, '+2 h 30 min'],
  ])('%i minutes from now: %s', (minutes, text) => {
    expect(labelOf(minutes * MINUTE_MS)).toBe(text);
  });
});

describe('the path of a late feed', () => {
  const nowMs = Math.floor(TERRA.epochMs / MINUTE_MS) * MINUTE_MS + 3_605_000;
  const stretch = (lastAgoMs: number, firstAgoMs = 3_585_000) =>
    lateStretch(
      { track: pointsBetween(nowMs - firstAgoMs, nowMs - lastAgoMs), record: TERRA },
      nowMs,
      subSatellitePointIfAny,
    ).map(({ timeMs }) => (nowMs - timeMs) / 1_000);

  it('begins at the last point, has one each 20 s, and ends at the marker', () => {
    expect(stretch(65_000)).toEqual([65, 45, 25, 5, 0]);
  });

  it('is none while the feed is ahead', () => {
    expect(stretch(-180_000)).toEqual([]);
  });

  it('is at most an hour long', () => {
    const ages = stretch(7_205_000, 9_005_000);

    expect([ages[0], ages.at(-1), ages.length]).toEqual([3_600, 0, 181]);
  });
});

describe('the name of a line', () => {
  const lines = [
    { satellite: 'Terra', points: [point(0, 0, 0), point(10, 0, 20_000), undefined, point(30, 0, 60_000)] },
    { satellite: 'Aqua', points: [point(0, 3, 0), point(170, 3, 20_000), point(-170, 3, 40_000)] },
  ];

  it('is that of the nearest one, with the time between two points', () => {
    expect(nearestOnLines(lines, { x: 2.5, y: 1 }, 2)).toEqual({ satellite: 'Terra', x: 2.5, y: 0, timeMs: 5_000 });
  });

  it.each([
    ['too far away', { x: 2.5, y: -2.5 }],
    ['in a hole', { x: 20, y: 0 }],
    ['between both edges of the map', { x: 60, y: 3 }],
  ])('is none %s', (_, at) => {
    expect(nearestOnLines(lines, at, 2)).toBeUndefined();
  });

  it.each([
    [-34, 'Terra 07:26, 34 min ago'],
    [0, 'Terra 08:00, now'],
    [8, 'Terra 08:08, in 8 min'],
    [95, 'Terra 09:35, in 95 min'],
  ])('%i minutes from now: %s', (minutes, text) => {
    const nowMs = Date.UTC(2026, 10, 26, 8, 0);

    expect(describeLine('Terra', nowMs + minutes * MINUTE_MS, nowMs)).toBe(text);
  });
});

test.each([
  ['the whole world on a wide screen', 16, 30, 30],
  ['on a phone', 51, 30, 60],
  ['magnified eight times', 2, 10, 10],
  ['magnified four times on a phone', 13, 10, 30],
])('degrees are written far enough apart: %s', (_, minDeg, lineStepDeg, step) => {
  expect(labelStep(minDeg, lineStepDeg)).toBe(step);
});

function point(x: number, y: number, timeMs: number) {
  return { x, y, timeMs };
}
