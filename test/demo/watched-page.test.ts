// The benchmark of a page that is watched, on a tiny size: its figures mean nothing, its report has its form.
import { expect, test } from 'vitest';
import { measureWatchedPage, watchedPageReport } from '../../bench/watched-page.ts';

test('the main thread of a watched page is measured, in real time and on a clock that runs ahead', async () => {
  const watched = await measureWatchedPage({ minutes: 2, minuteSeconds: 1, hourMinutes: 1 });

  expect(watched.minutes).toHaveLength(2);
  for (const { busy, scripts } of watched.minutes) {
    expect(scripts).toBeGreaterThan(0);
    expect(busy).toBeGreaterThan(scripts);
  }
  expect(watched.hourBusy).toBeGreaterThan(0);
});

test('the report has medians, and a verdict on each', () => {
  const minutes = [0.02, 0.011, 0.012].map((busy) => ({ busy, scripts: busy / 4 }));

  expect(watchedPageReport({ minutes, hourBusy: 0.0151 })).toEqual([
    'A page that watches three satellites, main thread:',
    '  a minute in real time, median of 3: 1.20 % (goal: at most 1.50 %): met',
    '  of it scripts: 0.30 %',
    '  an hour on a clock that runs ahead: 1.51 % (goal: at most 1.50 %): MISSED',
  ]);
});
