// Rounding to decimals, negative numbers and -0 included.
import { expect, test } from 'vitest';
import { roundTo } from '../../orbit/round.ts';

test.each([
  [1.2345, 2, 1.23],
  [1.235, 1, 1.2],
  [-1.26, 1, -1.3],
  [1234.5, 0, 1235],
  [-0.004, 2, 0],
  [-0, 6, 0],
])('%d to %d decimals is %d', (value, decimals, rounded) => {
  // toBe distinguishes 0 from -0.
  expect(roundTo(value, decimals)).toBe(rounded);
});
