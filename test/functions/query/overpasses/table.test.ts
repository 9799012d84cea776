// Overpasses as a table, letter by letter.
import { describe, expect, it } from 'vitest';
import { overpassesCsv } from '../../../../functions/query/overpasses/table.ts';
import { decayed, NOW_MS } from '../../../support/builders.ts';
import { held } from '../support/ask.ts';
import { overBoulder } from '../support/boulder.ts';
import { horizon, swath } from '../support/one-overpass.ts';

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
  // At the overpass.
  elementsAgeDays: '2.2',
  elementsState: 'fresh',
  elementsUsableUntil: '',
  inView: '',
  placeLatitudeDeg: '-40.02',
  placeLongitudeDeg: '105.25',
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
      instruments: 'MODIS; MISR',
      inSwathFrom: '',
      inSwathFromUtc: '',
      inSwathUntil: '',
      inSwathUntilUtc: '',
      ...COMPUTED_FROM,
      images: '',
      distanceUncertaintyKm: '0.14',
      instrumentsAtEdge: '',
      instrumentsMaybe: '',
      imagesAvailableFrom: '',
      satelliteAzimuthDeg: '271.46',
      satelliteElevationDeg: '80.93',
      satelliteRangeKm: '712.3',
    });
    expect(cellsOf(overpassesCsv(swath({ side: 'left', ascending: true, day: false })))).toMatchObject({
      side: 'left',
      direction: 'ascending',
      light: 'night',
    });
  });

  it('has a stay', () => {
    const stay = { inSwathFrom: '2026-10-11T22:00:00.600Z', inSwathUntil: '2026-10-12T07:30:00Z' };
    expect(cellsOf(overpassesCsv(swath(stay)))).toMatchObject({
      ...stay,
      inSwathFromUtc: '2026-10-11 22:00:01',
      inSwathUntilUtc: '2026-10-12 07:30:00',
    });
    expect(cellsOf(overpassesCsv(swath({ ...stay, inSwathFrom: null })))).toMatchObject({
      inSwathFrom: '',
      inSwathFromUtc: '',
      inSwathUntilUtc: '2026-10-12 07:30:00',
    });
  });

  it('has the addresses of images, about when they are there, and the set of the overpass', () => {
    const images = ['MODIS', 'MISR'].map((instrument) => ({
      instrument,
      url: `https://a.org/${instrument}`,
      ...(instrument === 'MISR' && { availableFrom: '2026-10-12T08:07:00Z' }),
    }));
    const answer = swath({ images, elementsEpoch: '2026-10-14T15:06:33.598Z' });

    expect(cellsOf(overpassesCsv(answer))).toMatchObject({
      images: 'https://a.org/MODIS https://a.org/MISR',
      imagesAvailableFrom: '2026-10-12T08:07:00Z',
      elementsEpoch: '2026-10-14T15:06:33.598Z',
      elementsAgeDays: '-2.5',
      elementsState: 'fresh',
    });
  });

  it('has how uncertain the distance is, and with it which instruments see the place', () => {
    const uncertain = { distanceUncertaintyKm: 15.2, instrumentsAtEdge: ['MISR'], instrumentsMaybe: ['ASTER', 'MLS'] };

    expect(cellsOf(overpassesCsv(swath(uncertain)))).toMatchObject({
      distanceUncertaintyKm: '15.2',
      instrumentsAtEdge: 'MISR',
      instrumentsMaybe: 'ASTER; MLS',
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
      elementsAgeDays: '2.1',
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
      expect.stringMatching(
        /^Terra,25994,MODIS,{11,13}0\.1,2026-10-09T22:33:25\.053984Z,0\.6,fresh,,+40\.02,-105\.25(,,,)?$/,
      ),
      '',
    ]);
    expect(lines[0]?.split(',')).toHaveLength(names?.split(',').length as number);
  });

  it.each([
    ['without elements', null, 'Terra,25994,MODIS,,,,,,,,,,,,,,,,waiting,,,,,,,,40.02,-105.25,,,'],
    [
      'when SGP4 rejects the elements',
      decayed(held()),
      'Terra,25994,MODIS,,,,,,,,,,,,,2413.4,2026-10-09T22:33:25.053984Z,0.6,failed,,,,,,,,40.02,-105.25,,,',
    ],
  ])('%s says so on its only line', (_, elements, line) => {
    expect(
      overpassesCsv(overBoulder({}, NOW_MS, elements))
        .split('\r\n')
        .slice(1),
    ).toEqual([line, '']);
  });
});
