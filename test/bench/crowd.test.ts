// The measurement of a crowd on /frame runs, for some viewers and two minutes.
import { afterEach, expect, inject, test } from 'vitest';
import { crowdReport, measureCrowd } from '../../bench/scale/crowd.ts';

const environment = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

test('viewers on /frame are answered by the cache, which asks the function a few times a minute', async () => {
  const figures = await measureCrowd(inject('endpoint'), { viewers: 200, minutes: 2 });

  const { requests, failed, computations } = figures;
  expect(failed).toBe(0);
  // Each asks within 10 s, and again after 55 to 65 s.
  expect(requests).toBeGreaterThan(300);
  expect(requests).toBeLessThanOrEqual(600);
  for (const count of computations) {
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(10);
  }
  expect(crowdReport(figures)).toEqual([
    `200 viewers on /frame, one edge location, ${requests} requests in 2 minutes:`,
    expect.stringMatching(/^ {2}computations in each minute: \d+, \d+ \(goal: at most 10\): met$/),
    '  requests without an answer: 0 (goal: 0): met',
    expect.stringMatching(/^ {2}oldest answer: \d+ s; points come 180 s early$/),
  ]);
});
