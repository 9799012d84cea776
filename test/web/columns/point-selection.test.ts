// Where each key moves the selection, and that it stops at the ends.
import { describe, expect, it } from 'vitest';
import { nextIndex } from '../../../web/columns/point-selection.ts';

describe('nextIndex', () => {
  it.each([
    ['ArrowLeft', 10, 9],
    ['ArrowDown', 10, 9],
    ['ArrowRight', 10, 11],
    ['ArrowUp', 10, 11],
    ['PageUp', 10, 25],
    ['PageDown', 30, 15],
    ['Home', 10, 0],
    ['End', 10, 179],
    // Not beyond the ends.
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 179, 179],
    ['PageDown', 10, 0],
    ['PageUp', 170, 179],
    // Nothing selected: the newest first.
    ['ArrowLeft', -1, 179],
    ['ArrowRight', -1, 179],
    ['Enter', 10, undefined],
    ['toString', 10, undefined],
  ])('%s moves from point %i to %s', (key, index, next) => {
    expect(nextIndex(key, index, 180)).toBe(next);
  });

  it('is undefined without points', () => {
    expect(nextIndex('ArrowLeft', -1, 0)).toBeUndefined();
  });
});
