// The swath on a map layer: by the instrument's edges, cut at the antimeridian, led around the poles.
import { describe, expect, it } from 'vitest';
import { swathFeatures } from '../../../../functions/query/tracks/swath-layer.ts';
import { cachedRecord } from '../../../../orbit/elements.ts';
import type { Place } from '../../../../orbit/geodetic.ts';
import { lastGridTimes } from '../../../../orbit/grid.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { subSatellitePoint } from '../../../../orbit/propagate.ts';
import { sunElevationDeg } from '../../../../orbit/sun.ts';
import { swathEdges } from '../../../../orbit/swath.ts';
import { newestOmm } from '../../../accuracy/truth.ts';
import { GOES_18 } from '../../../orbit/orbits.ts';
import { aSatellite, TERRA } from '../../../support/builders.ts';

type Position = [number, number];
interface Swath {
  geometry: { type: string; coordinates: Position[][][] };
  properties: { from: string; until: string; [name: string]: unknown };
}

const END = '2026-10-10T00:00:00Z';
const track = (omm: Omm, count: number, end = END) =>
  lastGridTimes(count, Date.parse(end)).map((timeMs) => ({
    ...subSatellitePoint(cachedRecord(omm), timeMs),
    elementsEpoch: END,
  }));
const terra = (count: number) => track(newestOmm(TERRA), count);
const withEdges = (leftKm: number, rightKm: number) =>
  aSatellite({ instruments: [{ name: 'SAR', leftKm, rightKm, daylightOnly: false }] });
const swathsOf = (points = terra(180), satellite = withEdges(1165, 1165)) =>
  swathFeatures(points, satellite) as Swath[];

const RAD = Math.PI / 180;
const isInside = (swaths: Swath[], [x, y]: Position) =>
  swaths.some(({ geometry }) => geometry.coordinates.some(([ring = []]) => isInRing(ring, x, y)));
/** On the flat map: whether a ray to the east crosses the ring an odd number of times. */
const isInRing = (ring: Position[], x: number, y: number) =>
  ring.slice(1).filter(([bx, by], index) => {
    const [ax, ay] = ring[index] as Position;
    return ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay);
  }).length %
    2 ===
  1;
const areaOf = (ring: Position[]) =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]?.[0] ?? 0) * y - x * (ring[index]?.[1] ?? 0), 0) / 2;
const ringsOf = (swaths: Swath[]) => swaths.flatMap(({ geometry }) => geometry.coordinates.flat());

describe('the swath of an hour', () => {
  it('is a feature for each quarter of an hour, without a gap between them', () => {
    const swaths = swathsOf();

    expect(swaths.map(({ properties }) => [properties.from.slice(11), properties.until.slice(11)])).toEqual([
      ['23:00:20Z', '23:15:20Z'],
      ['23:15:20Z', '23:30:20Z'],
      ['23:30:20Z', '23:45:20Z'],
      ['23:45:20Z', '00:00:00Z'],
    ]);
    expect(swaths[0]?.properties).toMatchObject({
      kind: 'swath',
      name: 'Terra',
      instrument: 'SAR',
      leftKm: 1165,
      rightKm: 1165,
    });
  });

  it.each([1165, 100])('has closed counterclockwise rings, none across the antimeridian: %d km', (km) => {
    const swaths = swathsOf(terra(540), withEdges(km, km));
    const rings = ringsOf(swaths);

    expect(rings.length).toBeGreaterThan(swaths.length);

    for (const ring of rings) {
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(areaOf(ring)).toBeGreaterThan(0);
      for (const [index, [x, y]] of ring.entries()) {
        expect(Math.abs(x)).toBeLessThanOrEqual(180);
        expect(Math.abs(y)).toBeLessThanOrEqual(90);
        // Along the edge of the map at a pole a ring may go all around.
        const [nextX, nextY] = ring[index + 1] ?? [x, y];
        if (Math.abs(nextX - x) > 180) expect([Math.abs(y), Math.abs(nextY)]).toEqual([90, 90]);
      }
    }
  });

  it('covers what lies within the edges, and nothing else', () => {
    const points = terra(180);
    const swaths = swathsOf(points);
    let checked = 0;
    for (let y = -89; y <= 89; y += 4) {
      for (let x = -178; x < 180; x += 7) {
        const km = Math.min(...points.map((point) => distanceKm(point, [x, y])));
        // Near the edge, and before the first or after the last point, neither is certain.
        const ends = [points[0], points.at(-1)].some((end) => end && distanceKm(end, [x, y]) < 1400);
        if (Math.abs(km - 1165) < 40 || ends) continue;
        checked++;
        expect(isInside(swaths, [x, y]), `${x} ${y}, ${km} km off`).toBe(km < 1165);
      }
    }
    expect(checked).toBeGreaterThan(1500);
  });

  it('covers the poles that it passes', () => {
    // Terra passes within 900 km of them.
    expect(isInside(swathsOf(terra(300)), [0.5, 89.9])).toBe(true);
    expect(isInside(swathsOf(terra(300)), [0.5, -89.9])).toBe(true);
  });

  it('of a radar that looks right lies on that side alone', () => {
    const points = terra(45);
    const swaths = swathsOf(points, withEdges(-250, 500));
    const { left, right } = swathEdges(points, { leftKm: 375, rightKm: 375 });
    const at = ({ longitudeDeg, latitudeDeg }: Place): Position => [longitudeDeg, latitudeDeg];

    for (const index of [5, 20, 40]) {
      expect(isInside(swaths, at(points[index] as Place))).toBe(false);
      expect(isInside(swaths, at(left[index] as Place))).toBe(false);
      expect(isInside(swaths, at(right[index] as Place))).toBe(true);
    }
  });
});

it('of an instrument that needs daylight is where the Sun is up below', () => {
  const points = terra(300);
  const satellite = aSatellite({ instruments: [{ name: 'OMI', leftKm: 1300, rightKm: 1300, daylightOnly: true }] });

  const swaths = swathsOf(points, satellite);

  const covered = (timeMs: number) =>
    swaths.some(({ properties: { from, until } }) => Date.parse(from) <= timeMs && timeMs <= Date.parse(until));
  const [lit, dark] = [1, -1].map((side) =>
    points.filter((point) => side * sunElevationDeg(point, point.timeMs) > 0).map(({ timeMs }) => covered(timeMs)),
  );
  expect(Math.min(lit?.length ?? 0, dark?.length ?? 0)).toBeGreaterThan(100);
  expect(lit).not.toContain(false);
  expect(dark).not.toContain(true);
});

it('there is none across a hole, for a lone point, or where the satellite hovers', () => {
  expect(
    swathsOf(terra(6).filter((_, index) => index !== 2 && index !== 4)).map((each) => each.properties.until),
  ).toEqual(['2026-10-09T23:58:40Z']);
  expect(swathsOf(terra(1))).toEqual([]);
  expect(swathsOf(track(GOES_18, 180, '2024-07-02T20:00:00Z'))).toEqual([]);
});

/** On the sphere of the mean radius. */
function distanceKm({ latitudeDeg, longitudeDeg }: { latitudeDeg: number; longitudeDeg: number }, [x, y]: Position) {
  const [a, b] = [latitudeDeg * RAD, y * RAD];
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos((x - longitudeDeg) * RAD);
  return 6371.0088 * Math.acos(Math.min(1, cosine));
}
