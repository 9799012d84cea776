// The throttle of the flood lets as many requests through as API Gateway does.
import { expect, test } from 'vitest';
import { createThrottle } from '../../bench/scale/throttle.ts';

test('a burst passes at once, then so many a second', () => {
  let nowMs = 0;
  const passes = createThrottle({ perSecond: 50, burst: 20 }, () => nowMs);
  const passed = (count: number) => Array.from({ length: count }, passes).filter(Boolean).length;

  expect(passed(100)).toBe(20);
  nowMs += 100;
  expect(passed(100)).toBe(5);
  // Unused seconds do not add up.
  nowMs += 10_000;
  expect(passed(100)).toBe(20);
});
