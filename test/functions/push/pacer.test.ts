// Turns on a clock that the test moves: never more than the share, hardly fewer.
import { setImmediate as macrotask } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Clock, createPacer } from '../../../functions/push/pacer.ts';

/** A clock that goes on to the next timer whenever nothing else is to do. `lateMs`: timers fire that much late. */
function aClock(lateMs = 0) {
  let nowMs = 1_000_000;
  let waiting: { atMs: number; resolve: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    wait: (ms) => new Promise((resolve) => waiting.push({ atMs: nowMs + ms + lateMs, resolve })),
  };
  return {
    ...clock,
    /** Runs until no timer is left. */
    async run() {
      for (;;) {
        await macrotask();
        if (waiting.length === 0) return;
        const atMs = Math.min(...waiting.map((each) => each.atMs));
        nowMs = Math.max(nowMs, atMs);
        const due = waiting.filter((each) => each.atMs <= nowMs);
        waiting = waiting.filter((each) => each.atMs > nowMs);
        for (const { resolve } of due) resolve();
      }
    },
  };
}

/** The times of turns of `loops` posters, each of which waits for an answer between its turns. */
async function turnsOf({ perSecond = 500, posts = 1000, loops = 50, latencyMs = 25, lateMs = 0 }) {
  const clock = aClock(lateMs);
  const startMs = clock.nowMs();
  const turn = createPacer(perSecond, clock);
  const timesMs: number[] = [];
  let left = posts;
  const loop = async () => {
    while (left-- > 0) {
      await turn();
      timesMs.push(clock.nowMs() - startMs);
      await clock.wait(latencyMs);
    }
  };
  const all = Promise.all(Array.from({ length: loops }, loop));
  await clock.run();
  await all;
  return timesMs;
}

/** The most turns in any second. */
const busiestSecond = (timesMs: number[]) =>
  Math.max(...timesMs.map((fromMs, first) => timesMs.slice(first).filter((timeMs) => timeMs < fromMs + 1000).length));

test.each([
  ['with quick answers', { latencyMs: 1 }],
  ['with slow answers', { latencyMs: 95 }],
  ['with timers that fire late', { lateMs: 3 }],
])('a thousand posts at 500 a second take two seconds, %s', async (_, options) => {
  const timesMs = await turnsOf(options);

  expect(timesMs).toHaveLength(1000);
  expect(timesMs.at(-1)).toBeGreaterThan(1890);
  expect(timesMs.at(-1)).toBeLessThan(2020);
  // A second, the tenth that may be caught up, and the hundredth whose turns come together.
  expect(busiestSecond(timesMs)).toBeLessThanOrEqual(556);
});

test('answers that are too slow for the share do not lead to a burst later', async () => {
  // 50 at once with 200 ms each are 250 a second.
  expect(busiestSecond(await turnsOf({ latencyMs: 200, posts: 500 }))).toBeLessThanOrEqual(301);

  const clock = aClock();
  const turn = createPacer(500, clock);
  const pause = clock.wait(60_000);
  await clock.run();
  await pause;
  const startMs = clock.nowMs();
  const turns = Promise.all(Array.from({ length: 500 }, () => turn().then(() => clock.nowMs() - startMs)));
  await clock.run();
  const timesMs = await turns;

  // What a tenth of a second allows at once, then the share.
  expect(timesMs.filter((timeMs) => timeMs === 0)).toHaveLength(51);
  expect(timesMs.at(-1)).toBe(900);
  // One timer for ten milliseconds.
  expect(new Set(timesMs).size).toBe(91);
});

test('turns come in the order of the calls', async () => {
  const clock = aClock();
  const turn = createPacer(1000, clock);
  const order: number[] = [];
  const all = Promise.all(Array.from({ length: 300 }, (_, index) => turn().then(() => order.push(index))));

  await clock.run();
  await all;

  expect(order).toEqual(Array.from({ length: 300 }, (_, index) => index));
});
