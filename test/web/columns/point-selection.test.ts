import { describe, expect, it } from 'vitest';
import { STEP_MS } from '../../../orbit/grid.ts';
import { nextIndex } from '../../../web/columns/point-selection.ts';
import { nearestInTime, nearestOnMap } from '../../../web/satellite/tracks.ts';
import { aPoint } from '../points.ts';

describe('a key', () => {
  it.each([
    ['ArrowLeft', 10, 9],
    ['ArrowDown', 10, 9],
    ['ArrowRight', 10, 11],
    ['ArrowUp', 10, 11],
    ['PageUp', 10, 25],
    ['PageDown', 30, 15],
    ['Home', 10, 0],
    ['End', 10, 179],
    // Not over the ends.
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 179, 179],
    ['PageDown', 10, 0],
    ['PageUp', 170, 179],
    // From no point: the newest first.
    ['ArrowLeft', -1, 179],
    ['ArrowRight', -1, 179],
    ['Enter', 10, undefined],
    ['toString', 10, undefined],
  ])('%s leads from point %i to %s', (key, index, next) => {
    expect(nextIndex(key, index, 180)).toBe(next);
  });

  it('leads nowhere without points', () => {
    expect(nextIndex('ArrowLeft', -1, 0)).toBeUndefined();
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

  it('on the map', () => {
    expect(nearestOnMap(points, { latitudeDeg: 18, longitudeDeg: 12 })?.timeMs).toBe(2 * STEP_MS);
    expect(nearestOnMap([], { latitudeDeg: 0, longitudeDeg: 0 })).toBeUndefined();
  });
});
