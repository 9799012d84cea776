// While the reader drags, map and columns are drawn in turn, and less often on a device that is late.
import { expect, it } from 'vitest';
import { createPace } from '../../../web/time/pace.ts';

/** What is drawn in frames that take so long after heavy ones; others take 16 ms. */
function drawn(frames: number, heavyMs: number): string[] {
  const pace = createPace();
  let nowMs = 0;
  return Array.from({ length: frames }, () => {
    const what = pace.next(nowMs);
    nowMs += what === 'markers' ? 16 : heavyMs;
    return what;
  });
}

it('a fast device draws map and columns in turn', () => {
  expect(drawn(4, 17)).toEqual(['map', 'columns', 'map', 'columns']);
});

it('a slow one draws only what moves in most frames, and both of the others still in turn', () => {
  const late = drawn(400, 40).slice(200);
  const heavy = late.filter((what) => what !== 'markers');

  expect(heavy.length).toBeLessThan(200 / 5);
  expect(heavy.length).toBeGreaterThan(200 / 9);
  expect(heavy.slice(0, 3)).toContain('map');
  expect(heavy.slice(0, 3)).toContain('columns');
});

it('a frame after standing still is not late', () => {
  const pace = createPace();

  expect([0, 16, 5_000, 5_016].map(pace.next)).toEqual(['map', 'columns', 'map', 'columns']);
});
