// Overpasses as a calendar, letter by letter.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar, placeCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import type { OverpassesAnswer } from '../../../../wire/overpasses.ts';
import { decayed, NOW_MS } from '../../../support/builders.ts';
import { held } from '../support/ask.ts';
import { overBoulder } from '../support/boulder.ts';
import { ELEMENTS, horizon, swath } from '../support/one-overpass.ts';

/** The lines of a calendar's only event, unfolded, by their names. */
function eventOf(text: string): Record<string, string> {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  return Object.fromEntries(event.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

const elementsText = (ageDays: number, time: string) =>
  `Computed from elements of 2026-10-09T22:33Z\\, ${ageDays} days old (fresh).\\nUncertainty at ${time}: 0.4 s earlier or later\\, unless the satellite manoeuvres.`;
const WHERE = { LOCATION: '-40.02\\, 105.25', GEO: '-40.020000;105.250000', TRANSP: 'TRANSPARENT' };

describe('a calendar', () => {
  it('has an overpass', () => {
    expect(eventOf(overpassesCalendar(swath()))).toEqual({
      UID: '25994-swath--40.02-105.25-663620@subpoint',
      DTSTAMP: '20261011T120000Z',
      // 33.598 s: to the nearest second.
      DTSTART: '20261012T030634Z',
      DTEND: '20261012T030734Z',
      SUMMARY: 'Terra MODIS + MISR\\, day: track 103 km W',
      DESCRIPTION: `Closest approach 2026-10-12T03:06:34Z of Terra to -40.02\\, 105.25.\\nIt flies south (descending)\\, its track 103 km W of the place.\\nThe place is in the swath of MODIS\\, MISR.\\nThen the satellite is 80.9 degrees above the horizon\\, azimuth 271.5 (W).\\nElevation of the Sun: -0.52 degrees.\\n${elementsText(2.2, '2026-10-12T03:06:34Z')}`,
      ...WHERE,
    });
    const other = eventOf(overpassesCalendar(swath({ satelliteAzimuthDeg: 75.9, ascending: true, day: false })));
    expect(other.SUMMARY).toBe('Terra MODIS + MISR\\, night: track 103 km E');
    expect(other.DESCRIPTION).toContain('It flies north (ascending)\\, its track 103 km E of the place.');
  });

  it.each([
    [80.9, 271.46, 0.01, '80.9 degrees above the horizon\\, azimuth 271.5 (W).'],
    [60, 359.99, 4, '60 degrees above the horizon\\, azimuth 0 (N).'],
    [60, 359.99, 10, '60 degrees above the horizon\\, azimuth ≈ 0 (N).'],
    // Near the zenith, a tenth of a kilometre is a large turn.
    [89.99, 107.34, 0.1, '89.99 degrees above the horizon.'],
  ])('says where in the sky, as far as that is known: %d°, %d°, ± %d km', (elevation, azimuth, km, text) => {
    const overpass = swath({
      satelliteElevationDeg: elevation,
      satelliteAzimuthDeg: azimuth,
      satelliteRangeKm: 700,
      distanceUncertaintyKm: km,
    });

    expect(eventOf(overpassesCalendar(overpass)).DESCRIPTION).toContain(`Then the satellite is ${text}`);
  });

  it.each([
    [3, '≈ 2026-10-12T03:06:34Z', '103 ± 2 km W', '-0.5', '3 s'],
    [44.2, '2026-10-12T03:07Z', '103 ± 16 km W', '-1', '44 s'],
    [121, '≈ 2026-10-12T03:07Z', '100 ± 50 km W', '-1', '2 min'],
    [1073.9, '≈ 2026-10-12T03:10Z', 'within 500 km', '≈ -1', '18 min'],
    [10_800, '≈ 2026-10-12T03:00Z', 'within 4000 km', '≈ 0', '3 h'],
  ])('is no finer than it is known: %d s', (timingUncertaintySeconds, time, track, sun, uncertainty) => {
    const { SUMMARY, DESCRIPTION } = eventOf(overpassesCalendar(swath({ timingUncertaintySeconds })));

    expect(SUMMARY).toBe(
      `${timingUncertaintySeconds > 10 ? `± ${uncertainty}\\, ` : ''}Terra MODIS + MISR\\, day: track ${track}`,
    );
    expect(DESCRIPTION).toContain(`Closest approach ${time} of Terra`);
    expect(DESCRIPTION).toContain(`its track ${track} of the place.`);
    expect(DESCRIPTION).toContain(`Elevation of the Sun: ${sun} degrees.`);
    expect(DESCRIPTION).toContain(`Uncertainty at ${time}: ${uncertainty} earlier or later\\, unless`);
    const pass = eventOf(overpassesCalendar(horizon({ timingUncertaintySeconds: 1073.9 })));
    expect(pass.SUMMARY).toBe('± 18 min\\, Terra\\, up to ≈ 9° above the horizon');
    expect([pass.DTSTART, pass.DTEND]).toEqual(['20261012T010703Z', '20261012T015245Z']);
    expect(pass.DESCRIPTION).toContain(
      'highest at ≈ 2026-10-12T01:30Z: ≈ 9 degrees\\, azimuth ≈ 59 (NE)\\, ≈ 2300 km away',
    );
  });

  it.each([
    [60, '20261012T030634Z', '20261012T030734Z'],
    [61, '20261012T030434Z', '20261012T030834Z'],
    [1073.9, '20261012T024834Z', '20261012T032434Z'],
  ])(
    'has an event in which the satellite comes, also when it is late: %d s',
    (timingUncertaintySeconds, start, end) => {
      const event = eventOf(overpassesCalendar(swath({ timingUncertaintySeconds })));

      expect([event.DTSTART, event.DTEND]).toEqual([start, end]);
      // As that of an event with exact times.
      expect(event.UID).toBe('25994-swath--40.02-105.25-663620@subpoint');
    },
  );

  it('says of which instruments the place is at the edge', () => {
    const edges = { instrumentsAtEdge: ['MISR'], instrumentsMaybe: ['ASTER'] };

    expect(eventOf(overpassesCalendar(swath(edges))).DESCRIPTION).toContain(
      'in the swath of MODIS\\, MISR (at its edge).\\nAs uncertain as that is\\, it may be in the swath of ASTER\\, too.\\n',
    );
  });

  it('marks an overpass that is only maybe in a swath', () => {
    const maybe = { instruments: [], instrumentsMaybe: ['MISR'], timingUncertaintySeconds: 33 };
    const event = eventOf(overpassesCalendar(swath(maybe)));

    expect(event.SUMMARY).toBe('± 33 s\\, Terra maybe MISR\\, day: track 103 ± 12 km W');
    expect(event.STATUS).toBe('TENTATIVE');
    expect(event.DESCRIPTION).toContain('in no swath.\\nAs uncertain as that is\\, it may be in the swath of MISR.\\n');
    // The same event as when it becomes sure.
    expect(event.UID).toBe(eventOf(overpassesCalendar(swath())).UID);
    expect(eventOf(overpassesCalendar(swath())).STATUS).toBeUndefined();
  });

  it('has the name of the place, which nobody can break out of', () => {
    const calendar = overpassesCalendar(swath(), { placeName: 'Camp; 2,\nBEGIN:VEVENT' });
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n');

    expect(lines).toContain('NAME:Terra (MODIS\\, MISR) over Camp\\; 2\\,\\nBEGIN:VEVENT');
    expect(lines).toContain('X-WR-CALNAME:Terra (MODIS\\, MISR) over Camp\\; 2\\,\\nBEGIN:VEVENT');
    expect(lines).toContain('LOCATION:Camp\\; 2\\,\\nBEGIN:VEVENT (-40.02\\, 105.25)');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(placeCalendar([swath(), horizon()], { placeName: 'Camp' })).toContain('NAME:Terra\\, Terra over Camp\r\n');
  });

  it('has a pass', () => {
    expect(eventOf(overpassesCalendar(horizon()))).toEqual({
      UID: '25994-horizon--40.02-105.25-663618@subpoint',
      DTSTAMP: '20261011T120000Z',
      DTSTART: '20261012T012503Z',
      DTEND: '20261012T013445Z',
      SUMMARY: 'Terra\\, up to 9° above the horizon',
      DESCRIPTION: `Terra over the horizon of -40.02\\, 105.25\\, highest at 2026-10-12T01:29:54Z: 8.59 degrees\\, azimuth 59.23 (NE)\\, 2256 km away.\\nInstruments: MODIS\\, MISR.\\n${elementsText(2.1, '2026-10-12T01:29:54Z')}`,
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
    expect(overpassesCalendar(answer, { reminderMinutes: 15 }).replaceAll('\r\n ', '')).toContain(
      `\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:${summary}\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n`,
    );
  });

  it('has no control characters, whatever is in a name', () => {
    const text = overpassesCalendar({ ...swath(), name: 'A\rATTENDEE:x\u0007\r\nB' });

    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
    expect(eventOf(text).SUMMARY).toBe('A\\nATTENDEE:x\\nB MODIS + MISR\\, day: track 103 km W');
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
    const elements = (ageDays: number) => `Computed from elements of 2026-10-09T22:33Z\\, ${ageDays} days old (`;
    const text = overpassesCalendar(answer).replaceAll('\r\n ', '');

    for (const name of ['DESCRIPTION', 'X-WR-CALDESC']) {
      expect(text.split('BEGIN:VEVENT')[0]).toContain(
        `\r\n${name}:Instrument: MODIS.\\n${elements(0.6)}fresh).\\nUncertainty at 2026-10-10T12:00:00Z: 0.1 s earlier or later\\, unless the satellite manoeuvres.\r\n`,
      );
    }
    // Of each event, the age at its time.
    const events = text.split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(answer.overpasses.length);
    for (const [index, overpass] of answer.overpasses.entries()) {
      const time = 'time' in overpass ? overpass.time : overpass.culmination.time;
      const days = (Date.parse(time) - Date.parse('2026-10-09T22:33:25.053Z')) / 86_400_000;
      expect(events[index]).toContain(elements(Number(days.toFixed(1))));
    }
  });

  it.each([
    ['without elements', null, ['Terra waits for orbital elements']],
    ['when SGP4 rejects the elements', decayed(held()), ['0.6 days old (failed)', 'SGP4 refuses these elements']],
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
      // Of times that were not computed.
      expect(line).not.toContain('Uncertainty');
    }
  });
});
