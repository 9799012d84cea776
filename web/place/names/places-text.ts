// The gazetteer as text: 14,000 places in as few bytes as a general compression can be helped to. Pure.
//
// Four sections, separated by empty lines; each has a line for each country.
// 1. The country's code, the south-west corner of its places in degrees, and how many steps of longitude a degree has:
//    KE -5 33 100
// 2. The names, the largest place first: Nairobi=Найроби|Mombasa. What follows = are other names; a state of the United
//    States follows a comma.
// 3. Four signs for each place: how many steps it is north and east of the corner. Steps of latitude are hundredths.
// 4. A sign for each place: its population, in steps of a quarter.
import type { Place } from '../../../orbit/geodetic.ts';

export interface NamedPlace extends Place {
  name: string;
  /** Names in other languages and scripts. */
  otherNames: readonly string[];
  /** Two letters, ISO 3166. */
  country: string;
  /** Of the United States, two letters; empty elsewhere. */
  state: string;
  /** Larger places have larger ones: steps of a quarter. */
  size: number;
}

/** Signs that neither a script nor a compressed file writes with more than one byte. */
const SIGNS = [...Array(94).keys()]
  .map((index) => String.fromCharCode(33 + index))
  .filter((sign) => !'"$\\`'.includes(sign));
const BASE = SIGNS.length;
const VALUES = new Map(SIGNS.map((sign, value) => [sign, value]));
/** Of a degree. A hundredth is 1 km. */
const STEPS = 100;

/** Writes places, the largest first, as text. Coordinates are rounded to hundredths of a degree. */
export function writePlaces(places: readonly NamedPlace[]): string {
  const countries = new Map<string, NamedPlace[]>();
  for (const place of places) {
    const others = countries.get(place.country);
    if (others) others.push(place);
    else countries.set(place.country, [place]);
  }
  const sections: string[][] = [[], [], [], []];
  for (const [country, members] of [...countries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const south = Math.floor(Math.min(...members.map(({ latitudeDeg }) => latitudeDeg)));
    const west = westOf(members.map(({ longitudeDeg }) => longitudeDeg));
    const eastward = members.map(({ longitudeDeg }) => east(longitudeDeg - west));
    const steps = Math.min(STEPS, Math.floor((BASE * BASE - 1) / Math.max(...eastward)));
    const lines = [
      `${country} ${south} ${west} ${steps}`,
      members.map(writeName).join('|'),
      members
        .map(({ latitudeDeg }, at) => pair((latitudeDeg - south) * STEPS) + pair((eastward[at] as number) * steps))
        .join(''),
      members.map(({ size }) => SIGNS[size]).join(''),
    ];
    for (const [index, line] of lines.entries()) sections[index]?.push(line);
  }
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

/** Reads what writePlaces has written: the places, the largest first. */
export function readPlaces(text: string): NamedPlace[] {
  const [corners = [], names = [], coordinates = [], sizes = []] = text.split('\n\n').map((each) => each.split('\n'));
  const places = corners.flatMap((corner, index) => {
    const [country = '', ...numbers] = corner.split(' ');
    const [south = 0, west = 0, steps = STEPS] = numbers.map(Number);
    return (names[index] ?? '').split('|').map((written, at): NamedPlace => {
      const [north, eastward] = [0, 2].map((offset) => valueAt(coordinates[index] ?? '', at * 4 + offset));
      return {
        ...readName(written),
        country,
        size: VALUES.get(sizes[index]?.[at] ?? '') ?? 0,
        latitudeDeg: rounded(south + (north ?? 0) / STEPS),
        longitudeDeg: rounded(((west + (eastward ?? 0) / steps + 540) % 360) - 180),
      };
    });
  });
  // The sort is stable: of the same size, in the order of the file.
  return places.sort((a, b) => b.size - a.size);
}

function writeName({ name, state, otherNames }: NamedPlace): string {
  return [state ? `${name},${state}` : name, ...otherNames].join('=');
}

function readName(written: string): Pick<NamedPlace, 'name' | 'state' | 'otherNames'> {
  const [first = '', ...otherNames] = written.split('=');
  const [name = '', state = ''] = first.split(',');
  return { name, state, otherNames };
}

/** The western end of the shortest span that has all longitudes: Fiji and Russia cross the antimeridian. */
function westOf(longitudes: readonly number[]): number {
  const sorted = [...longitudes].sort((a, b) => a - b);
  const gaps = sorted.map((longitude, index) => (index === 0 ? 360 : 0) + longitude - (sorted.at(index - 1) as number));
  return Math.floor(sorted[gaps.indexOf(Math.max(...gaps))] as number);
}

function east(degrees: number): number {
  return (degrees + 360) % 360;
}

function pair(steps: number): string {
  const value = Math.round(steps);
  return `${SIGNS[Math.floor(value / BASE)]}${SIGNS[value % BASE]}`;
}

function valueAt(text: string, index: number): number {
  return (VALUES.get(text[index] ?? '') ?? 0) * BASE + (VALUES.get(text[index + 1] ?? '') ?? 0);
}

function rounded(degrees: number): number {
  return Math.round(degrees * STEPS) / STEPS;
}
