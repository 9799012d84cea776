// The land on the maps of the page is where it is on Earth; so are lakes and borders of a magnified map.
import { beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../../web/base/view.ts';
import { fineLandText } from '../../../web/build/fine-land.ts';
import { landPath } from '../../../web/build/land.ts';
import { createEarth, type Earth } from '../../../web/map/fine/earth.ts';
import { VIEWS } from '../../../web/map/layers/views.ts';

type Place = [x: number, y: number];

/** The rings or lines of a path: for each M, then relative l. */
function readPath(path: string, units = 1): Place[][] {
  const numbers = (text: string) => (text.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map((each) => Number(each) / units);
  return path
    .split('M')
    .filter(Boolean)
    .map((ring) => {
      const [start = '', steps = ''] = ring.split('l');
      const places = [numbers(start) as Place];
      const deltas = numbers(steps);
      for (let index = 0; index < deltas.length; index += 2) {
        const [x, y] = places.at(-1) as Place;
        places.push([x + (deltas[index] as number), y + (deltas[index + 1] as number)]);
      }
      return places;
    });
}

// How often the rings go round the place: SVG fills where this is not 0.
function windings(rings: Place[][], [px, py]: Place): number {
  let count = 0;
  for (const ring of rings) {
    for (const [index, [x, y]] of ring.entries()) {
      const [fromX, fromY] = ring.at(index - 1) as Place;
      if (fromY <= py !== y <= py && px < fromX + ((py - fromY) / (y - fromY)) * (x - fromX))
        count += fromY <= py ? 1 : -1;
    }
  }
  return count;
}

const WHOLE = { left: -18_000, right: 18_000, top: -9_000, bottom: 9_000 };
let earth: Earth;
/** Of the first view, and of a magnified map. */
const land: Record<'coarse' | 'fine', Place[][]> = { coarse: [], fine: [] };

beforeAll(async () => {
  earth = createEarth(await fineLandText());
  land.coarse = readPath(await landPath());
  land.fine = readPath(earth.draw('world', WHOLE, 0).land, 100);
});

describe.each(['coarse', 'fine'] as const)('the %s land', (kind) => {
  test.each([
    ['Boulder', -105.27, 40.02],
    ['Brasília', -47.9, -15.8],
    ['Timbuktu', -3, 16.77],
    ['Novosibirsk', 82.9, 55],
    ['Alice Springs', 133.9, -23.7],
    ['Chukotka, east of the antimeridian', -175, 66.5],
    ['Chukotka, west of it', 178, 67],
    ['the South Pole, at the left edge', -179.5, -89.9],
    ['the South Pole, at the right edge', 179.5, -89.9],
  ])('is at %s', (_, longitudeDeg, latitudeDeg) => {
    expect(windings(land[kind], [longitudeDeg, -latitudeDeg])).not.toBe(0);
  });

  test.each([
    ['the Pacific', -140, 0],
    ['the Atlantic', -40, 30],
    ['the Indian Ocean', 80, -30],
    ['the Caspian Sea', 50.5, 42],
    ['the North Pole', 0, 89],
    ['the Bering Sea', -178, 58],
  ])('is not at %s', (_, longitudeDeg, latitudeDeg) => {
    expect(windings(land[kind], [longitudeDeg, -latitudeDeg])).toBe(0);
  });

  test('stays on the map', () => {
    for (const [x, y] of land[kind].flat()) {
      expect(Math.abs(x)).toBeLessThan(180.001);
      expect(Math.abs(y)).toBeLessThan(90.001);
    }
  });

  test('has no side that jumps across the map, except along its lower edge', () => {
    const jumps = land[kind].flatMap((ring) =>
      ring.filter(([x, y], index) => {
        const [fromX, fromY] = ring.at(index - 1) as Place;
        return Math.abs(x - fromX) > 30 && !(Math.abs(y - 90) < 0.01 && Math.abs(fromY - 90) < 0.01);
      }),
    );

    expect(jumps).toEqual([]);
  });
});

describe('a magnified map', () => {
  /** A part of a view around a place, ten units wide. */
  function drawAround(view: View, longitudeDeg: number, latitudeDeg: number) {
    const at = VIEWS[view].projection.toPoint({ longitudeDeg, latitudeDeg });
    if (!at) throw new Error('not on this view');
    const [x, y] = [Math.round(100 * at.x), Math.round(100 * at.y)];
    const paths = earth.draw(view, { left: x - 500, right: x + 500, top: y - 500, bottom: y + 500 }, 1);
    return { at: [at.x, at.y] as Place, ...paths };
  }

  test.each([
    ['the Isle of Man', 'world', -4.5, 54.2, 'land'],
    ['Lake Victoria', 'world', 33, -1, 'lakes'],
    ['Fiji, at the antimeridian', 'world', 178, -17.8, 'land'],
    ['Svalbard', 'north', 16, 78.8, 'land'],
    ['Chukotka, east of the antimeridian', 'north', -175, 66.5, 'land'],
    ['the Great Bear Lake', 'north', -121, 66, 'lakes'],
    ['the South Pole', 'south', 0, -90, 'land'],
    ['Tasmania', 'south', 146.5, -42, 'land'],
  ] as const)('has %s', (_, view, longitudeDeg, latitudeDeg, kind) => {
    const drawn = drawAround(view, longitudeDeg, latitudeDeg);

    expect(windings(readPath(drawn[kind], 100), drawn.at)).not.toBe(0);
  });

  test.each([
    ['the Strait of Gibraltar', 'world', -5.6, 35.95],
    ['the Gulf of Corinth', 'world', 22.4, 38.2],
    ['the North Pole', 'north', 0, 90],
    ['Drake Passage', 'south', -62, -59],
    ['the ocean around Antarctica, in the north', 'north', -150, 10],
  ] as const)('has no land in %s', (_, view, longitudeDeg, latitudeDeg) => {
    const { land, at } = drawAround(view, longitudeDeg, latitudeDeg);

    expect(windings(readPath(land, 100), at)).toBe(0);
  });

  test.each([
    ['Canada and the United States', 'world', -105, 49],
    ['the same around the pole, where their parallel is bent', 'north', -105, 49],
    ['Chile and Argentina', 'world', -68.6, -54],
    ['Finland and Norway', 'north', 25.8, 69.7],
  ] as const)('has the border of %s', (_, view, longitudeDeg, latitudeDeg) => {
    const { borders, at } = drawAround(view, longitudeDeg, latitudeDeg);
    const fromLine = readPath(borders, 100).flatMap((line) =>
      line.slice(1).map(([toX, toY], index) => {
        const [x, y] = line[index] as Place;
        const [alongX, alongY] = [toX - x, toY - y];
        const share = ((at[0] - x) * alongX + (at[1] - y) * alongY) / (alongX ** 2 + alongY ** 2);
        const inside = Math.min(Math.max(share, 0), 1);
        return Math.hypot(x + inside * alongX - at[0], y + inside * alongY - at[1]);
      }),
    );

    expect(Math.min(...fromLine)).toBeLessThan(0.3);
  });

  test('has the largest cities around, each where it is, and later those that have less room', () => {
    const city = (name: string) => earth.cities.find((each) => each.name === name);

    expect(city('Nairobi')).toMatchObject({ longitudeDeg: 36.82, latitudeDeg: -1.28 });
    expect(city('Auckland')).toMatchObject({ longitudeDeg: 174.76, latitudeDeg: -36.85 });
    expect(city('McMurdo Station')).toMatchObject({ longitudeDeg: 166.67, latitudeDeg: -77.85 });
    // 20 km from Cologne.
    expect(city('Bonn')).toBeUndefined();
    expect(city('Shanghai')?.pxPerDeg).toBe(0);
    expect(city('Marseille')?.pxPerDeg).toBeGreaterThan(city('Paris')?.pxPerDeg ?? 0);
  });

  test('goes on over the antimeridian', () => {
    const beyond = earth.draw('world', { left: 18_000, right: 19_500, top: -7_000, bottom: -6_000 }, 0);

    expect(windings(readPath(beyond.land, 100), [185, -66.5])).not.toBe(0);
  });

  test('draws only the part that is asked for', () => {
    const part = { left: 500, right: 1_500, top: -5_000, bottom: -4_000 };
    const { land, lakes, borders } = earth.draw('world', part, 0);
    const all = earth.draw('world', WHOLE, 0);

    for (const [x, y] of readPath(land + lakes, 100).flat()) {
      expect(Math.abs(x - 10)).toBeLessThan(5.001);
      expect(Math.abs(y + 45)).toBeLessThan(5.001);
    }
    expect(borders.length).toBeLessThan(all.borders.length / 5);
    expect(land.length).toBeLessThan(all.land.length / 50);
  });

  test('leaves out what is smaller than a step', () => {
    const { land } = earth.draw('world', WHOLE, 0);

    expect(earth.draw('world', WHOLE, 20).land.length).toBeLessThan(0.6 * land.length);
  });
});
