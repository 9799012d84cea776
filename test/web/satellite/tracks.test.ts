// Points are merged without duplicates, stay bounded, and missing times are found.
import { describe, expect, it } from 'vitest';
import { LEAD_MS, STEP_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import {
  cutAtHoles,
  lastHour,
  lastKnown,
  mergePoints,
  missingTimes,
  nearest,
  nearestInTime,
} from '../../../web/satellite/tracks.ts';
import { aPoint, ELEMENTS, NEWER_ELEMENTS, pointsBetween } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 7);
const SLOT = NOW - 7_000;
const WHOLE = pointsBetween(SLOT - HOUR_MS, SLOT + LEAD_MS);
const times = (points: readonly { timeMs: number }[]) => points.map(({ timeMs }) => timeMs);

describe('mergePoints', () => {
  it('sorts by time and keeps one point for each time', () => {
    const track = mergePoints([aPoint(SLOT)], [aPoint(SLOT + STEP_MS), aPoint(SLOT - STEP_MS), aPoint(SLOT)], NOW);

    expect(times(track)).toEqual([SLOT - STEP_MS, SLOT, SLOT + STEP_MS]);
  });

  it('keeps the point of the newer elements, whichever arrived first', () => {
    const older = aPoint(SLOT, { elementsEpoch: ELEMENTS, altitudeKm: 700 });
    const newer = aPoint(SLOT, { elementsEpoch: NEWER_ELEMENTS, altitudeKm: 701 });

    expect(mergePoints([older], [newer], NOW)).toEqual([newer]);
    expect(mergePoints([newer], [older], NOW)).toEqual([newer]);
  });

  it('does not change its argument', () => {
    const track = [aPoint(SLOT)];

    mergePoints(track, [aPoint(SLOT + STEP_MS)], NOW);

    expect(track).toEqual([aPoint(SLOT)]);
  });

  it('keeps the hour with a neighbour before it, and twelve minutes ahead', () => {
    const track = mergePoints([], pointsBetween(SLOT - 2 * HOUR_MS, SLOT + HOUR_MS), SLOT);

    expect(track[0]?.timeMs).toBe(SLOT - 3_620_000);
    expect(track.at(-1)?.timeMs).toBe(SLOT + 720_000);
  });

  it('stays bounded over a day of frames, whatever their times', () => {
    let track = mergePoints([], WHOLE, NOW);
    let most = 0;
    for (let nowMs = NOW; nowMs < NOW + 24 * HOUR_MS; nowMs += 60_000) {
      const frame = pointsBetween(nowMs - 7_000 + LEAD_MS, nowMs - 7_000 + LEAD_MS + 40_000);
      track = mergePoints(track, [...frame, aPoint(nowMs + 5 * HOUR_MS), aPoint(0)], nowMs);
      most = Math.max(most, track.length);
    }
    // The hour, the lead and two neighbours, and a step or two of rounding.
    expect(most).toBeLessThanOrEqual(180 + 9 + 6);
  });
});

describe('lastHour', () => {
  it('is 180 points up to now', () => {
    const points = lastHour(mergePoints([], WHOLE, NOW), NOW);

    expect(points).toHaveLength(180);
    expect(points[0]?.timeMs).toBe(SLOT - 179 * STEP_MS);
    expect(points.at(-1)?.timeMs).toBe(SLOT);
  });

  it('is 180 points on a grid time too', () => {
    const points = lastHour(WHOLE, SLOT);

    expect(points).toHaveLength(180);
    expect(points.at(-1)?.timeMs).toBe(SLOT);
  });

  it('is shorter when points are missing', () => {
    expect(lastHour(WHOLE.slice(50), NOW)).toHaveLength(131);
    expect(lastHour([], NOW)).toEqual([]);
  });
});

describe('lastKnown', () => {
  it('is the newest point that is not after now', () => {
    expect(lastKnown(WHOLE, NOW)?.timeMs).toBe(SLOT);
    expect(lastKnown(pointsBetween(SLOT + STEP_MS, SLOT + LEAD_MS), NOW)).toBeUndefined();
  });
});

describe('missingTimes', () => {
  it('finds nothing in a whole hour', () => {
    expect(missingTimes(WHOLE, NOW)).toEqual([]);
  });

  it('finds a hole', () => {
    const track = WHOLE.filter(({ timeMs }) => timeMs !== SLOT - 10 * STEP_MS);

    expect(missingTimes(track, NOW)).toEqual([SLOT - 10 * STEP_MS]);
  });

  it('finds missing frames while points still reach past now', () => {
    const track = WHOLE.filter(({ timeMs }) => timeMs <= SLOT + STEP_MS);

    expect(missingTimes(track, NOW)).toEqual([SLOT + 2 * STEP_MS, SLOT + 3 * STEP_MS]);
  });

  it('finds the whole hour in an empty track', () => {
    expect(missingTimes([], NOW)).toHaveLength(183);
  });
});

describe('cutAtHoles', () => {
  it('cuts where a step is missing', () => {
    const points = [SLOT, SLOT + STEP_MS, SLOT + 3 * STEP_MS].map((timeMs) => aPoint(timeMs));

    expect(cutAtHoles(points).map(times)).toEqual([[SLOT, SLOT + STEP_MS], [SLOT + 3 * STEP_MS]]);
    expect(cutAtHoles([])).toEqual([]);
  });
});

describe('the nearest point', () => {
  const points = [0, 1, 2, 3].map((step) =>
    aPoint(step * STEP_MS, { latitudeDeg: step * 10, longitudeDeg: step * 20 - 30 }),
  );

  it('in time', () => {
    expect(nearestInTime(points, 1.4 * STEP_MS)?.timeMs).toBe(STEP_MS);
    expect(nearestInTime(points, -1e9)?.timeMs).toBe(0);
    expect(nearestInTime(points, 1e15)?.timeMs).toBe(3 * STEP_MS);
    expect(nearestInTime([], 0)).toBeUndefined();
  });

  it('by any distance, the first of several', () => {
    expect(nearest([3, 1, 2, 1.5], (item) => Math.abs(item - 1.75))).toBe(2);
    expect(nearest([], () => 0)).toBeUndefined();
  });
});
