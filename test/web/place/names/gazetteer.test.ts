// The gazetteer of the page: that it has the places that people look for, where they are.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, test } from 'vitest';
import { createNameSearch } from '../../../../web/place/names/name-search.ts';
import { nearestPlace } from '../../../../web/place/names/nearest.ts';
import { type NamedPlace, readPlaces, writePlaces } from '../../../../web/place/names/places-text.ts';
import { regionName, shortName } from '../../../../web/place/names/regions.ts';

const text = readFileSync(path.join(import.meta.dirname, '../../../../web/place/names/places.txt'), 'utf8');
const places = readPlaces(text);
const find = createNameSearch(places);

it('has 14,000 places, the largest first, each on the Earth and in a country with a name', () => {
  expect(places.length).toBeGreaterThan(14_000);
  expect(places.map(({ size }) => size)).toEqual(places.map(({ size }) => size).sort((a, b) => b - a));
  for (const place of places) {
    expect(Math.abs(place.latitudeDeg)).toBeLessThanOrEqual(90);
    expect(Math.abs(place.longitudeDeg)).toBeLessThanOrEqual(180);
    expect(place.name).toMatch(/^\S.*\S$/);
    expect(regionName(place)).not.toMatch(/^[A-Z]{2}\b/);
  }
});

// Coordinates from other sources: atlases and Wikipedia, to a tenth of a degree.
it.each([
  ['Nairo', 'Nairobi', 'Kenya', -1.29, 36.82],
  ['zurich', 'Zürich', 'Switzerland', 47.37, 8.54],
  ['Cologne', 'Köln', 'Germany', 50.94, 6.96],
  ['München', 'Munich', 'Germany', 48.14, 11.58],
  ['sao paulo', 'São Paulo', 'Brazil', -23.55, -46.63],
  ['boulder', 'Boulder, CO', 'Colorado, United States', 40.01, -105.27],
  ['Москва', 'Moscow', 'Russia', 55.76, 37.62],
  ['Петропавловск-Камчатский', 'Petropavlovsk-Kamchatsky', 'Russia', 53.04, 158.65],
  ['東京', 'Tokyo', 'Japan', 35.69, 139.69],
  ['القاهرة', 'Cairo', 'Egypt', 30.04, 31.24],
  ['서울', 'Seoul', 'South Korea', 37.57, 126.98],
  ['Suva', 'Suva', 'Fiji', -18.14, 178.44],
  ['Nukualofa', 'Nuku‘alofa', 'Tonga', -21.14, -175.2],
  ['Honolulu', 'Honolulu, HI', 'Hawaii, United States', 21.31, -157.86],
  ['mcmurdo', 'McMurdo Station', 'Antarctica', -77.85, 166.67],
])('%s is %s in %s', (typed, name, region, latitudeDeg, longitudeDeg) => {
  const place = find(typed).found[0]?.place as NamedPlace;

  expect([shortName(place), regionName(place)]).toEqual([name, region]);
  expect(Math.abs(place.latitudeDeg - latitudeDeg)).toBeLessThan(0.1);
  expect(Math.abs(place.longitudeDeg - longitudeDeg)).toBeLessThan(0.1);
});

test('text keeps the places of a country that crosses the antimeridian, and of one that is wide', () => {
  const aPlace = (name: string, latitudeDeg: number, longitudeDeg: number, size: number): NamedPlace => ({
    ...{ name, latitudeDeg, longitudeDeg, size },
    ...{ country: 'RU', state: '', otherNames: name === 'A' ? ['B', 'C'] : [] },
  });
  const written = [aPlace('A', 55.75, 37.62, 30), aPlace('D', 64.42, -173.23, 12), aPlace('E', 54.71, 20.5, 3)];
  const read = readPlaces(writePlaces(written));

  expect(read.map(({ name, otherNames, size }) => ({ name, otherNames, size }))).toEqual([
    { name: 'A', otherNames: ['B', 'C'], size: 30 },
    { name: 'D', otherNames: [], size: 12 },
    { name: 'E', otherNames: [], size: 3 },
  ]);
  for (const [index, { latitudeDeg, longitudeDeg }] of read.entries()) {
    expect(latitudeDeg).toBe(written[index]?.latitudeDeg);
    expect(Math.abs(longitudeDeg - (written[index]?.longitudeDeg ?? 0))).toBeLessThan(0.02);
  }
});

test('the nearest place is found across the antimeridian and at a pole', () => {
  expect(nearestPlace(places, { latitudeDeg: -1.3, longitudeDeg: 36.82 })?.distanceKm).toBeLessThan(5);
  expect(nearestPlace(places, { latitudeDeg: -18, longitudeDeg: -179.9 })?.place.country).toBe('FJ');
  expect(nearestPlace(places, { latitudeDeg: -90, longitudeDeg: 120 })?.distanceKm).toBeLessThan(0.01);
  expect(nearestPlace([], { latitudeDeg: 0, longitudeDeg: 0 })).toBeUndefined();
});

// Middles of the parts and of the towns, from the same sources.
it.each([
  ['Berlin-Mitte', 52.52, 13.4, 'Berlin'],
  ['Kreuzberg', 52.5, 13.39, 'Berlin'],
  ['Brooklyn', 40.65, -73.95, 'New York City'],
  ['Biryulëvo, at the edge of Moscow', 55.59, 37.67, 'Moscow'],
  ['New South Memphis, which is said to be as large as Memphis', 35.09, -90.05, 'Memphis'],
  ['Potsdam, beside Berlin', 52.4, 13.07, 'Potsdam'],
  ['Brazzaville, across the river from Kinshasa', -4.27, 15.28, 'Brazzaville'],
  ['Newark, in another state than New York City', 40.74, -74.17, 'Newark'],
  ['Yokohama, in one built-up area with Tokyo', 35.44, 139.64, 'Yokohama'],
])('a point in %s is near the town', (_, latitudeDeg, longitudeDeg, town) => {
  expect(nearestPlace(places, { latitudeDeg, longitudeDeg })?.place.name).toBe(town);
});
