// The text of the list's cells and of the countdown: times in UTC and in the reader's zone, distances, instruments.
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../orbit/time.ts';
import {
  describeZone,
  formatCountdown,
  formatDated,
  formatDayHeading,
  formatImaging,
  formatLocal,
  formatStayLocal,
  formatStayUtc,
  formatTrack,
  formatUtc,
  withoutDay,
} from '../../../../web/overpasses/table/cells.ts';
import { anApproach, anImaging, aRow, NOW } from '../approaches.ts';

describe('the text of a stay', () => {
  it.each([
    [{ beginMs: NOW, endMs: NOW + HOUR_MS }, 'today 21:40–22:40', '14:40 – 15:40'],
    [{ beginMs: NOW, endMs: NOW + 9 * HOUR_MS }, 'today 21:40 – tomorrow 06:40', '14:40 – Wed 23:40'],
    [{ beginMs: null, endMs: NOW + HOUR_MS }, 'until today 22:40', 'until 15:40'],
    [{ beginMs: NOW, endMs: null }, 'from today 21:40', 'from 14:40'],
    [{ beginMs: null, endMs: null }, 'for days', 'for days'],
  ])('%j: %s', (edges, utc, local) => {
    expect(formatStayUtc(edges, NOW)).toBe(utc);
    expect(formatStayLocal(edges, 'America/Denver', NOW)).toBe(local);
  });
});

describe('formatDated', () => {
  const [beginMs, endMs] = [NOW, NOW + 9 * HOUR_MS];
  it.each([
    [{ uncertaintySeconds: 0.3 }, 'Wed 25 Nov 21:40:00 UTC'],
    [{ uncertaintySeconds: 112 }, 'Wed 25 Nov ≈ 21:40 UTC'],
    [{ stay: { beginMs, endMs } }, 'Wed 25 Nov 21:40 – Thu 26 Nov 06:40 UTC'],
    [{ stay: { beginMs: null, endMs: null } }, 'for days'],
  ])('%j: %s', (changes, text) => {
    expect(formatDated(aRow(NOW, changes), NOW)).toBe(text);
  });
});

describe('formatImaging', () => {
  it.each([
    ['one instrument', [anImaging('MODIS')], [], true, 'MODIS'],
    ['two', [anImaging('MODIS'), anImaging('MISR')], [], true, 'MODIS, MISR'],
    ['one at its edge', [anImaging('MODIS'), anImaging('MISR', { atEdge: true })], [], true, 'MODIS, edge of MISR'],
    ['one that may miss', [anImaging('MODIS')], [anImaging('ASTER')], true, 'MODIS, maybe ASTER'],
    ['only one that may miss', [], [anImaging('ASTER')], false, 'maybe ASTER'],
    ['none in the dark', [], [], true, 'no daylight'],
    ['none', [], [], false, 'outside'],
  ])('%s', (_, seeing, maybe, inSwath, text) => {
    expect(formatImaging({ seeing, maybe, inSwath })).toBe(text);
  });
});

describe('formatUtc', () => {
  it.each([
    [Date.UTC(2026, 10, 25, 23, 59, 59), 'today 23:59:59'],
    [Date.UTC(2026, 10, 26), 'tomorrow 00:00:00'],
    [Date.UTC(2026, 10, 27, 10, 5, 40), 'Fri 27 10:05:40'],
    [Date.UTC(2026, 11, 1, 1, 2, 3), 'Tue 1 01:02:03'],
  ])('names the day of UTC: %i is %s', (timeMs, text) => {
    expect(formatUtc(timeMs, NOW)).toBe(text);
  });

  it.each([
    [Date.UTC(2026, 10, 25, 22, 54, 58, 607), 0.9, 'today 22:54:59'],
    [Date.UTC(2026, 10, 25, 23, 59, 59, 500), 0.9, 'tomorrow 00:00:00'],
    [Date.UTC(2026, 10, 25, 22, 54, 58), 3, 'today ≈ 22:54:58'],
    [Date.UTC(2026, 10, 25, 22, 54, 58), 32, 'today 22:55'],
    [Date.UTC(2026, 10, 25, 22, 54, 58), 112, 'today ≈ 22:55'],
    [Date.UTC(2026, 10, 25, 22, 54, 58), 1080, 'today ≈ 22:50'],
    [Date.UTC(2026, 10, 25, 23, 34, 58), 7200, 'tomorrow ≈ 00:00'],
  ])('is rounded, and no finer than it is known: %i ± %d s is %s', (timeMs, uncertaintySeconds, text) => {
    expect(formatUtc(timeMs, NOW, uncertaintySeconds)).toBe(text);
    // As in local time, which has no seconds.
    const local = text.replace(/^\w+ /, '').replace(/(?:≈ )?(\d\d:\d\d):\d\d$/, '$1');
    expect(formatLocal(timeMs, 'UTC', NOW, uncertaintySeconds)).toBe(local);
  });

  it('names the day of a time before midnight', () => {
    expect(formatUtc(Date.UTC(2026, 10, 25, 23, 59, 50), Date.UTC(2026, 10, 26, 0, 0, 20))).toBe('yesterday 23:59:50');
  });
});

