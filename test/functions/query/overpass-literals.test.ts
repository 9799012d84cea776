// One overpass and one pass, made by hand so that no two of their fields are alike, and every letter that is written of them.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar, overpassesCsv } from '../../../functions/query/overpass-forms.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../wire/overpasses.ts';

const ELEMENTS = { epoch: '2026-10-09T22:33:25.053984Z', ageDays: 1.5, state: 'fresh', timingUncertaintySeconds: 0.3 };

function anAnswer(kind: 'swath' | 'horizon', overpass: SwathOverpassAnswer | HorizonPassAnswer): OverpassesAnswer {
  return {
    catalogNumber: 25994,
    name: 'Terra',
    instrument: 'MODIS',
    swathKm: 2330,
    place: { latitudeDeg: -40.02, longitudeDeg: 105.25 },
    kind,
    from: '2026-10-11T12:00:00Z',
    until: '2026-10-16T12:00:00Z',
    elements: ELEMENTS as OverpassesAnswer['elements'],
    overpasses: [overpass] as OverpassesAnswer['overpasses'],
  };
}

const SWATH: SwathOverpassAnswer = {
  time: '2026-10-12T03:06:33.598Z',
  distanceKm: 103.423,
  side: 'right',
  ascending: false,
  day: true,
  sunElevationDeg: -0.52,
  timingUncertaintySeconds: 0.4,
};
const swath = (changes: Partial<SwathOverpassAnswer> = {}) => anAnswer('swath', { ...SWATH, ...changes });

const sighting = (second: string, azimuthDeg: number, elevationDeg: number, rangeKm: number) => ({
  time: `2026-10-12T${second}Z`,
  azimuthDeg,
  elevationDeg,
  rangeKm,
});
const HORIZON: HorizonPassAnswer = {
  rise: sighting('01:25:02.521', 104.65, 0.001, 3100.1),
  culmination: sighting('01:29:53.698', 59.23, 8.589, 2256.4),
  set: sighting('01:34:45.481', 14.05, -0.002, 3111.2),
  timingUncertaintySeconds: 0.4,
};
const horizon = (changes: Partial<HorizonPassAnswer> = {}) => anAnswer('horizon', { ...HORIZON, ...changes });

/** The cells of the one line of a table, by the names above them. */
function cellsOf(csv: string): Record<string, string> {
  const [names = '', line = '', ...rest] = csv.split('\r\n');
  expect(rest).toEqual(['']);
  const cells = line.split(',');
  return Object.fromEntries(names.split(',').map((name, index) => [name, cells[index] as string]));
}

const ABOUT = { satellite: 'Terra', catalogNumber: '25994', instrument: 'MODIS' };
const COMPUTED_FROM = {
  timingUncertaintySeconds: '0.4',
  elementsEpoch: '2026-10-09T22:33:25.053984Z',
  elementsAgeDays: '1.5',
  elementsState: 'fresh',
};

