// Numbers with their units and decimals, and times that are cut to the second, never rounded up.
import { describe, expect, it } from 'vitest';
import {
  formatAltitude,
  formatClock,
  formatDateTime,
  formatDays,
  formatDuration,
  formatLatitude,
  formatLongitude,
  formatMinute,
  formatPlusMinus,
  formatSpeed,
  formatUncertainty,
  formatWithin,
  inOneLine,
  keepTogether,
  latitudeLabel,
  longitudeLabel,
  type Quantity,
} from '../../../web/base/format.ts';

const write = ({ value, unit }: Quantity) => `${value} ${unit}`.trim();

describe('longitude and latitude', () => {
  it.each([
    [160.637, '160.64° E'],
    [-63.114, '63.11° W'],
    [179.994, '179.99° E'],
    [-179.994, '179.99° W'],
    // No side on the prime meridian: the letter must not flicker while the satellite crosses it.
    [179.996, '180.00°'],
    [-179.996, '180.00°'],
    [-180, '180.00°'],
    [0.004, '0.00°'],
    [-0.004, '0.00°'],
    [-0, '0.00°'],
    [0.006, '0.01° E'],
  ])('writes longitude %d as %s', (longitudeDeg, text) => {
    expect(write(formatLongitude(longitudeDeg))).toBe(text);
  });

  it.each([
    [16.8, '16.80° N'],
    [-73.338, '73.34° S'],
    [-0.001, '0.00°'],
    [90, '90.00° N'],
  ])('writes latitude %d as %s', (latitudeDeg, text) => {
    expect(write(formatLatitude(latitudeDeg))).toBe(text);
  });
});

describe('a number is no finer than its uncertainty', () => {
  it.each([
    [151.214, 0, '151.21'],
    [151.214, 0.01, '151.21'],
    [151.214, 0.011, '151.2'],
    [151.214, 0.1, '151.2'],
    [151.214, 0.11, '151'],
    [151.214, 1, '151'],
    [151.214, 1.1, '≈ 151'],
    [151.214, 10, '≈ 151'],
    [151.214, 11, '≈ 150'],
    [151.214, 101, '≈ 200'],
    [35_786.123, 0, '35,786.12'],
    [35_786.123, 0.5, '35,786'],
    [35_786.123, 20, '≈ 35,790'],
    [35_786.123, 5_000, '≈ 36,000'],
    [999.996, 0, '1,000.00'],
    [-16.804, 0.05, '-16.8'],
    [-16.804, 20, '≈ -20'],
    [-0.004, 0, '0.00'],
    [-0.4, 0.5, '0'],
    [-0.4, 5, '≈ 0'],
  ])('%d ± %d is %s', (value, uncertainty, text) => {
    expect(formatWithin(value, uncertainty)).toBe(text);
  });

  it.each([
    [formatLongitude(160.637, 0.05), '160.6° E'],
    [formatLongitude(-160.637, 3), '≈ 161° W'],
    [formatLongitude(-176, 20), '≈ 180°'],
    [formatLongitude(-0.04, 0.05), '0.0°'],
    [formatLatitude(-16.804, 3), '≈ 17° S'],
    [formatLongitude(-140, 30), '≈ 140° W'],
    [formatLongitude(-140, 65), 'unknown'],
    [formatLatitude(20, 65), 'unknown'],
    [formatAltitude(20_340, 'km', 3_000), '≈ 20,000 km'],
    [formatAltitude(500, 'mi', 3_000), 'unknown'],
    [formatLatitude(0.4, 0.5), '0°'],
    [formatLatitude(0.4, 5), '≈ 0°'],
    [formatAltitude(696.949, 'km', 0.5), '697 km'],
    [formatAltitude(696.949, 'km', 2), '≈ 697 km'],
    // In miles both the number and its uncertainty are smaller.
    [formatAltitude(696.949, 'mi', 1.5), '433 mi'],
  ])('%j is %s', (quantity, text) => {
    expect(write(quantity)).toBe(text);
  });
});