describe('formatLocal', () => {
  it.each([
    ['UTC', '22:14', 'UTC'],
    ['America/Denver', '15:14', 'UTC−7'],
    // Another day there.
    ['Asia/Kolkata', 'Thu 03:44', 'UTC+5:30'],
    ['Pacific/Chatham', 'Thu 11:59', 'UTC+13:45'],
    ['America/St_Johns', '18:44', 'UTC−3:30'],
    ['Africa/Abidjan', '22:14', 'UTC'],
  ])('formats local time in %s: %s, %s', (timeZone, clock, zone) => {
    const timeMs = Date.UTC(2026, 10, 25, 22, 14, 8);

    expect(formatLocal(timeMs, timeZone, NOW)).toBe(clock);
    expect(describeZone(timeMs, timeZone)).toBe(zone);
  });

  it('formats midnight as 00', () => {
    expect(formatLocal(Date.UTC(2026, 10, 25, 0, 5), 'UTC', NOW)).toBe('00:05');
  });

  it('adds the offset from UTC where clocks change in between', () => {
    const before = Date.UTC(2026, 9, 31, 12);
    const after = Date.UTC(2026, 10, 2, 12);

    expect(formatLocal(after, 'America/Denver', before)).toBe('05:00 (UTC−7)');
    expect(formatLocal(before + 60_000, 'America/Denver', before)).toBe('06:01');
    expect(formatLocal(after, 'America/Denver', after)).toBe('05:00');
    expect(formatLocal(after, 'America/Phoenix', before)).toBe('05:00');
  });
});

it.each([
  [2041_900, 'Terra in 00:34:01'],
  [DAY_MS + 11_564_000, 'Terra in 1 d 03:12:44'],
  [1000, 'Terra in 00:00:01'],
  [999, 'Terra now'],
  [-500, 'Terra now'],
])('%i ms before an overpass: %s', (leftMs, text) => {
  expect(formatCountdown({ next: aRow(NOW + leftMs), current: [] }, NOW)).toBe(text);
});

it.each([
  [2041_900, 32, 'Terra in ≈ 34 min'],
  [2041_900, 1080, 'Terra in ≈ 30 min'],
  [DAY_MS + 11_564_000, 112, 'Terra in ≈ 1 d 3 h 13 min'],
  [29_000, 32, 'Terra about now'],
  [280_000, 1080, 'Terra about now'],
])('%i ms before an overpass that is uncertain by %d s: %s', (leftMs, uncertaintySeconds, text) => {
  expect(formatCountdown({ next: aRow(NOW + leftMs, { uncertaintySeconds }), current: [] }, NOW)).toBe(text);
});

describe('formatTrack', () => {
  it.each([
    [412.4, 0.9, '412 km W'],
    [412.4, 1, '412 ± 1 km W'],
    [412.4, 15.2, '412 ± 16 km W'],
    [412.4, 36, '410 ± 40 km W'],
    [457.8, 385, '500 ± 400 km W'],
    [1073, 150, '1,070 ± 150 km W'],
    [150, 385, 'within 600 km'],
    [0.2, 1.5, 'within 2 km'],
  ])('no finer than it is known: %d km ± %d km is %s', (distanceKm, driftKm, text) => {
    expect(formatTrack(anApproach(NOW, { distanceKm, driftKm }), 'km')).toBe(text);
  });

  it.each([
    [270, '412 km W'],
    [0, '412 km N'],
    [359, '412 km N'],
    [22, '412 km N'],
    [23, '412 km NE'],
    [180, '412 km S'],
  ])('at %i degrees is %s', (azimuthDeg, text) => {
    expect(formatTrack(anApproach(NOW, { azimuthDeg }), 'km')).toBe(text);
  });

  it.each([
    [230, 40, 250, '230 ± 40 km W, maybe beyond 250'],
    [270, 40, 250, '270 ± 40 km W, maybe within 250'],
    [150, 385, 250, 'within 600 km, maybe beyond 250'],
  ])('says that a limit is uncertain: %d km ± %d km, at most %d', (distanceKm, driftKm, straddledKm, text) => {
    expect(formatTrack({ ...anApproach(NOW, { distanceKm, driftKm }), straddledKm }, 'km')).toBe(text);
  });

  it('is in miles on request', () => {
    expect(formatTrack(anApproach(NOW, { distanceKm: 1609.4 }), 'mi')).toBe('1,000 mi W');
  });
});

describe('the heading of a day', () => {
  const now = Date.UTC(2026, 11, 31, 12);

  it.each([
    [Date.UTC(2026, 11, 30), 'Yesterday, Wed 30 Dec'],
    [now, 'Today, Thu 31 Dec'],
    [Date.UTC(2027, 0, 1, 23, 59), 'Tomorrow, Fri 1 Jan'],
    [Date.UTC(2027, 0, 2), 'Sat 2 Jan'],
  ])('%d', (timeMs, heading) => {
    expect(formatDayHeading(timeMs, now)).toBe(heading);
  });

  it('is not repeated in the times below it, but another day is named', () => {
    const tomorrow = Date.UTC(2027, 0, 1);
    expect(withoutDay(formatUtc(tomorrow + 3_600_000, now), tomorrow, now)).toBe('01:00:00');
    expect(withoutDay('today 22:14 – tomorrow 08:31', now, now)).toBe('22:14 – tomorrow 08:31');
    expect(withoutDay('until tomorrow 08:31', now, now)).toBe('until tomorrow 08:31');
  });
});