describe('as a table', () => {
  it('an overpass', () => {
    expect(cellsOf(overpassesCsv(swath()))).toEqual({
      ...ABOUT,
      time: '2026-10-12T03:06:33.598Z',
      distanceKm: '103.423',
      side: 'right',
      direction: 'descending',
      light: 'day',
      // A number is no formula, though it begins like one.
      sunElevationDeg: '-0.52',
      ...COMPUTED_FROM,
    });
    expect(cellsOf(overpassesCsv(swath({ side: 'left', ascending: true, day: false })))).toMatchObject({
      side: 'left',
      direction: 'ascending',
      light: 'night',
    });
  });

  it('a pass', () => {
    expect(cellsOf(overpassesCsv(horizon()))).toEqual({
      ...ABOUT,
      rise: '2026-10-12T01:25:02.521Z',
      riseAzimuthDeg: '104.65',
      culmination: '2026-10-12T01:29:53.698Z',
      culminationAzimuthDeg: '59.23',
      maximumElevationDeg: '8.589',
      rangeKm: '2256.4',
      set: '2026-10-12T01:34:45.481Z',
      setAzimuthDeg: '14.05',
      ...COMPUTED_FROM,
    });
    expect(cellsOf(overpassesCsv(horizon({ rise: null, set: null })))).toMatchObject({
      rise: '',
      riseAzimuthDeg: '',
      set: '',
      setAzimuthDeg: '',
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('a name that a spreadsheet would compute is quoted: %j', (name) => {
    expect(cellsOf(overpassesCsv({ ...swath(), name })).satellite).toBe(`'${name}`);
  });

  it('a name with a line end stays in its cell', () => {
    expect(overpassesCsv({ ...swath(), name: 'a\rb' })).toContain('\r\n"a\rb",25994,');
  });
});

/** The lines of a calendar's one event, unfolded, by their names. */
function eventOf(text: string): Record<string, string> {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  return Object.fromEntries(event.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

const SAID =
  'Computed from elements of 2026-10-09T22:33:25.053984Z\\, 1.5 days old (fresh).\\nUncertainty at TIME: 0.4 s for the age of the elements\\, and far more after a manoeuvre.';
const WHERE = { LOCATION: '-40.02\\, 105.25', GEO: '-40.020000;105.250000', TRANSP: 'TRANSPARENT' };

describe('as a calendar', () => {
  it('an overpass', () => {
    expect(eventOf(overpassesCalendar(swath()))).toEqual({
      UID: '25994-swath--40.02-105.25-663620@subpoint',
      DTSTAMP: '20261011T120000Z',
      // 33.598 s: to the nearest second.
      DTSTART: '20261012T030634Z',
      DTEND: '20261012T030734Z',
      SUMMARY: 'Terra MODIS\\, day: 103 km to the right of the track',
      DESCRIPTION: `Closest approach 2026-10-12T03:06:33.598Z of Terra to -40.02\\, 105.25\\, descending.\\nThe place lies 103 km to the right of the track\\; the swath of MODIS is 2330 km wide.\\nElevation of the Sun: -0.52 degrees.\\n${SAID.replace('TIME', SWATH.time)}`,
      ...WHERE,
    });
    const other = eventOf(overpassesCalendar(swath({ side: 'left', ascending: true, day: false })));
    expect(other.SUMMARY).toBe('Terra MODIS\\, night: 103 km to the left of the track');
    expect(other.DESCRIPTION).toContain('ascending.\\nThe place lies 103 km to the left of the track');
  });

  it('a pass', () => {
    expect(eventOf(overpassesCalendar(horizon()))).toEqual({
      UID: '25994-horizon--40.02-105.25-663618@subpoint',
      DTSTAMP: '20261011T120000Z',
      DTSTART: '20261012T012503Z',
      DTEND: '20261012T013445Z',
      SUMMARY: 'Terra\\, up to 9° above the horizon',
      DESCRIPTION: `Terra over the horizon of -40.02\\, 105.25\\, highest at 2026-10-12T01:29:53.698Z: 8.589 degrees\\, azimuth 59.23\\, 2256.4 km away.\\nInstrument: MODIS.\\n${SAID.replace('TIME', HORIZON.culmination.time)}`,
      ...WHERE,
    });
    expect(eventOf(overpassesCalendar(horizon({ rise: null, set: null })))).toMatchObject({
      DTSTART: '20261012T012954Z',
      DTEND: '20261012T013054Z',
    });
  });

  it('a pass of less than a second ends a second later than it begins', () => {
    const rise = sighting('11:59:18.600', 10, 0, 3000);
    const set = sighting('11:59:18.946', 11, 0, 3000);

    expect(eventOf(overpassesCalendar(horizon({ rise, culmination: rise, set })))).toMatchObject({
      DTSTART: '20261012T115919Z',
      DTEND: '20261012T115920Z',
    });
  });

  it('is to be asked for again every six hours, and invites nobody', () => {
    const lines = overpassesCalendar(swath()).split('\r\n');

    expect(lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT6H');
    expect(lines).toContain('X-PUBLISHED-TTL:PT6H');
    // RFC 5546, section 3.2.1: whoever publishes names an organizer. Here is none.
    expect(lines.filter((line) => line.startsWith('METHOD'))).toEqual([]);
  });

  it('holds no control character, whatever a name brings', () => {
    const text = overpassesCalendar({ ...swath(), name: 'A\rATTENDEE:x\u0007\r\nB' });

    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
    expect(eventOf(text).SUMMARY).toBe('A\\nATTENDEE:x\\nB MODIS\\, day: 103 km to the right of the track');
  });
});
