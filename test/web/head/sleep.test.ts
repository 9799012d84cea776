// A sleep and a changed clock are noticed; a slow timer is not mistaken for one.
import { expect, it } from 'vitest';
import { createSleepDetector } from '../../../web/head/sleep.ts';

it.each([
  ['a second', 1_000, false],
  ['a busy second', 3_000, false],
  ['a sleep', 3_001, true],
  ['a clock that was set back a little', -2_000, false],
  ['a clock that was set back', -2_001, true],
])('%s', (_, passedMs, expected) => {
  let nowMs = 1_000_000;
  const hasSlept = createSleepDetector(() => nowMs);

  nowMs += passedMs;

  expect(hasSlept()).toBe(expected);
  // Only once: the next tick counts from here.
  expect(hasSlept()).toBe(false);
});
