// The filters of the list: in the address by the names of the API's parameters, and which overpasses they leave.
import { describe, expect, it } from 'vitest';
import {
  type Filters,
  filterParameters,
  filterSatellites,
  formatFilters,
  parseFilters,
} from '../../../web/overpasses/filters.ts';
import { overpassRows, type SearchOutcome } from '../../../web/overpasses/list.ts';
import { formatImaging } from '../../../web/overpasses/table/cells.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import { anInstrument } from '../../support/builders.ts';
import { anApproach, anImaging, NOW } from './approaches.ts';

describe('filters in the address', () => {
  it.each<[query: string, filters: Filters]>([
    ['', {}],
    ['?satellite=25994', { catalogNumber: 25994 }],
    ['?instrument=MODIS', { instrument: 'MODIS' }],
    ['?instrument=MODIS,MISR', { instrument: 'MODIS,MISR' }],
    ['?instrument=Wide+%26+narrow', { instrument: 'Wide & narrow' }],
    ['?daylight=true', { daylight: 'true' }],
    ['?daylight=any&maxOffNadirKm=100', { daylight: 'any', maxOffNadirKm: 100 }],
    ['?maybe=false', { maybe: 'false' }],
    ['?days=7', { days: 7 }],
    ['?days=10', { days: 10 }],
  ])('%s round-trips', (query, filters) => {
    expect(parseFilters(query)).toEqual(filters);
    expect(formatFilters(filters, '')).toBe(query);
  });

  it.each([
    '?satellite=Terra',
    '?days=5',
    '?days=11',
    '?daylight=yes',
    '?maybe=no',
    '?maxOffNadirKm=0',
    '?maxOffNadirKm=20001',
    '?instrument=%E2%80%AE',
  ])('invalid values count as not chosen: %s', (query) => {
    expect(parseFilters(query)).toEqual({});
  });

  it('keep other parameters, and go when they are not chosen', () => {
    expect(formatFilters({ instrument: 'MISR' }, '?place=40.02,-105.27&daylight=any&instrument=MODIS')).toBe(
      '?place=40.02,-105.27&instrument=MISR',
    );
  });
});

it('are parameters of the API, escaped', () => {
  const satellites = [{ instruments: [{ name: 'A & B' }, { name: 'C' }] }];

  expect(
    filterParameters({ catalogNumber: 1, instrument: 'A & B', daylight: 'true', maxOffNadirKm: 250 }, satellites),
  ).toBe('&instrument=A%20%26%20B&daylight=true&maxOffNadirKm=250&maybe=true');
  // The API refuses instruments that none of these satellites has.
  expect(filterParameters({ instrument: 'C,OLI,A & B' }, satellites)).toBe('&instrument=A%20%26%20B%2CC&maybe=true');
  expect(filterParameters({}, satellites)).toBe('&maybe=true');
  // As the API by default.
  expect(filterParameters({ maybe: 'false' }, satellites)).toBe('');
});

it('leave the chosen satellite, and those with the instrument', () => {
  const satellites = [
    { catalogNumber: 1, instruments: [{ name: 'MODIS' }, { name: 'MISR' }] },
    { catalogNumber: 2, instruments: [{ name: 'MODIS' }] },
  ];
  const left = (filters: Filters) => filterSatellites(satellites, filters).map(({ catalogNumber }) => catalogNumber);

  expect(left({})).toEqual([1, 2]);
  expect(left({ instrument: 'MISR' })).toEqual([1]);
  expect(left({ instrument: 'MODIS', catalogNumber: 2 })).toEqual([2]);
  expect(left({ instrument: 'OMI' })).toEqual([]);
  expect(left({ instrument: 'OMI,misr' })).toEqual([1]);
});

describe('the filtered list', () => {
  const instruments = [anInstrument('Camera'), anInstrument('Thermal')];
  const satellite: Partial<ShownSatellite> = { catalogNumber: 1, name: 'Terra', colour: 0, instruments };
  const satellites = [satellite as ShownSatellite];
  const night = { day: false, imaging: [anImaging('Thermal'), anImaging('Camera', { sees: false })] };
  const outcomes = new Map<number, SearchOutcome>([
    [
      1,
      {
        approaches: [
          anApproach(NOW + 1000, { distanceKm: 90, imaging: [anImaging('Camera'), anImaging('Thermal')] }),
          anApproach(NOW + 2000, { distanceKm: 600, imaging: [anImaging('Thermal')] }),
          anApproach(NOW + 3000, { distanceKm: 20, ...night }),
          // Aura's, with old elements.
          anApproach(NOW + 4000, {
            ...{ distanceKm: 700, driftKm: 500, imaging: [anImaging('Thermal')], maybe: [anImaging('Camera')] },
          }),
        ],
      },
    ],
  ]);
  const listed = (filters: Filters, includeOutside = false) =>
    overpassRows(satellites, outcomes, { ...filters, includeOutside }, NOW).map(
      (row) => `${(row.timeMs - NOW) / 1000} ${formatImaging(row)}${row.isPerhaps ? ' perhaps' : ''}`,
    );

  it.each<[Filters, string[]]>([
    [{}, ['1 Camera, Thermal', '2 Thermal', '3 Thermal', '4 Thermal, maybe Camera']],
    [{ daylight: 'any' }, ['1 Camera, Thermal', '2 Thermal', '3 Thermal, Camera', '4 Thermal, maybe Camera']],
    [{ daylight: 'true' }, ['1 Camera, Thermal', '2 Thermal', '4 Thermal, maybe Camera']],
    [{ instrument: 'Camera' }, ['1 Camera', '4 maybe Camera perhaps']],
    [{ instrument: 'Thermal,Camera' }, ['1 Camera, Thermal', '2 Thermal', '3 Thermal', '4 Thermal, maybe Camera']],
    [{ instrument: 'Camera', daylight: 'any' }, ['1 Camera', '3 Camera', '4 maybe Camera perhaps']],
    [{ maxOffNadirKm: 90 }, ['1 Camera, Thermal', '3 Thermal']],
    [{ maxOffNadirKm: 250 }, ['1 Camera, Thermal', '3 Thermal', '4 Thermal, maybe Camera perhaps']],
    [{ maxOffNadirKm: 800 }, ['1 Camera, Thermal', '2 Thermal', '3 Thermal', '4 Thermal, maybe Camera']],
  ])('%j', (filters, expected) => {
    expect(listed(filters)).toEqual(expected);
  });

  it('says of passes outside what holds for the instruments in question', () => {
    expect(listed({ instrument: 'Camera' }, true)).toEqual([
      '1 Camera',
      '2 outside',
      '3 no daylight',
      '4 maybe Camera perhaps',
    ]);
  });
});
