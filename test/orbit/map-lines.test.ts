// What a cut track looks like. test/accuracy measures how exact the crossing is, properties.test.ts that no point is
// lost.
import { describe, expect, it } from 'vitest';
import { type MapPosition, toMapLines } from '../../orbit/map-lines.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { newestOmm, trueTracks } from '../accuracy/truth.ts';
import { aPoint, aTrack } from './tracks.ts';

const place = ({ longitudeDeg, latitudeDeg, timeMs }: MapPosition): MapPosition => ({
  longitudeDeg,
  latitudeDeg,
  timeMs,
});
const isEdge = (position: MapPosition | undefined) => Math.abs(position?.longitudeDeg ?? 0) === 180;

/** The lines without the positions that the cutting added at the edges. */
function pointsOf(lines: MapPosition[][], track: readonly SubSatellitePoint[]): MapPosition[] {
  const own = new Set(track.map((point) => JSON.stringify(place(point))));
  return lines.flat().filter((position) => own.has(JSON.stringify(position)));
}

describe('toMapLines', () => {
  it('makes no line from no points, and one line from one', () => {
    expect(toMapLines([])).toEqual([]);
    const { timeMs } = aPoint(0, 10, 20);
    expect(toMapLines([aPoint(0, 10, 20)])).toEqual([[{ longitudeDeg: 10, latitudeDeg: 20, timeMs }]]);
  });

  it('does not cut a track that does not touch the antimeridian', () => {
    const track = [aPoint(0, 10, 20), aPoint(1, 9, 21), aPoint(2, 8, 22)];

    expect(toMapLines(track)).toEqual([track.map(place)]);
  });

  it.each([
    { direction: 'westward', longitudes: [-178, -179, 179, 178], edges: [-180, 180] },
    { direction: 'eastward', longitudes: [178, 179, -179, -178], edges: [180, -180] },
  ])('$direction: one line reaches the edge, the next begins at the other', ({ longitudes, edges }) => {
    const track = longitudes.map((longitude, index) => aPoint(index, longitude, 10));

    const [first, second, ...more] = toMapLines(track);

    expect(more).toEqual([]);
    expect(first?.map((position) => position.longitudeDeg)).toEqual([...longitudes.slice(0, 2), edges[0]]);
    expect(second?.map((position) => position.longitudeDeg)).toEqual([edges[1], ...longitudes.slice(2)]);
    // Half-way between two places at 10 degrees north the great circle runs a little north of them: tan(10) / cos(1).
    expect(first?.at(-1)?.latitudeDeg).toBeCloseTo(10.0015, 4);
    expect(second?.[0]?.latitudeDeg).toBe(first?.at(-1)?.latitudeDeg);
  });

  it.each([
    { longitudes: [0.3, -179.8], edge: 180 },
    { longitudes: [-0.3, 179.8], edge: -180 },
  ])('cuts between points just over half a turn apart, $longitudes, on the shorter side', ({ longitudes, edge }) => {
    const track = longitudes.map((longitude, index) => aPoint(index, longitude, 89));

    expect(toMapLines(track).map((line) => line.map((position) => position.longitudeDeg))).toEqual([
      [longitudes[0], edge],
      [-edge, longitudes[1]],
    ]);
  });

  it('keeps lines of two positions, at crossings next to the first and last point', () => {
    const track = [aPoint(0, -179.5, 10), aPoint(1, 179.5, 12), aPoint(2, 178.5, 14)];

    expect(toMapLines(track.slice(0, 2)).map((line) => line.length)).toEqual([2, 2]);
    expect(toMapLines(track).map((line) => line.length)).toEqual([2, 3]);
  });

  it.each([
    { longitudes: [-90, 90], latitudes: [89.5, 89.5] },
    { longitudes: [0, -180], latitudes: [-89, -89.9] },
  ])(
    'does not cut between points half a turn apart, $longitudes: the track crosses the pole',
    ({ longitudes, latitudes }) => {
      const track = longitudes.map((longitude, index) => aPoint(index, longitude, latitudes[index] as number));

      expect(toMapLines(track)).toEqual([track.map(place)]);
    },
  );

  it('ends a line at a hole, also at the antimeridian', () => {
    const track = [aPoint(0, 10, 20), aPoint(1, 9, 21), aPoint(3, 7, 23), aPoint(4, 6, 24)];
    const atEdge = [aPoint(0, -179, 20), aPoint(2, 179, 23)];

    expect(toMapLines(track)).toEqual([track.slice(0, 2).map(place), track.slice(2).map(place)]);
    expect(toMapLines(atEdge)).toEqual(atEdge.map((point) => [place(point)]));
  });

  it('keeps a point between two holes', () => {
    const track = [aPoint(0, 10, 20), aPoint(2, 8, 22), aPoint(4, 6, 24)];

    expect(toMapLines(track)).toHaveLength(3);
  });

  it.each([
    { name: 'arriving eastward', longitudes: [179, -180, -179] },
    { name: 'arriving westward', longitudes: [-179, -180, 179] },
    { name: 'starting eastward', longitudes: [-180, -179] },
    { name: 'starting westward', longitudes: [-180, 179] },
  ])('a point exactly on -180, $name: cut there, at its own latitude', ({ longitudes }) => {
    const track = longitudes.map((longitude, index) => aPoint(index, longitude, 10 + index));
    const on = track.find((point) => point.longitudeDeg === -180) as SubSatellitePoint;

    const lines = toMapLines(track);

    expect(widestStep(lines)).toBeLessThan(180);
    const edges = lines.flat().filter(isEdge);
    expect(edges.length).toBeGreaterThan(0);
    for (const edge of edges) expect(edge.latitudeDeg).toBeCloseTo(on.latitudeDeg, 9);
  });

  it('crosses close to a pole, on the side where the track passes', () => {
    // Both at 89 degrees north, 10 degrees of longitude on either side of the antimeridian.
    const track = [aPoint(0, 170, 89), aPoint(1, -170, 89)];

    const [first] = toMapLines(track);

    expect(first?.at(-1)?.latitudeDeg).toBeCloseTo(
      Math.atan(Math.tan((89 * Math.PI) / 180) / Math.cos(Math.PI / 18)) / (Math.PI / 180),
      9,
    );
  });

  it.each([90, -90])('gives valid numbers for a point on the pole at latitude %d', (latitude) => {
    const track = [aPoint(0, 100, latitude * 0.99), aPoint(1, -100, latitude), aPoint(2, -100, latitude * 0.99)];

    const positions = toMapLines(track).flat();

    for (const { longitudeDeg, latitudeDeg } of positions) {
      expect(Math.abs(longitudeDeg)).toBeLessThanOrEqual(180);
      expect(Math.abs(latitudeDeg)).toBeLessThanOrEqual(90);
    }
  });
});

describe('toMapLines of real tracks', () => {
  it.each(trueTracks)('$name: lines of a day keep every point and never cross the whole map', ({ catalogNumber }) => {
    const track = aTrack(4320, { omm: newestOmm(catalogNumber) });

    const lines = toMapLines(track);

    expect(pointsOf(lines, track)).toEqual(track.map(place));
    expect(widestStep(lines)).toBeLessThan(20);
    // Every inner end lies on an edge.
    for (const line of lines.slice(0, -1)) expect(isEdge(line.at(-1))).toBe(true);
    for (const line of lines.slice(1)) expect(isEdge(line[0])).toBe(true);
    // 14.6 orbits a day, and the Earth's own turn: 13 to 16 crossings in a day of the clock.
    expect(lines.length - 1).toBeGreaterThanOrEqual(13);
    expect(lines.length - 1).toBeLessThanOrEqual(16);
  });
});

// The longest step in longitude within a line. One of 180 or more would be a stroke across the map.
function widestStep(lines: MapPosition[][]): number {
  const strides = lines.flatMap((line) =>
    line.slice(1).map((position, index) => Math.abs(position.longitudeDeg - (line[index] as MapPosition).longitudeDeg)),
  );
  return Math.max(0, ...strides);
}
