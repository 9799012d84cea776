// The rows of the list in order of time, and their times in UTC and in the reader's zone.
import { describe, expect, it } from 'vitest';
import type { Imaging } from '../../../orbit/approaches.ts';
import type { Sgp4Record } from '../../../orbit/elements.ts';
import type { Instrument } from '../../../orbit/satellites.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import {
  describeZone,
  formatCountdown,
  formatImaging,
  formatLocal,
  formatStayLocal,
  formatStayUtc,
  formatTrack,
  formatUtc,
  type OverpassRow,
  overpassRows,
  type SearchOutcome,
  upcomingInSwath,
} from '../../../web/overpasses/list.ts';
import type { ListedApproach } from '../../../web/overpasses/overpass-search.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aSatellite } from '../points.ts';

const NOW = Date.UTC(2026, 10, 25, 21, 40);

const anInstrument = (name: string): Instrument => ({ name, leftKm: 1165, rightKm: 1165, daylightOnly: false });

function anImaging(name: string, changes: Partial<Imaging> = {}): Imaging {
  return { instrument: anInstrument(name), sees: true, atEdge: false, ...changes };
}

function anApproach(timeMs: number, changes: Partial<ListedApproach> = {}): ListedApproach {
  const track = { distanceKm: 412.4, azimuthDeg: 270, side: 'left', ascending: true, day: true } as const;
  const swath = { imaging: [anImaging('Camera')], inSwath: true, uncertaintySeconds: 0.3, driftKm: 0.1, atEdge: false };
  return { timeMs, ...track, ...swath, ...changes };
}

const OUTSIDE = { inSwath: false, imaging: [] };
/** In the swath of an instrument that needs daylight, at night. */
const DARK = { day: false, imaging: [anImaging('Camera', { sees: false })] };

const satellite = (catalogNumber: number, colour: number): ShownSatellite => ({
  ...({ ...aSatellite(catalogNumber), name: `S${catalogNumber}` } as unknown as SatelliteAnswer),
  colour,
  track: [],
  record: undefined,
});

const outcomesOf = (all: [number, ListedApproach[]][]) =>
  new Map<number, SearchOutcome>(all.map(([catalogNumber, approaches]) => [catalogNumber, { approaches }]));

const LIT = { includeOutside: false, atNight: false };

describe('overpassRows', () => {
  const satellites = [satellite(1, 0), satellite(2, 1), satellite(4, 3)];
  const outcomes = outcomesOf([
    [1, [anApproach(NOW + 5 * MINUTE_MS), anApproach(NOW + 9 * MINUTE_MS, OUTSIDE)]],
    [2, [anApproach(NOW + MINUTE_MS), anApproach(NOW + 7 * MINUTE_MS), anApproach(NOW + 8 * MINUTE_MS, DARK)]],
    // Not one of the shown satellites.
    [3, [anApproach(NOW + 2 * MINUTE_MS)]],
  ]).set(4, 'failed');
  const minutes = (includeOutside: boolean, atNight = false) =>
    overpassRows(satellites, outcomes, { includeOutside, atNight }, NOW).map(
      ({ name, timeMs }) => `${name} ${(timeMs - NOW) / MINUTE_MS}`,
    );

  it('sorts the overpasses of all shown satellites by time', () => {
    expect(minutes(false)).toEqual(['S2 1', 'S1 5', 'S2 7']);
    expect(overpassRows(satellites, outcomes, LIT, NOW)[0]).toMatchObject({ catalogNumber: 2, colour: 1 });
  });

  it('includes passes outside the swath on request', () => {
    expect(minutes(true)).toEqual(['S2 1', 'S1 5', 'S2 7', 'S2 8', 'S1 9']);
  });

  it('includes instruments that need daylight at night on request', () => {
    expect(minutes(false, true)).toEqual(['S2 1', 'S1 5', 'S2 7', 'S2 8']);
  });

  it('keeps an overpass for a minute after it has passed, and ends five days from now', () => {
    const offsets = [-60_000, -59_999, 5 * DAY_MS, 5 * DAY_MS + 1];
    const approaches = outcomesOf([[1, offsets.map((offset) => anApproach(NOW + offset))]]);

    expect(overpassRows(satellites, approaches, LIT, NOW).map(({ timeMs }) => timeMs - NOW)).toEqual([
      -59_999,
      5 * DAY_MS,
    ]);
  });
});

