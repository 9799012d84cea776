// Links to images of an overpass, and when they come.
import { expect, it } from 'vitest';
import type { Instrument } from '../../../../orbit/satellites.ts';
import type { OverpassRow } from '../../../../web/overpasses/list.ts';
import { isAvailable, linksOf } from '../../../../web/overpasses/table/detail.ts';
import { anImaging, NOW, aRow as row } from '../approaches.ts';

const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const IMAGES = { url: 'https://images.example.org/?t={date}', daylightOnly: true, delayHours: 5 };
const HOUR_MS = 3_600_000;

function aRow(images: Instrument['images'], changes: Partial<OverpassRow> = {}): OverpassRow {
  const seen = anImaging('MODIS');
  const seeing = [{ ...seen, instrument: { ...seen.instrument, ...(images && { images }) } }, anImaging('ASTER')];
  return row(NOW, { seeing, ...changes });
}

it('of each instrument that has some, with the site and the hour at which they are usually there', () => {
  expect(linksOf(aRow(IMAGES), BOULDER)).toEqual([
    {
      instrument: 'MODIS',
      url: 'https://images.example.org/?t=2026-11-25',
      host: 'images.example.org',
      availableMs: NOW + 5 * HOUR_MS,
    },
  ]);
});

it('none at night of images that need daylight, none of an instrument that does not see the place', () => {
  expect(linksOf(aRow(IMAGES, { day: false }), BOULDER)).toEqual([]);
  expect(linksOf(aRow(IMAGES, { seeing: [] }), BOULDER)).toEqual([]);
  expect(linksOf(aRow(undefined), BOULDER)).toEqual([]);
});

it('are expected after their delay, or after the overpass where none is known', () => {
  const available = (images: Instrument['images'], nowMs: number) => {
    const row = aRow(images);
    return linksOf(row, BOULDER).map((link) => isAvailable(link, row, nowMs));
  };

  expect(available(IMAGES, NOW + 5 * HOUR_MS - 1)).toEqual([false]);
  expect(available(IMAGES, NOW + 5 * HOUR_MS)).toEqual([true]);
  expect(available({ url: IMAGES.url, daylightOnly: true }, NOW - 1)).toEqual([false]);
  expect(available({ url: IMAGES.url, daylightOnly: true }, NOW)).toEqual([true]);
});
