// What is drawn of areas and lines: only what is on the part that is shown, and nothing too small to be seen.
import { describe, expect, it } from 'vitest';
import { areaPath, clipArea, cutLine, linePath, toShape } from '../../../../web/map/fine/shapes.ts';

const PART = { left: 0, top: 0, right: 10, bottom: 10 };

describe('cutLine', () => {
  it.each([
    ['right', [5, 5, 20, 5, 30, 5, 40, 5]],
    ['left', [5, 5, -20, 5, -30, 5, -40, 5]],
    ['bottom', [5, 5, 5, 20, 5, 30, 5, 40]],
    ['top', [5, 5, 5, -20, 5, -30, 5, -40]],
  ])('ends with the first point beyond the %s edge', (_, points) => {
    expect(cutLine(toShape(points), PART)).toEqual([points.slice(0, 4)]);
  });

  it('goes on where the line comes back, and is whole inside', () => {
    expect(cutLine(toShape([5, 5, 20, 5, 20, 6, 5, 6]), PART)).toEqual([
      [5, 5, 20, 5],
      [20, 6, 5, 6],
    ]);
    expect(cutLine(toShape([1, 1, 9, 9]), PART)).toEqual([[1, 1, 9, 9]]);
    expect(cutLine(toShape([20, 1, 30, 9]), PART)).toEqual([]);
  });
});

describe('clipArea', () => {
  it('keeps the edges of the part', () => {
    expect(clipArea(toShape([-5, -5, 15, -5, 15, 15, -5, 15]), PART)).toHaveLength(8);
    expect(new Set(clipArea(toShape([-5, -5, 15, -5, 15, 15, -5, 15]), PART))).toEqual(new Set([0, 10]));
    expect(clipArea(toShape([-5, 2, 5, 2, 5, 8, -5, 8]), PART)).toEqual([0, 2, 5, 2, 5, 8, 0, 8]);
  });
});

describe('areaPath', () => {
  it('draws an area with three corners, moved, and none with two', () => {
    expect(areaPath([0, 0, 5, 0, 5, 5], 1, 100)).toBe('M100 0l5 0 0 5z');
    expect(areaPath([0, 0, 0.5, 0, 5, 5], 1, 0)).toBe('');
    expect(areaPath([], 1, 0)).toBe('');
  });
});

describe('linePath', () => {
  it('leaves out points that are near, but not the last one', () => {
    expect(linePath([0, 0, 0.5, 0, 4, 0, 4.5, 0], 1, 0).text).toBe('M0 0l4 0 0.5 0');
    expect(linePath([0, 0], 1, 0).text).toBe('');
  });
});
