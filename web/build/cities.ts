// The places whose names a magnified map shows: the largest around.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readPlaces } from '../place/names/places-text.ts';
import { ROOT } from './bundle.ts';

export interface City {
  name: string;
  longitudeDeg: number;
  latitudeDeg: number;
  /** From this many pixels a degree on, its name has room beside those of larger places. In text of 11 pixels. */
  pxPerDeg: number;
}

/** How far a place is from a larger one, at least. */
const APART_DEG = { longitude: 1.5, latitude: 0.9 };
/** What a name takes, with room around it, px. */
const LETTER_PX = 7;
const AROUND_PX = 24;
const HEIGHT_PX = 30;

/** The largest first. */
export async function chooseCities(): Promise<City[]> {
  const places = readPlaces(await readFile(path.join(ROOT, 'web/place/names/places.txt'), 'utf8'));
  const cities: City[] = [];
  for (const { name, longitudeDeg, latitudeDeg } of places) {
    const near = cities.map((city) => {
      const eastDeg = Math.abs(((city.longitudeDeg - longitudeDeg + 540) % 360) - 180);
      const northDeg = Math.abs(city.latitudeDeg - latitudeDeg);
      const widthPx = LETTER_PX * Math.max(city.name.length, name.length) + AROUND_PX;
      const isNear = eastDeg < APART_DEG.longitude && northDeg < APART_DEG.latitude;
      return { isNear, pxPerDeg: Math.min(widthPx / eastDeg, HEIGHT_PX / northDeg) };
    });
    if (near.some(({ isNear }) => isNear)) continue;
    cities.push({ name, longitudeDeg, latitudeDeg, pxPerDeg: Math.max(0, ...near.map(({ pxPerDeg }) => pxPerDeg)) });
  }
  return cities;
}