it.each([
  [0.03, '± 0.1 km'],
  [0.746, '± 0.8 km'],
  [9.94, '± 9.9 km'],
  [9.96, '± 10 km'],
  [233, '± 230 km'],
  [12_345, '± 12,000 km'],
])('a half-width of %d km is %s', (km, text) => {
  expect(formatPlusMinus(km, 'km')).toBe(text);
});

it('writes a half-width in miles', () => {
  expect(formatPlusMinus(233, 'mi')).toBe('± 140 mi');
});

it('writes altitude with two decimals and its unit', () => {
  expect(write(formatAltitude(696.9496, 'km'))).toBe('696.95 km');
  expect(write(formatAltitude(1609.344, 'mi'))).toBe('1,000.00 mi');
});

it('writes speed with two decimals and its unit', () => {
  expect(write(formatSpeed(6.8249, 'km'))).toBe('6.82 km/s');
  expect(write(formatSpeed(1.609344, 'mi'))).toBe('1.00 mi/s');
});

it.each([
  [0.34, '± 0.3 s'],
  [9.94, '± 9.9 s'],
  [10.4, '± 10 s'],
  [119.4, '± 119 s'],
  [120, '± 2 min'],
])('writes an uncertainty of %d s as %s', (seconds, text) => {
  expect(formatUncertainty(seconds)).toBe(text);
});

it('writes a quantity in one line, also without a unit', () => {
  expect(inOneLine(formatLatitude(-16.8))).toBe('16.80° S');
  expect(inOneLine(formatLatitude(0))).toBe('0.00°');
});

it.each([
  ['Elements 46 days old: Terra 33 s, Aqua ± 113 s.', 'Elements 46~days old: Terra 33~s, Aqua~±~113~s.'],
  ['its track 460 ± 390 km NE of this place', 'its track 460~±~390~km~NE of this place'],
  ['≈ 13:50 UTC, in 4 h 26 min', '≈~13:50~UTC, in 4~h~26~min'],
  ['no position after 24 Nov 2026, 19:53 UTC', 'no position after 24~Nov~2026, 19:53~UTC'],
  ['above 17.55° S, within 8 dots', 'above 17.55°~S, within 8 dots'],
])('keeps numbers with their units and names: %s', (text, together) => {
  expect(keepTogether(text).replaceAll('\u00a0', '~')).toBe(together);
});

describe('times', () => {
  const time = Date.UTC(2026, 9, 9, 22, 3, 5, 999);

  it('writes UTC, cut, not rounded', () => {
    expect(formatClock(time)).toBe('22:03:05');
    expect(formatMinute(time)).toBe('22:03');
    expect(formatDateTime(time)).toBe('9 Oct 2026, 22:03 UTC');
  });

  it.each([
    [-500, '0 s'],
    [12_900, '12 s'],
    [130_000, '130 s'],
    [180_000, '3 min'],
    [7_100_000, '118 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });

  it.each([
    [0.04, '0.0 days'],
    [1, '1.0 day'],
    [0.95, '1.0 day'],
    [9.94, '9.9 days'],
    [9.97, '10 days'],
    [45.94, '46 days'],
  ])('writes an age, rounded as in the API, of %d days as %s', (days, text) => {
    expect(formatDays(days)).toBe(text);
  });
});

it.each([
  [0.34, '± 0.3 s'],
  [9.94, '± 9.9 s'],
  [9.96, '± 10.0 s'],
  [44.2, '± 44 s'],
  [119.4, '± 119 s'],
  [120, '± 2 min'],
  [383, '± 6 min'],
  [7199, '± 120 min'],
  [10_500, '± 3 h'],
])('an uncertainty of %d s is %s', (seconds, text) => {
  expect(formatUncertainty(seconds)).toBe(text);
});

it.each([
  [-510, '150° W'],
  [-180, '180°'],
  [0, '0°'],
  [180, '180°'],
  [210, '150° W'],
  [390, '30° E'],
])('the meridian %i is labelled %s', (deg, text) => {
  expect(longitudeLabel(deg)).toBe(text);
});

it('parallels have their hemisphere', () => {
  expect([60, 0, -30].map(latitudeLabel)).toEqual(['60° N', '0°', '30° S']);
});
