// Links to images: what each placeholder becomes.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type SatellitesFile, toSatellites } from '../../orbit/satellites.ts';
import { imagesUrl } from '../../wire/images.ts';

const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.25 };
const OVERPASS = { timeMs: Date.parse('2026-11-24T10:30:59.999Z'), distanceKm: 20, ascending: false, day: true };
const ALL = 'https://a.org/{date}/{time}/{timeOfDay}/{direction}/{latitude}/{longitude}';
const BOX = 'https://a.org/?bbox={west},{south},{east},{north}';

const fill = (url: string, overpass: Partial<typeof OVERPASS> = {}, place = BOULDER) =>
  imagesUrl({ url, daylightOnly: false }, { ...OVERPASS, ...overpass }, place);

it('a link has the date, the whole second, the direction and the place, percent-encoded', () => {
  expect(fill(ALL)).toBe('https://a.org/2026-11-24/2026-11-24T10%3A30%3A59Z/10%3A30%3A59/Descending/40.02/-105.25');
  expect(fill(ALL, { ascending: true })).toContain('/Ascending/');
});

it('each placeholder may come twice, and the rest of an address stays', () => {
  expect(fill('https://a.org/{date}?d={date}&x=1,2;%20(a)#[b]')).toBe(
    'https://a.org/2026-11-24?d=2026-11-24&x=1,2;%20(a)#[b]',
  );
});

it.each([
  ['a place below the track has 250 km on each side', 0, BOULDER, '-108.1857,37.7718,-102.3143,42.2682'],
  ['one at the edge of a swath has the track in the box', 1165, BOULDER, '-119.5174,29.0937,-90.9826,50.9463'],
  [
    'at the antimeridian a side lies beyond 180',
    0,
    { latitudeDeg: 0, longitudeDeg: 180 },
    '177.7518,-2.2482,182.2482,2.2482',
  ],
  ['at a pole it has all meridians', 0, { latitudeDeg: -90, longitudeDeg: 45 }, '-180,-90,180,-87.7518'],
  ['close to a pole, too', 900, { latitudeDeg: 88, longitudeDeg: 45 }, '-180,79.4568,180,90'],
])('%s', (_, distanceKm, place, box) => {
  expect(fill(BOX, { distanceKm }, place)).toBe(`https://a.org/?bbox=${box}`);
});

it('images that exist by day only have no link at night', () => {
  const images = { url: ALL, daylightOnly: true };

  expect(imagesUrl(images, { ...OVERPASS, day: false }, BOULDER)).toBeUndefined();
  expect(imagesUrl(images, OVERPASS, BOULDER)).toContain('https://a.org/');
  expect(fill(ALL, { day: false })).toContain('https://a.org/');
});

// As Worldview writes its own links: layers from the top, the time after a hyphen.
it.each([
  ['Terra', false, 'Descending'],
  ['Aqua', true, 'Ascending'],
])('%s has its true colours of that day in Worldview, with the line of its orbit', (name, ascending, direction) => {
  const file: SatellitesFile = JSON.parse(readFileSync(new URL('../../satellites.json', import.meta.url), 'utf8'));
  const modis = toSatellites(file).find((each) => each.name === name)?.instruments[0];

  expect(modis?.images && imagesUrl(modis.images, { ...OVERPASS, ascending }, BOULDER)).toBe(
    `https://worldview.earthdata.nasa.gov/?v=-108.1857,37.7718,-102.3143,42.2682&t=2026-11-24-T10%3A30%3A59Z&l=Coastlines_15m,OrbitTracks_${name}_${direction},MODIS_${name}_CorrectedReflectance_TrueColor`,
  );
});
