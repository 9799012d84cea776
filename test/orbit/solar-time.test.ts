// Local mean solar time, against the Sun's place and values of others.
import { expect, test } from 'vitest';
import { meanSolarTimeMs } from '../../orbit/solar-time.ts';
import { subSolarPoint } from '../../orbit/sun.ts';

const HOUR = 3_600_000;

test.each([
  [0, '1992-10-13T10:30:00Z', 10.5],
  [15, '1992-10-13T10:30:00Z', 11.5],
  [-105, '1992-10-13T02:00:00Z', 19],
  [180, '1992-10-13T18:00:00Z', 6],
  [-180, '1992-10-13T18:00:00Z', 6],
  [-7.5, '1969-12-31T00:00:00Z', 23.5],
])('at %d° east, %s, it is %d o’clock', (longitudeDeg, time, hours) => {
  expect(meanSolarTimeMs(longitudeDeg, Date.parse(time)) / HOUR).toBeCloseTo(hours, 9);
});

// Meeus, Astronomical Algorithms (1998), example 28.b: on 13 October 1992 at 0 h the equation of time is +13 min 42.7 s.
// And the extremes of the year, of the Astronomical Almanac: some -14 min 15 s in February, +16 min 25 s in November.
test.each([
  ['1992-10-13T00:00:00Z', 822.7, 3],
  ['2026-02-11T12:00:00Z', -855, 10],
  ['2026-11-03T12:00:00Z', 985, 10],
])('below the Sun it is noon less the equation of time, %s', (time, equationSeconds, within) => {
  const timeMs = Date.parse(time);
  const mean = meanSolarTimeMs(subSolarPoint(timeMs).longitudeDeg, timeMs);

  expect(Math.abs(12 * 3_600 - mean / 1_000 - equationSeconds)).toBeLessThan(within);
});
