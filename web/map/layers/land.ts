// The outline of the land, read from the markup and projected around a pole. Pure.
import type { ShapePath, SpherePolygon } from './areas.ts';

type Position = [longitudeDeg: number, latitudeDeg: number];

/** The path of the land on another view. `outline` is that of web/build/land.ts: in degrees, of M, l and z alone. */
export function projectLand(outline: string, toPath: ShapePath): string {
  const rings = outline.split('M').slice(1).map(readRing);
  const outer = rings.filter((ring) => signedArea(ring) > 0);
  const polygons = outer.map((ring): SpherePolygon => ({ type: 'Polygon', coordinates: [ring] }));
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const around = outer.findIndex((ring) => contains(ring, hole[0] as Position));
    polygons[around]?.coordinates.push(hole);
  }
  return polygons
    .map(({ type, coordinates: [ring = [], ...holes] }) => toPath({ type, coordinates: [withoutPole(ring), ...holes] }))
    .join('');
}

// Numbers may follow each other without a space: .3-.5.2 is three.
const NUMBERS = /-?(?:\d+\.?\d*|\.\d+)/g;

/** Longitude to the right, latitude up: the outline has the latitude down. Not closed. */
function readRing(text: string): Position[] {
  const [x = 0, y = 0, ...steps] = (text.match(NUMBERS) ?? []).map(Number);
  const ring: Position[] = [[x, -y]];
  for (let index = 0; index + 1 < steps.length; index += 2) {
    const [longitudeDeg, latitudeDeg] = ring.at(-1) as Position;
    ring.push([longitudeDeg + (steps[index] as number), latitudeDeg - (steps[index + 1] as number)]);
  }
  return ring;
}

/** Positive when the inside is on the right, as on a globe for d3-geo. In square degrees. */
function signedArea(ring: readonly Position[]): number {
  const sum = ring.reduce((area, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as Position;
    return area + nextX * y - x * nextY;
  }, 0);
  return sum / 2;
}

/** Whether a ray to the east crosses the ring an odd number of times. */
function contains(ring: readonly Position[], [x, y]: Position): boolean {
  const crossings = ring.filter(([fromX, fromY], index) => {
    const [toX, toY] = ring[(index + 1) % ring.length] as Position;
    return fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
  });
  return crossings.length % 2 === 1;
}

// On a flat map Antarctica is closed along its lower edge. On the globe it is closed without: both ends are one place.
function withoutPole(ring: readonly Position[]): Position[] {
  const corners = ring.filter(([, latitudeDeg]) => Math.abs(latitudeDeg) < 89.9);
  return [...corners, corners[0] as Position];
}
