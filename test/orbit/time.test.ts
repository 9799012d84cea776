// Times are written and read as UTC, and anything ambiguous is refused.
import { describe, expect, it, test } from 'vitest';
import { DAY_MS, formatTime, HOUR_MS, MINUTE_MS, parseTime, SECOND_MS, withCalendarDate } from '../../orbit/time.ts';

const TIME_MS = Date.UTC(2026, 9, 10, 12, 0, 20);

test('durations are in milliseconds', () => {
  expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1000, 60_000, 3_600_000, 86_400_000]);
});

describe('formatTime', () => {
  it.each([
    [Date.UTC(2026, 9, 10, 12, 0, 20), '2026-10-10T12:00:20Z'],
    [Date.UTC(2026, 9, 10, 12, 0, 20, 5), '2026-10-10T12:00:20.005Z'],
    [0, '1970-01-01T00:00:00Z'],
  ])('%d is %s', (timeMs, text) => {
    expect(formatTime(timeMs)).toBe(text);
    expect(parseTime(text)).toBe(timeMs);
  });
});

describe('parseTime', () => {
  it.each([
    ['2026-10-10T12:00:20Z', TIME_MS],
    ['2026-10-10T12:00:20.053984Z', TIME_MS + 53],
    ['2026-10-10T12:00:20.999999999Z', TIME_MS + 999],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ])('reads %s', (text, timeMs) => {
    expect(parseTime(text)).toBe(timeMs);
  });

  it.each([
    ['2026-10-10T12:00:20', 'no Z: that would be local time'],
    ['2026-10-10T12:00:20+00:00', 'an offset, even none, is not Z'],
    ['2026-10-10 12:00:20Z', 'no T'],
    ['2026-10-10T12:00Z', 'no seconds'],
    ['2026-10-10', 'a day is not a time'],
    ['2026-10-10t12:00:20z', 'small letters'],
    ['2026-10-10T12:00:20.Z', 'a point without decimals'],
    ['2026-02-31T00:00:00Z', 'February has no 31st'],
    ['2026-02-29T00:00:00Z', '2026 is no leap year'],
    ['2026-04-31T00:00:00Z', 'April has no 31st'],
    ['2026-13-01T00:00:00Z', 'no 13th month'],
    ['2026-00-01T00:00:00Z', 'no month 0'],
    ['2026-10-10T25:00:00Z', 'no hour 25'],
    ['2026-10-10T24:00:00Z', '24:00 is 00:00 of another day'],
    ['2026-10-10T12:60:00Z', 'no minute 60'],
    ['2016-12-31T23:59:60Z', 'a leap second has no epoch milliseconds'],
    [' 2026-10-10T12:00:20Z', 'a blank before it'],
    ['2026-10-10T12:00:20Z\n', 'a line end after it'],
    ['', 'nothing'],
    ['now', 'junk'],
    [TIME_MS, 'a number'],
    [null, 'null'],
    [undefined, 'undefined'],
  ] as [unknown, string][])('refuses %j: %s', (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});

describe('withCalendarDate', () => {
  it.each([
    ['2026-329T10:00:00.123456', '2026-11-25T10:00:00.123456'],
    ['2026-001T00:00:00', '2026-01-01T00:00:00'],
    ['2026-365T23:59:59Z', '2026-12-31T23:59:59Z'],
    ['2028-060T00:00:00', '2028-02-29T00:00:00'],
    ['2028-366T00:00:00', '2028-12-31T00:00:00'],
    ['1957-277T19:28:34', '1957-10-04T19:28:34'],
    ['2026-11-25T10:00:00', '2026-11-25T10:00:00'],
  ])('%s is %s', (text, date) => {
    expect(withCalendarDate(text)).toBe(date);
  });

  it.each([
    '2026-000T00:00:00',
    '2026-366T00:00:00',
    '2028-367T00:00:00',
    '2026-999T00:00:00',
    '2026-32T00:00:00',
    'x',
    '',
  ])('keeps what is no day of the year: %s', (text) => {
    expect(withCalendarDate(text)).toBe(text);
  });
});
