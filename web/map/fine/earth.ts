// Land, lakes, borders and cities of the Earth on a view of the map, of which a part is drawn. Pure.
import { RAD_PER_DEG } from '../../../orbit/angles.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import type { View } from '../../base/view.ts';
import { type Row, readRows, UNITS } from './rows-text.ts';
import { areaPath, clipArea, cutLine, type Edges, linePath, type Shape, toShape, touches } from './shapes.ts';

const TURN = 360 * UNITS;
const POLE = 90 * UNITS;
/** On the views of the poles, half of the map's height, 90, is 45 degrees. */
const POLAR_SCALE = 2;
/** There a parallel is bent: its points are at most as far apart. */
const BEND = UNITS;

/** Paths in hundredths of a unit. */
interface EarthPaths {
  land: string;
  lakes: string;
  borders: string;
}

export interface City extends Place {
  name: string;
  /** From this many pixels a degree on, its name has room beside those of larger places. In text of 11 pixels. */
  pxPerDeg: number;
}

export interface Earth {
  /** Draws a part of a view without details that are smaller than a step. Both are in hundredths of a unit. */
  draw(view: View, part: Edges, step: number): EarthPaths;
  /** The largest first. */
  cities: readonly City[];
}

/** `text` is that of web/build/fine-land.ts. */
export function createEarth(text: string): Earth {
  const [names = '', ...lines] = text.split('\n');
  const [cityRows = [], land = [], lakes = [], borders = []] = lines.map(readRows);
  const drawn = new Map<View, Record<keyof EarthPaths, Shape[]>>();

  function shapesOf(view: View) {
    const areas = (rows: readonly Row[]) => rows.map((row) => toShape(placeArea(row, view)));
    const lines = borders.map((row) => toShape(view === 'world' ? flat(row) : around(row, view)));
    return { land: areas(land), lakes: areas(lakes), borders: lines };
  }

  function draw(view: View, part: Edges, step: number): EarthPaths {
    const shapes = drawn.get(view) ?? shapesOf(view);
    drawn.set(view, shapes);
    const areas = (each: Shape, within: Edges, turn: number) => areaPath(clipArea(each, within), step, turn);
    const lines = (each: Shape, within: Edges, turn: number) =>
      cutLine(each, within)
        .map((line) => linePath(line, step, turn).text)
        .join('');
    // The Earth goes on over the antimeridian.
    const turns = view === 'world' ? [-TURN, 0, TURN] : [0];
    const pathOf = (all: readonly Shape[], path: typeof areas) =>
      turns
        .map((turn) => {
          const within = { ...part, left: part.left - turn, right: part.right - turn };
          return all.map((each) => (touches(each.reach, within) ? path(each, within, turn) : '')).join('');
        })
        .join('');
    return {
      land: pathOf(shapes.land, areas),
      lakes: pathOf(shapes.lakes, areas),
      borders: pathOf(shapes.borders, lines),
    };
  }

  return { draw, cities: readCities(names, cityRows) };
}

function readCities(names: string, [places = [], rooms = []]: readonly Row[]): City[] {
  return names.split('|').map((name, index) => ({
    name,
    longitudeDeg: (places[2 * index] ?? 0) / UNITS,
    latitudeDeg: (places[2 * index + 1] ?? 0) / UNITS,
    pxPerDeg: rooms[index] ?? 0,
  }));
}

/** The ring of an area on a view; nothing where the view does not show it. */
function placeArea(row: Row, view: View): Row {
  const [firstX = 0, firstY = 0] = row;
  const goesRound = Math.abs((row.at(-2) ?? 0) - firstX) > TURN / 2;
  if (view !== 'world') {
    // Around the other pole it would fill all of the map.
    if (goesRound && firstY > 0 !== (view === 'north')) return [];
    return around([...row, firstX, firstY], view);
  }
  if (!goesRound) return flat(row);
  // On a flat map it is closed along the pole.
  const endX = firstX + TURN * Math.sign((row.at(-2) ?? 0) - firstX);
  const poleY = POLE * Math.sign(firstY);
  return flat([...row, endX, firstY, endX, poleY, firstX, poleY]);
}

/** Latitude up becomes down. */
function flat(row: Row): Row {
  return row.map((value, index) => (index % 2 === 0 ? value : 0 - value));
}

/** Azimuthal and equidistant, as in ../layers/views.ts: Greenwich is at the bottom in the north, at the top in the south. */
function around(row: Row, view: View): Row {
  const sign = view === 'north' ? 1 : -1;
  const placed: number[] = [];
  for (let index = 0; index < row.length; index += 2) {
    const [x, y] = [row[index] as number, row[index + 1] as number];
    const [fromX, fromY] = [row[index - 2] ?? x, row[index - 1] ?? y];
    // The last point of a ring may be a turn away from the first.
    const stepX = x - fromX - TURN * Math.round((x - fromX) / TURN);
    const pieces = Math.max(Math.ceil(Math.abs(stepX) / BEND), 1);
    for (let piece = 1; piece <= pieces; piece++) {
      const angle = ((fromX + (stepX * piece) / pieces) / UNITS) * RAD_PER_DEG;
      const distance = POLAR_SCALE * (POLE - sign * (fromY + ((y - fromY) * piece) / pieces));
      placed.push(Math.round(distance * Math.sin(angle)), Math.round(sign * distance * Math.cos(angle)));
    }
  }
  return placed;
}
