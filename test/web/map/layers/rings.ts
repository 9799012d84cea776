// The paths of the map, read back: their rings on the map and on the sphere.
import { expect } from 'vitest';
import { RAD_PER_DEG } from '../../../../orbit/angles.ts';

export type Corner = [x: number, y: number];

export function ringsOf(path: string): Corner[][] {
  const rings = path.split('M').slice(1);
  return rings.map((ring) => {
    expect(ring).toMatch(/Z$/);
    return ring
      .slice(0, -1)
      .split('L')
      .map((corner) => corner.split(',').map(Number) as Corner);
  });
}

const sidesOf = (ring: Corner[]) => ring.map((from, index) => [from, ring[(index + 1) % ring.length] as Corner]);

/** How often the rings wind around a place on the map. Anything but 0 is inside, by SVG's rule for filling. */
export function windings(rings: Corner[][], longitudeDeg: number, latitudeDeg: number): number {
  let count = 0;
  for (const [[x1, y1], [x2, y2]] of rings.flatMap(sidesOf) as [Corner, Corner][]) {
    if (y1 <= -latitudeDeg === y2 <= -latitudeDeg) continue;
    const x = x1 + ((-latitudeDeg - y1) / (y2 - y1)) * (x2 - x1);
    if (x > longitudeDeg) count += y2 > y1 ? 1 : -1;
  }
  return count;
}

/** The area that the rings enclose on a sphere of radius 1, by Lambert's cylindrical equal-area projection. */
export function drawnArea(rings: Corner[][]): number {
  const sides = rings.flatMap(sidesOf) as [Corner, Corner][];
  const sum = sides.reduce(
    (total, [[x1, y1], [x2, y2]]) =>
      total + (x2 - x1) * RAD_PER_DEG * ((Math.sin(y1 * RAD_PER_DEG) + Math.sin(y2 * RAD_PER_DEG)) / 2),
    0,
  );
  return Math.abs(sum);
}

/** Sides that cross half of the map, except those along its upper and lower edge. */
function jumps(rings: Corner[][]): [Corner, Corner][] {
  return (rings.flatMap(sidesOf) as [Corner, Corner][]).filter(
    ([[x1, y1], [x2, y2]]) => Math.abs(x2 - x1) >= 180 && !(y1 === y2 && Math.abs(y1) === 90),
  );
}

export function expectOnMap(rings: Corner[][]) {
  for (const [x, y] of rings.flat()) {
    expect(Math.abs(x)).toBeLessThanOrEqual(180);
    expect(Math.abs(y)).toBeLessThanOrEqual(90);
  }
  expect(jumps(rings)).toEqual([]);
}
