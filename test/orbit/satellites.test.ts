// The satellites of a file, in each of its forms, and catalog numbers.
import { expect, it, test } from 'vitest';
import { isCatalogNumber, toSatellites } from '../../orbit/satellites.ts';

const SAR = { name: 'SAR', leftKm: -250, rightKm: 500 };
const URL = 'https://images.example.org/{date}';

it('one instrument may stand in the entry itself: its swath has the track in its middle', () => {
  const entry = { catalogNumber: 25994, name: 'Terra', instrument: 'MODIS', swathKm: 2331 };

  expect(toSatellites([entry])).toEqual([
    {
      catalogNumber: 25994,
      name: 'Terra',
      instruments: [{ name: 'MODIS', leftKm: 1165.5, rightKm: 1165.5, daylightOnly: false }],
    },
  ]);
});

it.each([
  [
    { name: 'ASTER', swathKm: 60 },
    { name: 'ASTER', leftKm: 30, rightKm: 30, daylightOnly: false },
  ],
  [SAR, { ...SAR, daylightOnly: false }],
  [
    { ...SAR, daylightOnly: true },
    { ...SAR, daylightOnly: true },
  ],
  [
    { ...SAR, images: { url: URL } },
    { ...SAR, daylightOnly: false, images: { url: URL, daylightOnly: false } },
  ],
  [
    { ...SAR, images: { url: URL, daylightOnly: true } },
    { ...SAR, daylightOnly: false, images: { url: URL, daylightOnly: true } },
  ],
])('the instrument %j is completed', (instrument, completed) => {
  const entry = { catalogNumber: 25994, name: 'Terra', instruments: [instrument] };

  expect(toSatellites({ $schema: './satellites.schema.json', satellites: [entry] })).toEqual([
    { catalogNumber: 25994, name: 'Terra', instruments: [completed] },
  ]);
});

test.each([1, 5, 25994, 999_999_999])('%d is a catalog number', (value) => {
  expect(isCatalogNumber(value)).toBe(true);
});

test.each([0, -1, 1_000_000_000, 25994.5, Number.NaN, '25994', null, undefined])(
  '%j is not a catalog number',
  (value) => {
    expect(isCatalogNumber(value)).toBe(false);
  },
);
