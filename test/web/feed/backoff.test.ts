import { expect, it } from 'vitest';
import { FIRST_DELAY_MS, LONGEST_DELAY_MS, retryDelayMs } from '../../../web/feed/backoff.ts';

it('doubles up to its limit', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 60].map((failures) => retryDelayMs(failures, () => 1));

  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(longest[0]).toBe(FIRST_DELAY_MS);
  expect(longest.at(-1)).toBe(LONGEST_DELAY_MS);
});

it('spreads over the second half of the step', () => {
  expect(retryDelayMs(3, () => 0)).toBe(2_000);
  expect(retryDelayMs(3, () => 0.5)).toBe(3_000);
});
