// Overpasses as a table and as a calendar, letter by letter, from one overpass and one pass whose fields are all
// different.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar, overpassesCsv } from '../../../../functions/query/overpasses/overpass-forms.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { decayed, NOW_MS } from '../../../support/builders.ts';
import { held } from '../support/ask.ts';
import { overBoulder } from '../support/boulder.ts';

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

/** The cells of a table's only line, by their names. */
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
  elementsUsableUntil: '',
  inView: '',
};

describe('a table', () => {
  it('has an overpass', () => {
    expect(cellsOf(overpassesCsv(swath()))).toEqual({
      ...ABOUT,
      time: '2026-10-12T03:06:33.598Z',
      timeUtc: '2026-10-12 03:06:34',
      distanceKm: '103.423',
      side: 'right',
      direction: 'descending',
      light: 'day',
      sunElevationDeg: '-0.52',
      ...COMPUTED_FROM,
    });
    expect(cellsOf(overpassesCsv(swath({ side: 'left', ascending: true, day: false })))).toMatchObject({
      side: 'left',
      direction: 'ascending',
      light: 'night',
    });
  });

  it('has a pass', () => {
    expect(cellsOf(overpassesCsv(horizon()))).toEqual({
      ...ABOUT,
      rise: '2026-10-12T01:25:02.521Z',
      riseUtc: '2026-10-12 01:25:03',
      riseAzimuthDeg: '104.65',
      culmination: '2026-10-12T01:29:53.698Z',
      culminationUtc: '2026-10-12 01:29:54',
      culminationAzimuthDeg: '59.23',
      maximumElevationDeg: '8.589',
      rangeKm: '2256.4',
      set: '2026-10-12T01:34:45.481Z',
      setUtc: '2026-10-12 01:34:45',
      setAzimuthDeg: '14.05',
      ...COMPUTED_FROM,
    });
    expect(cellsOf(overpassesCsv(horizon({ rise: null, set: null })))).toMatchObject({
      rise: '',
      riseUtc: '',
      riseAzimuthDeg: '',
      set: '',
      setUtc: '',
      setAzimuthDeg: '',
    });
  });

  it.each(['swath', 'horizon'] as const)('without overpasses has one line with the elements: %s', (kind) => {
    const full = overBoulder({ kind });
    const [names, ...lines] = overpassesCsv({ ...full, overpasses: [] }).split('\r\n');

    expect(names).toBe(overpassesCsv(full).split('\r\n')[0]);
    expect(lines).toEqual([
      expect.stringMatching(/^Terra,25994,MODIS,,{7,11}0\.1,2026-10-09T22:33:25\.053984Z,0\.6,fresh,,$/),
      '',
    ]);
    expect(lines[0]?.split(',')).toHaveLength(names?.split(',').length as number);
  });

  it.each([
    ['without elements', null, 'Terra,25994,MODIS,,,,,,,,,,,waiting,,'],
    [
      'when SGP4 rejects the elements',
      decayed(held()),
      'Terra,25994,MODIS,,,,,,,,2413.4,2026-10-09T22:33:25.053984Z,0.6,failed,,',
    ],
  ])('%s says so on its only line', (_, elements, line) => {
    expect(
      overpassesCsv(overBoulder({}, NOW_MS, elements))
        .split('\r\n')
        .slice(1),
    ).toEqual([line, '']);
  });
});

