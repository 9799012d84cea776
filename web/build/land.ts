// The outline of the land on a flat map: cut at the antimeridian,
// closed along the South Pole, in the shortest form of SVG.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

type Place = [longitudeDeg: number, latitudeDeg: number];

/**
 * The land of the Earth as one SVG path in degrees: x is the longitude, y the negative latitude.
 * Natural Earth 1:110 million, from world-atlas.
 */
export async function landPath(): Promise<string> {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
  const atlas = JSON.parse(await readFile(file, 'utf8')) as Parameters<typeof feature>[0];
  const land = feature(atlas, atlas.objects.land as Parameters<typeof feature>[1]);
  const geometries =
    land.type === 'FeatureCollection' ? land.features.map(({ geometry }) => geometry) : [land.geometry];
  return geometries
    .flatMap((geometry) => (geometry.type === 'MultiPolygon' ? (geometry.coordinates as Place[][][]).flat() : []))
    .flatMap(cutRing)
    .map(ringPath)
    .join('');
}

const MAP_TURNS_DEG = [-360, 0, 360];

// World-atlas joins the rings that Natural Earth cuts at the antimeridian, and a flat map needs them cut. This unrolls
// the ring so that its longitude does not jump, closes it along the pole if it goes round the Earth (Antarctica), and
// clips a copy for each turn that touches the map.
function cutRing(ring: Place[]): Place[][] {
  const unrolled: Place[] = [];
  for (const [longitudeDeg, latitudeDeg] of ring) {
    const previousDeg = unrolled.at(-1)?.[0] ?? longitudeDeg;
    unrolled.push([longitudeDeg + 360 * Math.round((previousDeg - longitudeDeg) / 360), latitudeDeg]);
  }
  const first = unrolled[0];
  const last = unrolled.at(-1);
  if (!first || !last) return [];
  if (Math.abs(last[0] - first[0]) > 180) {
    const poleDeg = Math.sign(first[1]) * 90;
    unrolled.push([last[0], poleDeg], [first[0], poleDeg]);
  }
  return MAP_TURNS_DEG.map((turnDeg) => unrolled.map(([x, y]): Place => [x + turnDeg, y]))
    .map((turned) => clip(clip(turned, -180, 1), 180, -1))
    .filter((clipped) => clipped.length >= 3);
}

// Keeps the part of a ring east (side 1) or west (-1) of a meridian: Sutherland-Hodgman clipping with one edge.
function clip(ring: Place[], edgeDeg: number, side: 1 | -1): Place[] {
  const isInside = ([x]: Place) => (x - edgeDeg) * side >= 0;
  return ring.flatMap((place, index) => {
    const previous = ring.at(index - 1) as Place;
    const kept = isInside(place) ? [place] : [];
    if (isInside(place) === isInside(previous)) return kept;
    const share = (edgeDeg - previous[0]) / (place[0] - previous[0]);
    return [[edgeDeg, previous[1] + share * (place[1] - previous[1])] as Place, ...kept];
  });
}

// A tenth of a degree is a third of a pixel on the widest map, and the outline itself is no finer.
const UNITS_PER_DEG = 10;

function ringPath(ring: Place[]): string {
  const places = ring.map(([x, y]): Place => [Math.round(x * UNITS_PER_DEG), Math.round(-y * UNITS_PER_DEG)]);
  const corners = places.filter(([x, y], index) => {
    const previous = places.at(index - 1) as Place;
    return x !== previous[0] || y !== previous[1];
  });
  const [start, ...rest] = corners;
  if (!start || rest.length < 2) return '';
  let previous = start;
  const steps = rest.flatMap((corner) => {
    const step = [corner[0] - previous[0], corner[1] - previous[1]];
    previous = corner;
    return step;
  });
  return `M${writeNumbers(start)}l${writeNumbers(steps)}z`;
}

// In the shortest form of SVG: .3-.5.2 is three numbers.
function writeNumbers(units: number[]): string {
  let text = '';
  let hasPoint = false;
  for (const unit of units) {
    const number = String(unit / UNITS_PER_DEG).replace(/^(-?)0\./, '$1.');
    if (text && !number.startsWith('-') && !(number.startsWith('.') && hasPoint)) text += ' ';
    text += number;
    hasPoint = number.includes('.');
  }
  return text;
}
