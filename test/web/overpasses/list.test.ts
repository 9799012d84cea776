// The rows of the list in order of time, and the next overpass.
import { describe, expect, it } from 'vitest';
import type { Sgp4Record } from '../../../orbit/elements.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { overpassRows, type SearchOutcome, upcomingInSwath } from '../../../web/overpasses/list.ts';
import type { ListedApproach } from '../../../web/overpasses/overpass-search.ts';
import { formatCountdown, formatImaging } from '../../../web/overpasses/table/cells.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import { aSatellite } from '../points.ts';
import { anApproach, anImaging, NOW } from './approaches.ts';

const OUTSIDE = { inSwath: false, imaging: [] };
/** In the swath of an instrument that needs daylight, at night. */
const DARK = { day: false, imaging: [anImaging('Camera', { sees: false })] };

const satellite = (catalogNumber: number, colour: number): ShownSatellite => ({
  ...aSatellite(catalogNumber),
  name: `S${catalogNumber}`,
  colour,
  track: [],
  record: undefined,
});

const outcomesOf = (all: [number, ListedApproach[]][]) =>
  new Map<number, SearchOutcome>(all.map(([catalogNumber, approaches]) => [catalogNumber, { approaches }]));

const LIT = { includeOutside: false };

describe('overpassRows', () => {
  const satellites = [satellite(1, 0), satellite(2, 1), satellite(4, 3)];
  const outcomes = outcomesOf([
    [1, [anApproach(NOW + 5 * MINUTE_MS), anApproach(NOW + 9 * MINUTE_MS, OUTSIDE)]],
    [2, [anApproach(NOW + MINUTE_MS), anApproach(NOW + 7 * MINUTE_MS), anApproach(NOW + 8 * MINUTE_MS, DARK)]],
    // Not one of the shown satellites.
    [3, [anApproach(NOW + 2 * MINUTE_MS)]],
  ]).set(4, 'failed');
  const minutes = (includeOutside: boolean, atNight = false) =>
    overpassRows(satellites, outcomes, { includeOutside, daylight: atNight ? 'any' : undefined }, NOW).map(
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

it('has more days on request', () => {
  const approaches = outcomesOf([[1, [6, 9, 11].map((days) => anApproach(NOW + days * DAY_MS))]]);
  const countOf = (days?: number) => overpassRows([satellite(1, 0)], approaches, { ...LIT, days }, NOW).length;

  expect([countOf(), countOf(7), countOf(10)]).toEqual([0, 1, 2]);
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
    overpassRows(satellites, outcomes, { includeOutside: false, daylight: atNight ? 'any' : undefined }, nowMs).map(
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
      const upcoming = upcomingInSwath(satellites, outcomes, { daylight: 'any' }, nowMs);
      return upcoming && formatCountdown(upcoming, nowMs);
    };

    expect(textAt(stay.beginMs - 60_000)).toBe('S2 in 00:01:00');
    expect(textAt(stay.beginMs + 999)).toBe('S2 now');
    expect(textAt(stay.beginMs + 1000)).toBe('S2 now · S1 in 02:00:59');
    expect(textAt(NOW + MINUTE_MS + 1000)).toBe('S2 now');
    expect(textAt(stay.endMs)).toBe('');
  });
});

describe('upcomingInSwath', () => {
  const usable = (catalogNumber: number): ShownSatellite => ({
    ...satellite(catalogNumber, 0),
    record: {} as Sgp4Record,
  });
  const satellites = [usable(1), usable(2)];
  const nameOfNext = (outcomes: ReadonlyMap<number, SearchOutcome>, of = satellites, nowMs = NOW) =>
    upcomingInSwath(of, outcomes, {}, nowMs)?.next?.name;
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

    expect(upcomingInSwath(satellites, outcomes, {}, NOW)?.next?.name).toBe('S1');
    expect(upcomingInSwath(satellites, outcomes, { daylight: 'any' }, NOW)?.next?.name).toBe('S2');
  });

  it('stays with an overpass for a second', () => {
    const outcomes = outcomesOf([first, second]);

    expect(nameOfNext(outcomes, satellites, NOW + MINUTE_MS + 999)).toBe('S2');
    expect(nameOfNext(outcomes, satellites, NOW + MINUTE_MS + 1000)).toBe('S1');
  });
});
