// The benchmark of a page that is opened, watched and dragged, on a tiny size: its figures mean nothing, its reports have
// their form.
import { expect, test } from 'vitest';
import { dragReport, measureDrag } from '../../bench/page/drag.ts';
import { firstTrackReport, measureFirstTrack } from '../../bench/page/first-track.ts';
import { onDemo } from '../../bench/page/run.ts';
import { cumulativeShift, measureShifts, shiftsReport } from '../../bench/page/shifts.ts';
import { measureWatchedPage, watchedPageReport } from '../../bench/page/watched.ts';

test('the main thread of a watched page is measured, in real time and on a clock that runs ahead', async () => {
  const watched = await onDemo((browser, url) =>
    measureWatchedPage(browser, url, { minutes: 2, minuteSeconds: 1, hourMinutes: 1 }),
  );

  expect(watched.minutes).toHaveLength(2);
  for (const { busy, scripts } of watched.minutes) {
    expect(scripts).toBeGreaterThan(0);
    expect(busy).toBeGreaterThan(scripts);
  }
  expect(watched.hourBusy).toBeGreaterThan(0);
});

test('a page is opened, its shifts are added up, and its time is dragged on one core', async () => {
  const { first, shifts, dragged } = await onDemo(async (browser, url) => ({
    first: await measureFirstTrack(browser, url, { runs: 2 }),
    shifts: await measureShifts(browser, url, { seconds: 1 }),
    dragged: await measureDrag(browser, url, { runs: 1, seconds: 0.5 }),
  }));

  expect(first).toHaveLength(2);
  for (const timeMs of first) expect(timeMs).toBeGreaterThan(0);
  expect(shifts.screens.map(({ width }) => width)).toEqual([360, 412, 768, 1280, 1440]);
  expect(dragged.isOnOneCore).toBe(process.platform === 'linux');
  const [drag] = dragged.drags;
  expect(drag?.framesPerSecond).toBeGreaterThan(0);
  expect(drag?.longestMs).toBeGreaterThan(0);
});

test('the reports have medians, and a verdict on each', () => {
  const minutes = [0.02, 0.011, 0.012].map((busy) => ({ busy, scripts: busy / 4 }));
  const drags = [58, 59.6, 61].map((framesPerSecond) => ({
    framesPerSecond,
    longestMs: 33.4,
    mapPerSecond: 30,
    columnsPerSecond: 29.6,
  }));

  expect(watchedPageReport({ minutes, hourBusy: 0.0151 })).toEqual([
    'A page that watches three satellites, main thread:',
    '  a minute in real time, median of 3: 1.20 % (goal: at most 1.50 %): met',
    '  of it scripts: 0.30 %',
    '  an hour on a clock that runs ahead: 1.51 % (goal: at most 1.50 %): MISSED',
  ]);
  expect(firstTrackReport([900, 1001, 1100])).toEqual([
    'First ground track after navigation, median of 3: 1001 ms (goal: at most 1000): MISSED',
  ]);
  expect(shiftsReport({ seconds: 180, screens: [{ width: 360, shifts: [{ timeMs: 1, value: 0.0212 }] }] })).toEqual([
    'Cumulative layout shift in 180 s of watching (goal: at most 0.02):',
    '   360 px: 0.0212: MISSED; all shifts together 0.0212',
  ]);
  expect(dragReport({ isOnOneCore: true, emptyPerSecond: 60.04, drags })).toEqual([
    'Dragging the time, browser on one core, median of 3:',
    '  frames a second: 59.6 (goal: 60): met',
    '  of an empty page, at the same time: 60.0',
    '  longest time between two: 33 ms',
    '  of them with the map: 30 a second, with the columns: 30',
  ]);
});

test('shifts add up within a window of five seconds, in which they are less than a second apart', () => {
  const at = (...timesMs: number[]) => timesMs.map((timeMs) => ({ timeMs, value: 0.25 }));

  expect(cumulativeShift([])).toBe(0);
  expect(cumulativeShift(at(0, 999, 1998))).toBe(0.75);
  expect(cumulativeShift(at(0, 1000, 1500))).toBe(0.5);
  expect(cumulativeShift(at(0, 900, 1800, 2700, 3600, 4500, 5000))).toBe(1.5);
});
