// The land on the maps of the page is where it is on Earth.
import { beforeAll, expect, test } from 'vitest';
import { landPath } from '../../../web/build/land.ts';

type Place = [x: number, y: number];
let rings: Place[][];

// Parses the path: for each ring M, then relative l.
beforeAll(async () => {
  const numbers = (text: string) => (text.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map(Number);
  rings = (await landPath())
    .split('z')
    .filter(Boolean)
    .map((ring) => {
      const [start = '', steps = ''] = ring.slice(1).split('l');
      const places = [numbers(start) as Place];
      const deltas = numbers(steps);
      for (let index = 0; index < deltas.length; index += 2) {
        const [x, y] = places.at(-1) as Place;
        places.push([x + (deltas[index] as number), y + (deltas[index + 1] as number)]);
      }
      return places;
    });
});

// How often the rings go round the place: SVG fills where this is not 0.
function windings([px, py]: Place): number {
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
  expect(windings([longitudeDeg, -latitudeDeg])).not.toBe(0);
});

test.each([
  ['the Pacific', -140, 0],
  ['the Atlantic', -40, 30],
  ['the Indian Ocean', 80, -30],
  ['the Caspian Sea', 50.5, 42],
  ['the North Pole', 0, 89],
  ['the Bering Sea', -178, 58],
])('is not at %s', (_, longitudeDeg, latitudeDeg) => {
  expect(windings([longitudeDeg, -latitudeDeg])).toBe(0);
});

test('stays on the map', () => {
  for (const [x, y] of rings.flat()) {
    expect(Math.abs(x)).toBeLessThan(180.001);
    expect(Math.abs(y)).toBeLessThan(90.001);
  }
});

test('has no side that jumps across the map, except along its lower edge', () => {
  const jumps = rings.flatMap((ring) =>
    ring.filter(([x, y], index) => {
      const [fromX, fromY] = ring.at(index - 1) as Place;
      return Math.abs(x - fromX) > 30 && !(Math.abs(y - 90) < 0.01 && Math.abs(fromY - 90) < 0.01);
    }),
  );

  expect(jumps).toEqual([]);
});
