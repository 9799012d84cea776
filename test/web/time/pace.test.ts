// While the reader drags, the parts of map and columns are drawn in turn, and less often on a device that is late.
import { expect, it } from 'vitest';
import { createPace } from '../../../web/time/pace.ts';

const isPart = (what: string) => !['markers', 'texts'].includes(what);

/** What is drawn in frames that take so long with a part; those without take 16 ms. */
function drawn(frames: number, partMs: number, movement: 'drag' | 'play' = 'drag'): string[] {
  const pace = createPace();
  let nowMs = 0;
  return Array.from({ length: frames }, () => {
    const what = pace.next(nowMs, movement);
    nowMs += isPart(what) ? partMs : 16;
    return what;
  });
}

it('answers at once, and begins with a part in every second frame', () => {
  expect(drawn(7, 17)).toEqual(['texts', 'lines', 'texts', 'column', 'texts', 'areas', 'texts']);
});

it('a fast device draws a part in each frame, in turn, after some seconds', () => {
  expect(drawn(600, 17).slice(-4)).toEqual(expect.arrayContaining(['lines', 'column', 'areas']));
  expect(drawn(600, 17).slice(500).every(isPart)).toBe(true);
});

it.each([
  ['drag', 8],
  ['play', 4],
] as const)('a slow one draws in most frames only what moves, and the parts still in turn: %s', (movement, light) => {
  const period = light + 1;
  const late = drawn(100 * period, 40, movement).slice(50 * period);
  const parts = late.filter(isPart);

  expect(parts).toHaveLength(50);
  expect(new Set(parts.slice(0, 4))).toEqual(new Set(['lines', 'column', 'areas']));
  // The lightest is the first after a part.
  expect(late.slice(late.findIndex(isPart)).slice(1, period)).toEqual(
    Array.from({ length: light }, (_, index) => (index % 4 === 3 ? 'texts' : 'markers')),
  );
});

it('one that has recovered tries more after some seconds', () => {
  const pace = createPace();
  // Two parts that took 40 ms.
  for (const nowMs of [0, 16, 56, 72, 112]) pace.next(nowMs, 'drag');
  const after = Array.from({ length: 1200 }, (_, index) => pace.next(112 + (index + 1) * 16, 'drag'));
  const shareOfParts = (from: number) => after.slice(from, from + 60).filter(isPart).length / 60;

  expect([0, 500, 1000].map(shareOfParts)).toEqual([1 / 3, 1 / 2, 1]);
});

it('tries more ever less often on a device that is late with it, and each try costs one late frame', () => {
  const pace = createPace();
  const lateAt: number[] = [];
  let nowMs = 0;
  let before = 'markers';
  for (let frame = 0; frame < 20_000; frame++) {
    const what = pace.next(nowMs, 'drag');
    // Two parts, one right after the other, are too much for it.
    const isLate = isPart(what) && isPart(before);
    if (isLate) lateAt.push(frame);
    nowMs += isLate ? 33 : 16;
    before = what;
  }

  const pauses = lateAt.slice(1).map((frame, index) => Math.round((frame - (lateAt[index] ?? 0)) / 480));
  expect(pauses.slice(0, 4)).toEqual([2, 4, 8, 16]);
});

it('a light frame that is late changes nothing', () => {
  const pace = createPace();

  const drawnAt = [0, 16, 32, 72, 88, 128, 144, 184].map((nowMs) => pace.next(nowMs, 'drag'));

  expect(drawnAt.filter(isPart)).toEqual(['lines', 'column', 'areas', 'column']);
});

it('one part in fifty that is late changes nothing', () => {
  const pace = createPace();
  let nowMs = 0;
  const what = Array.from({ length: 600 }, (_, index) => {
    nowMs += index % 100 === 2 ? 33 : 16;
    return pace.next(nowMs, 'drag');
  });

  expect(what.slice(-100).filter(isPart)).toHaveLength(50);
});

it('a frame after standing still is not late, and answers at once', () => {
  const pace = createPace();

  for (const nowMs of [0, 16, 32]) pace.next(nowMs, 'drag');
  expect([5_000, 5_016, 5_032, 5_048].map((nowMs) => pace.next(nowMs, 'drag'))).toEqual([
    'texts',
    'column',
    'texts',
    'areas',
  ]);
});

it('playing after a slow drag draws the parts as often as before it', () => {
  const pace = createPace();
  let nowMs = 0;
  const frames = (count: number, movement: 'drag' | 'play') =>
    Array.from({ length: count }, () => {
      const what = pace.next(nowMs, movement);
      nowMs += isPart(what) ? 40 : 16;
      return what;
    });
  frames(200, 'drag');

  expect(frames(100, 'play').filter(isPart).length).toBeGreaterThanOrEqual(19);
});
