// Satellites that do not rise or set, in every form of the answer.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { overpassesCsv } from '../../../../functions/query/overpasses/table.ts';
import { DAY_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import type { HorizonPassAnswer } from '../../../../wire/overpasses.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { GOES_18 } from '../../../orbit/orbits.ts';
import { anInstrument, aSatellite, NOW_MS } from '../../../support/builders.ts';
import { held } from '../support/ask.ts';
import { BOULDER, overBoulder } from '../support/boulder.ts';
import { searchNow } from '../support/search-now.ts';

const GOES = aSatellite({ catalogNumber: 51850, name: 'GOES-18', instruments: [anInstrument('ABI', 12_000)] });
const FROM_MS = Date.parse('2024-07-02T20:00:00Z');
const HONOLULU = { latitudeDeg: 21.31, longitudeDeg: -157.86 };
const NAIROBI = { latitudeDeg: -1.29, longitudeDeg: 36.82 };
const PATH = '/satellites/{catalogNumber}/overpasses';

function overpasses(kind: 'swath' | 'horizon', place = HONOLULU, nowMs = FROM_MS, satellite = GOES) {
  const held = { omm: GOES_18, source: 'celestrak.org', retrievedAt: null };
  const { answer } = searchNow(satellite, held, { place, kind, days: 5, atNight: false }, nowMs);
  expect(validateAnswer(PATH, 200, JSON.parse(JSON.stringify(answer)))).toEqual([]);
  expect(validateAnswer(PATH, 200, overpassesCsv(answer), 'text/csv')).toEqual([]);
  return answer;
}

const calendarOf = (answer: ReturnType<typeof overpasses>) => overpassesCalendar(answer).replaceAll('\r\n ', '');
const eventsIn = (calendar: string) => calendar.split('BEGIN:VEVENT\r\n').slice(1);

describe('a geostationary satellite over a place in its swath', () => {
  it('has no overpass: it is always in view', () => {
    expect(overpasses('swath')).toMatchObject({ inView: 'always', inViewOf: ['ABI'], overpasses: [] });
    expect(overpassesCsv(overpasses('swath'))).toMatch(
      /\r\nGOES-18,51850,ABI,{13}[\d.]+,.*,0\.3,fresh,,always,+[\d.]+,-[\d.]+,,,\r\n$/,
    );
  });

  it('is one event over the window in the calendar, which moves on with each refresh', () => {
    const [event, ...others] = eventsIn(calendarOf(overpasses('swath')));
    const [later] = eventsIn(calendarOf(overpasses('swath', HONOLULU, FROM_MS + 60 * MINUTE_MS)));

    expect(others).toEqual([]);
    expect(event).toContain('UID:51850-swath-21.31--157.86-always@subpoint\r\n');
    expect(event).toContain('DTSTART:20240702T200000Z\r\nDTEND:20240707T200000Z\r\n');
    expect(event).toContain('SUMMARY:GOES-18 ABI: always in view\r\n');
    expect(event).toContain(
      'DESCRIPTION:Always in view: 21.31\\, -157.86 is always in the swath of ABI\\, from 2024-07-02T20:00:00Z until 2024-07-07T20:00:00Z.\\n',
    );
    expect(later).toContain('UID:51850-swath-21.31--157.86-always@subpoint\r\n');
    expect(later).toContain('DTSTART:20240702T210000Z\r\n');
  });

  it('is above the horizon in one pass without rise and set, highest in the window', () => {
    const { inView, overpasses: passes } = overpasses('horizon');
    const [pass] = passes as HorizonPassAnswer[];

    expect(inView).toBe('always');
    expect(passes).toMatchObject([{ rise: null, set: null }]);
    // By hand: 20.9 degrees of longitude and 21.3 of latitude from the point below it, 29.5 degrees of arc.
    expect(pass?.culmination.elevationDeg).toBeGreaterThan(54);
    expect(pass?.culmination.elevationDeg).toBeLessThan(58);
    expect(Date.parse(pass?.culmination.time ?? '')).toBeGreaterThanOrEqual(FROM_MS);
    expect(Date.parse(pass?.culmination.time ?? '')).toBeLessThanOrEqual(FROM_MS + 5 * DAY_MS);
    expect(overpassesCsv(overpasses('horizon'))).toMatch(
      /\r\nGOES-18,51850,ABI,,,,2024-07-.*,,,,.*,always,[\d.]+,-[\d.]+\r\n$/,
    );
  });

  it('is one event over the window for the horizon too', () => {
    const [event, ...others] = eventsIn(calendarOf(overpasses('horizon')));

    expect(others).toEqual([]);
    expect(event).toContain('UID:51850-horizon-21.31--157.86-always@subpoint\r\n');
    expect(event).toContain('DTSTART:20240702T200000Z\r\nDTEND:20240707T200000Z\r\n');
    expect(event).toMatch(/SUMMARY:GOES-18\\, always in view\\, up to 5\d° above the horizon\r\n/);
  });
});

describe.each(['swath', 'horizon'] as const)('a geostationary satellite on the other side of the Earth: %s', (kind) => {
  it('is not in view, and the calendar says so without an event', () => {
    const answer = overpasses(kind, NAIROBI);
    const calendar = calendarOf(answer);

    expect(answer).toMatchObject({ inView: 'never', overpasses: [] });
    expect(overpassesCsv(answer)).toMatch(/,never,+-?[\d.]+,-?[\d.]+,*\r\n$/);
    expect(eventsIn(calendar)).toEqual([]);
    expect(calendar).toContain('Not in view: ');
    expect(calendar).toContain(
      kind === 'swath'
        ? '-1.29\\, 36.82 is not in the swath of ABI\\, from '
        : 'GOES-18 is not above the horizon of -1.29\\, 36.82\\, from ',
    );
  });
});

it.each(['swath', 'horizon'] as const)('has no reminder, which would ring again with each refresh: %s', (kind) => {
  const calendar = overpassesCalendar(overpasses(kind), { reminderMinutes: 15 });

  expect(eventsIn(calendar)).toHaveLength(1);
  expect(calendar).not.toContain('VALARM');
});

it('a place above whose horizon it stays may never be in a narrow swath', () => {
  const narrow = { ...GOES, instruments: [anInstrument('ABI', 1000)] };

  expect(overpasses('swath', HONOLULU, FROM_MS, narrow)).toMatchObject({ inView: 'never', overpasses: [] });
  expect(overpasses('horizon', HONOLULU, FROM_MS, narrow)).toMatchObject({ inView: 'always' });
});

it.each(['swath', 'horizon'] as const)('a satellite that rises and sets has no inView: %s', (kind) => {
  expect(overBoulder({ kind })).not.toHaveProperty('inView');
});

it('a low satellite that does not pass in the window is not said to never do so', () => {
  const narrow = aSatellite({ instruments: [anInstrument('MISR', 10)] });
  const question = { place: BOULDER, kind: 'swath' as const, days: 1, atNight: false };
  const { answer } = searchNow(narrow, held(), question, NOW_MS);
  const calendar = calendarOf(answer);

  expect(answer).toMatchObject({ inView: 'never', overpasses: [] });
  expect(calendar).toContain(
    'Not in view: 40.02\\, -105.25 is not in the swath of MISR\\, from 2026-10-10T12:00:00Z until 2026-10-11T12:00:00Z.',
  );
  expect(calendar).not.toMatch(/never/i);
});

it('waiting and failed elements have no inView', () => {
  expect(overBoulder({}, NOW_MS, null)).not.toHaveProperty('inView');
});