describe('a stay of hours', () => {
  const stay = { beginMs: NOW - 2 * HOUR_MS, endMs: NOW + 6 * HOUR_MS };
  const camera = { imaging: [anImaging('Camera', { sees: false })], stay };
  const both = { imaging: [anImaging('Beam'), anImaging('Camera')], stay };
  const outcomes = outcomesOf([
    [1, [anApproach(NOW + MINUTE_MS)]],
    // Two closest approaches: the first one has passed.
    [2, [anApproach(NOW - HOUR_MS, camera), anApproach(NOW + 3 * HOUR_MS, both)]],
  ]);
  const satellites = [1, 2].map((number) => ({ ...satellite(number, 0), record: {} as Sgp4Record }));
  const rowsAt = (nowMs: number, atNight = true) =>
    overpassRows(satellites, outcomes, { includeOutside: false, atNight }, nowMs).map(
      (row) => `${row.name} ${formatImaging(row)}`,
    );

  it('is one row, at the time at which it begins, with the instruments of all of it', () => {
    expect(rowsAt(NOW)).toEqual(['S2 Camera, Beam', 'S1 Camera']);
    expect(rowsAt(NOW, false)).toEqual(['S2 Beam, Camera', 'S1 Camera']);
  });

  it.each([
    [90, 12],
    [12, 90],
  ])('shows its closest approach: %d km, %d km', (...distances) => {
    const ofStay = distances.map((distanceKm, index) => anApproach(NOW + index * HOUR_MS, { stay, distanceKm }));

    expect(overpassRows([satellite(1, 0)], outcomesOf([[1, ofStay]]), LIT, NOW)).toMatchObject([{ distanceKm: 12 }]);
  });

  it('is listed until a minute after its end', () => {
    expect(rowsAt(stay.endMs + 59_999)).toEqual(['S2 Camera, Beam']);
    expect(rowsAt(stay.endMs + 60_000)).toEqual([]);
  });

  it('does not hide the next overpass from the countdown, and is counted down to before it begins', () => {
    const textAt = (nowMs: number) => {
      const upcoming = upcomingInSwath(satellites, outcomes, true, nowMs);
      return upcoming && formatCountdown(upcoming, nowMs);
    };

    expect(textAt(stay.beginMs - 60_000)).toBe('S2 in 00:01:00');
    expect(textAt(stay.beginMs + 999)).toBe('S2 now');
    expect(textAt(stay.beginMs + 1000)).toBe('S2 now · S1 in 02:00:59');
    expect(textAt(NOW + MINUTE_MS + 1000)).toBe('S2 now');
    expect(textAt(stay.endMs)).toBe('');
  });

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

describe('upcomingInSwath', () => {
  const usable = (catalogNumber: number): ShownSatellite => ({
    ...satellite(catalogNumber, 0),
    record: {} as Sgp4Record,
  });
  const satellites = [usable(1), usable(2)];
  const nameOfNext = (outcomes: ReadonlyMap<number, SearchOutcome>, of = satellites, nowMs = NOW) =>
    upcomingInSwath(of, outcomes, false, nowMs)?.next?.name;
  const first: [number, ListedApproach[]] = [1, [anApproach(NOW + 5 * MINUTE_MS)]];
  const second: [number, ListedApproach[]] = [2, [anApproach(NOW + MINUTE_MS)]];

  it('is undefined until every satellite has been searched: any of them may come first', () => {
    expect(nameOfNext(outcomesOf([]))).toBeUndefined();
    expect(nameOfNext(outcomesOf([first]))).toBeUndefined();
    expect(nameOfNext(outcomesOf([first, second]))).toBe('S2');
  });

  it('does not wait for a satellite without usable elements, and goes on without one whose search failed', () => {
    expect(nameOfNext(outcomesOf([first]), [usable(1), satellite(2, 0)])).toBe('S1');
    expect(nameOfNext(outcomesOf([first]).set(2, 'failed'))).toBe('S1');
  });

  it('skips passes outside the swath', () => {
    const outside: [number, ListedApproach[]] = [2, [anApproach(NOW + MINUTE_MS, OUTSIDE)]];

    expect(nameOfNext(outcomesOf([first, outside]))).toBe('S1');
  });

  it('skips instruments that need daylight at night, unless the reader asks', () => {
    const outcomes = outcomesOf([first, [2, [anApproach(NOW + MINUTE_MS, DARK)]]]);

    expect(upcomingInSwath(satellites, outcomes, false, NOW)?.next?.name).toBe('S1');
    expect(upcomingInSwath(satellites, outcomes, true, NOW)?.next?.name).toBe('S2');
  });

  it('stays with an overpass for a second', () => {
    const outcomes = outcomesOf([first, second]);

    expect(nameOfNext(outcomes, satellites, NOW + MINUTE_MS + 999)).toBe('S2');
    expect(nameOfNext(outcomes, satellites, NOW + MINUTE_MS + 1000)).toBe('S1');
  });
});

describe('formatImaging', () => {
  it.each([
    ['one instrument', [anImaging('MODIS')], true, 'MODIS'],
    ['two', [anImaging('MODIS'), anImaging('MISR')], true, 'MODIS, MISR'],
    ['one at its edge', [anImaging('MODIS'), anImaging('MISR', { atEdge: true })], true, 'MODIS, edge of MISR'],
    ['none in the dark', [], true, 'no daylight'],
    ['none', [], false, 'outside'],
  ])('%s', (_, seeing, inSwath, text) => {
    expect(formatImaging({ seeing, inSwath })).toBe(text);
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
    expect(formatUtc(Date.UTC(2026, 10, 25, 23, 59, 50), Date.UTC(2026, 10, 26, 0, 0, 20))).toBe('Wed 25 23:59:50');
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
  const next: OverpassRow = { ...anApproach(NOW + leftMs), seeing: [], catalogNumber: 1, name: 'Terra', colour: 0 };

  expect(formatCountdown({ next, current: [] }, NOW)).toBe(text);
});

it.each([
  [2041_900, 32, 'Terra in ≈ 34 min'],
  [2041_900, 1080, 'Terra in ≈ 30 min'],
  [DAY_MS + 11_564_000, 112, 'Terra in ≈ 1 d 3 h 13 min'],
  [29_000, 32, 'Terra about now'],
  [280_000, 1080, 'Terra about now'],
])('%i ms before an overpass that is uncertain by %d s: %s', (leftMs, uncertaintySeconds, text) => {
  const row = { ...anApproach(NOW + leftMs, { uncertaintySeconds }), catalogNumber: 1, name: 'Terra', colour: 0 };

  expect(formatCountdown({ next: { ...row, seeing: [] }, current: [] }, NOW)).toBe(text);
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

  it('is in miles on request', () => {
    expect(formatTrack(anApproach(NOW, { distanceKm: 1609.4 }), 'mi')).toBe('1,000 mi W');
  });
});