/** The lines of a calendar's only event, unfolded, by their names. */
function eventOf(text: string): Record<string, string> {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  return Object.fromEntries(event.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

const ELEMENTS_TEXT =
  'Computed from elements of 2026-10-09T22:33:25.053984Z\\, 1.5 days old (fresh).\\nUncertainty at TIME: 0.4 s\\, unless the satellite manoeuvres.';
const WHERE = { LOCATION: '-40.02\\, 105.25', GEO: '-40.020000;105.250000', TRANSP: 'TRANSPARENT' };

describe('a calendar', () => {
  it('has an overpass', () => {
    expect(eventOf(overpassesCalendar(swath()))).toEqual({
      UID: '25994-swath--40.02-105.25-663620@subpoint',
      DTSTAMP: '20261011T120000Z',
      // 33.598 s: to the nearest second.
      DTSTART: '20261012T030634Z',
      DTEND: '20261012T030734Z',
      SUMMARY: 'Terra MODIS\\, day: 103 km to the right of the track',
      DESCRIPTION: `Closest approach 2026-10-12T03:06:33.598Z of Terra to -40.02\\, 105.25\\, descending.\\nThe place lies 103 km to the right of the track\\; the swath of MODIS is 2330 km wide.\\nElevation of the Sun: -0.52 degrees.\\n${ELEMENTS_TEXT.replace('TIME', SWATH.time)}`,
      ...WHERE,
    });
    const other = eventOf(overpassesCalendar(swath({ side: 'left', ascending: true, day: false })));
    expect(other.SUMMARY).toBe('Terra MODIS\\, night: 103 km to the left of the track');
    expect(other.DESCRIPTION).toContain('ascending.\\nThe place lies 103 km to the left of the track');
  });

  it('has a pass', () => {
    expect(eventOf(overpassesCalendar(horizon()))).toEqual({
      UID: '25994-horizon--40.02-105.25-663618@subpoint',
      DTSTAMP: '20261011T120000Z',
      DTSTART: '20261012T012503Z',
      DTEND: '20261012T013445Z',
      SUMMARY: 'Terra\\, up to 9° above the horizon',
      DESCRIPTION: `Terra over the horizon of -40.02\\, 105.25\\, highest at 2026-10-12T01:29:53.698Z: 8.589 degrees\\, azimuth 59.23\\, 2256.4 km away.\\nInstrument: MODIS.\\n${ELEMENTS_TEXT.replace('TIME', HORIZON.culmination.time)}`,
      ...WHERE,
    });
    expect(eventOf(overpassesCalendar(horizon({ rise: null, set: null })))).toMatchObject({
      UID: '25994-horizon--40.02-105.25-663618@subpoint',
      // The whole window.
      DTSTART: '20261011T120000Z',
      DTEND: '20261016T120000Z',
    });
    expect(eventOf(overpassesCalendar(horizon({ rise: null })))).toMatchObject({
      DTSTART: '20261011T120000Z',
      DTEND: '20261012T013445Z',
    });
    expect(eventOf(overpassesCalendar(horizon({ set: null })))).toMatchObject({
      DTSTART: '20261012T012503Z',
      DTEND: '20261016T120000Z',
    });
    const elements = { ...ELEMENTS, usableUntil: '2026-10-12T01:31:00.250Z', reason: 'decays around 12 October 2026' };
    const decays = { ...horizon({ set: null }), elements: elements as OverpassesAnswer['elements'] };
    expect(eventOf(overpassesCalendar(decays))).toMatchObject({
      DTSTART: '20261012T012503Z',
      DTEND: '20261012T013100Z',
    });
  });

  it.each([swath(), horizon()])('has a reminder before each event when requested', (answer) => {
    const summary = eventOf(overpassesCalendar(answer)).SUMMARY;

    expect(overpassesCalendar(answer)).not.toContain('VALARM');
    expect(overpassesCalendar(answer, 15).replaceAll('\r\n ', '')).toContain(
      `\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:${summary}\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n`,
    );
  });

  it('has no control characters, whatever is in a name', () => {
    const text = overpassesCalendar({ ...swath(), name: 'A\rATTENDEE:x\u0007\r\nB' });

    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
    expect(eventOf(text).SUMMARY).toBe('A\\nATTENDEE:x\\nB MODIS\\, day: 103 km to the right of the track');
  });

  it.each(['swath', 'horizon'] as const)('has lines of 75 bytes at most: %s', (kind) => {
    const text = overpassesCalendar({ ...overBoulder({ kind }), name: 'Térrä; one, two\\three\nfour'.repeat(4) });
    const lines = text.split('\r\n');

    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain('Térrä\\; one\\, two\\\\three\\nfour');
  });

  it.each(['swath', 'horizon'] as const)('names the elements in its description and in each event: %s', (kind) => {
    const answer = overBoulder({ kind });
    const elements = 'Computed from elements of 2026-10-09T22:33:25.053984Z\\, 0.6 days old (fresh).';
    const text = overpassesCalendar(answer).replaceAll('\r\n ', '');

    for (const name of ['DESCRIPTION', 'X-WR-CALDESC']) {
      expect(text.split('BEGIN:VEVENT')[0]).toContain(
        `\r\n${name}:Instrument: MODIS.\\n${elements}\\nUncertainty at 2026-10-10T12:00:00Z: 0.1 s\\, unless the satellite manoeuvres.\r\n`,
      );
    }
    expect(text.split(elements)).toHaveLength(answer.overpasses.length + 3);
  });

  it.each([
    ['without elements', null, ['Terra waits for orbital elements']],
    [
      'when SGP4 rejects the elements',
      decayed(held()),
      ['0.6 days old (failed)', 'SGP4 refuses these elements', 'Uncertainty at '],
    ],
  ])('%s has no events, only a time zone, and says why', (_, elements, words) => {
    const text = overpassesCalendar(overBoulder({}, NOW_MS, elements)).replaceAll('\r\n ', '');

    // RFC 5545, section 3.6: at least one component.
    expect([...text.matchAll(/^BEGIN:(.*)$/gm)].map(([, name]) => name?.trim())).toEqual([
      'VCALENDAR',
      'VTIMEZONE',
      'STANDARD',
    ]);
    for (const name of ['DESCRIPTION', 'X-WR-CALDESC']) {
      const line = text.split('\r\n').find((each) => each.startsWith(`${name}:`));
      for (const word of words) expect(line).toContain(word);
    }
  });
});
