// The measurement of growth runs, for a few viewers; its figures mean nothing here.
import { expect, inject, test } from 'vitest';
import { fromLine, growthReport, measureGrowth } from '../../bench/scale/growth.ts';

test('the processor time of a frame is measured beside a straight line', async () => {
  const figures = await measureGrowth(inject('endpoint'), { runs: 1, posts: 6, viewers: [3, 10, 40], workersFrom: 40 });

  for (const { cpuMs } of figures) expect(cpuMs).toBeGreaterThan(0);
  expect(growthReport(figures).slice(2)).toEqual(
    ['3', '10', '40'].map((viewers) =>
      expect.stringMatching(new RegExp(`^ +${viewers} +[0-9.]+ +[-+][0-9]+ %  \\(goal: within 15 %\\): (met|MISSED)$`)),
    ),
  );
});

test('values on a line are no share away from it, and others as far as they are', () => {
  expect(fromLine([10, 100, 1000], [23, 203, 2003]).map((share) => Number(share.toFixed(9)) + 0)).toEqual([0, 0, 0]);
  // The line is level, at (2 / 100 + 1 / 130) / (2 / 100² + 1 / 130²) = 106.85.
  const [first, middle, last] = fromLine([0, 1, 2], [100, 130, 100]);
  expect(first).toBeCloseTo(-0.0641, 4);
  expect(middle).toBeCloseTo(0.2167, 4);
  expect(last).toBeCloseTo(-0.0641, 4);
});
