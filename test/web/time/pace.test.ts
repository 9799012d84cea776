// While the reader drags, the parts of map and columns are drawn in turn, and less often on a device that is late.
import { expect, it } from 'vitest';
import { createPace } from '../../../web/time/pace.ts';

const isPart = (what: string) => !['markers', 'texts'].includes(what);

/** What is drawn in frames that take so long with a part; those without take 16 ms. */
function drawn(frames: number, partMs: number): string[] {
  const pace = createPace();
  let nowMs = 0;
  return Array.from({ length: frames }, () => {
    const what = pace.next(nowMs);
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

it('a slow one draws only what moves in most frames, the time in half of them, and the parts still in turn', () => {
  const late = drawn(400, 40).slice(200);
  const parts = late.filter(isPart);

  expect(parts).toHaveLength(200 / 5);
  expect(new Set(parts.slice(0, 4))).toEqual(new Set(['lines', 'column', 'areas']));
  // The lightest is the first after a part.
  expect(late.slice(late.findIndex(isPart)).slice(1, 5)).toEqual(['markers', 'texts', 'markers', 'texts']);
});

it('one that has recovered tries more after some seconds', () => {
  const pace = createPace();
  // Two parts that took 40 ms.
  for (const nowMs of [0, 16, 56, 72, 112]) pace.next(nowMs);
  const after = Array.from({ length: 1200 }, (_, index) => pace.next(112 + (index + 1) * 16));
  const shareOfParts = (from: number) => after.slice(from, from + 60).filter(isPart).length / 60;

  expect([0, 500, 1000].map(shareOfParts)).toEqual([1 / 3, 1 / 2, 1]);
});

it('tries more ever less often on a device that is late with it, and each try costs one late frame', () => {
  const pace = createPace();
  const lateAt: number[] = [];
  let nowMs = 0;
  let before = 'markers';
  for (let frame = 0; frame < 20_000; frame++) {
    const what = pace.next(nowMs);
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

  const drawnAt = [0, 16, 32, 72, 88, 128, 144, 184].map(pace.next);

  expect(drawnAt.filter(isPart)).toEqual(['lines', 'column', 'areas', 'column']);
});

it('one part in fifty that is late changes nothing', () => {
  const pace = createPace();
  let nowMs = 0;
  const what = Array.from({ length: 600 }, (_, index) => {
    nowMs += index % 100 === 2 ? 33 : 16;
    return pace.next(nowMs);
  });

  expect(what.slice(-100).filter(isPart)).toHaveLength(50);
});

it('a frame after standing still is not late, and answers at once', () => {
  const pace = createPace();

  for (const nowMs of [0, 16, 32]) pace.next(nowMs);
  expect([5_000, 5_016, 5_032, 5_048].map(pace.next)).toEqual(['texts', 'column', 'texts', 'areas']);
});
