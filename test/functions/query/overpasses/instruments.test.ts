// Overpasses of a satellite with several instruments: each names those that see the place, in every form.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { overpassesCsv } from '../../../../functions/query/overpasses/table.ts';
import type { SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { anInstrument, aSatellite, NOW_MS } from '../../../support/builders.ts';
import { held } from '../support/ask.ts';
import { BOULDER } from '../support/boulder.ts';
import { searchNow } from '../support/search-now.ts';

const PATH = '/satellites/{catalogNumber}/overpasses';
const WIDE = anInstrument('Wide', 2330);
const BY_DAY = anInstrument('By day', 2330, { daylightOnly: true });
const RADAR = anInstrument('Radar', 0, { leftKm: -250, rightKm: 900 });

function overpasses(instruments = [WIDE, BY_DAY, RADAR], atNight = false) {
  const question = { place: BOULDER, kind: 'swath', days: 10, atNight } as const;
  const { answer, points } = searchNow(aSatellite({ instruments }), held(), question, NOW_MS);
  expect(validateAnswer(PATH, 200, JSON.parse(JSON.stringify(answer)))).toEqual([]);
  expect(validateAnswer(PATH, 200, overpassesCsv(answer), 'text/csv')).toEqual([]);
  expect(points).toHaveLength(answer.overpasses.length);
  return { answer, list: answer.overpasses as SwathOverpassAnswer[] };
}

describe('an overpass', () => {
  it('names the instruments that see the place', () => {
    const { answer, list } = overpasses();

    expect(answer.instruments).toEqual(['Wide', 'By day', 'Radar']);
    expect(answer).toMatchObject({ instrument: 'Wide', swathKm: 2330 });
    for (const { day, side, distanceKm, instruments } of list) {
      const inRadar = side === 'right' && distanceKm >= 250 && distanceKm <= 900;
      expect(instruments).toEqual(['Wide', ...(day ? ['By day'] : []), ...(inRadar ? ['Radar'] : [])]);
    }
    expect(list.some(({ instruments }) => instruments.includes('Radar'))).toBe(true);
  });

  it('at night is not one of an instrument that needs daylight, unless any light will do', () => {
    const lights = (atNight: boolean) => new Set(overpasses([BY_DAY], atNight).list.map(({ day }) => day));

    expect(lights(false)).toEqual(new Set([true]));
    expect(lights(true)).toEqual(new Set([true, false]));
    expect(overpasses([BY_DAY], true).list).toHaveLength(overpasses([WIDE]).list.length);
  });

  it('is not one of a radar that looks to the other side', () => {
    const { list } = overpasses([RADAR]);

    expect(list.length).toBeGreaterThan(0);
    for (const { side, distanceKm } of list) expect([side, distanceKm >= 250]).toEqual(['right', true]);
  });

  it('names them in the table and in the calendar', () => {
    const { answer, list } = overpasses();
    const [, first = ''] = overpassesCsv(answer).split('\r\n');
    const names = list[0]?.instruments ?? [];
    const calendar = overpassesCalendar(answer).replaceAll('\r\n ', '');

    expect(first).toContain(`,${names.join('; ')},`);
    expect(calendar).toContain(`SUMMARY:Terra ${names.join(' + ')}\\,`);
    expect(calendar).toContain('NAME:Terra (Wide\\, By day\\, Radar) over 40.02\\, -105.25\r\n');
  });
});
