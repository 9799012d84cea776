// The paths of swaths, read back and compared: on the map, on the sphere, and with the rules in orbit/.
import { geoArea, geoCircle } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../../../orbit/angles.ts';
import type { Place } from '../../../../orbit/geodetic.ts';
import { STEP_MS } from '../../../../orbit/grid.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { sunElevationDeg } from '../../../../orbit/sun.ts';
import { swathEdges } from '../../../../orbit/swath.ts';
import { swathPath, swathPolygon } from '../../../../web/map/layers/areas.ts';
import { newestOmm, trueTracks } from '../../../accuracy/truth.ts';
import { GEOSTATIONARY, GOES_18, MOLNIYA, PROBA_3, SIRIUS_1, XMM } from '../../../orbit/orbits.ts';
import { aTrack, START_MS } from '../../../orbit/tracks.ts';
import { type Corner, drawnArea, expectOnMap, ringsOf, windings } from './rings.ts';

const RADIUS_KM = 6371.0088;
const SWATH_KM = 2330;
const HOUR = 181;
const wide = (swathKm: number) => ({ leftKm: swathKm / 2, rightKm: swathKm / 2, daylightOnly: false });
const SWATH = wide(SWATH_KM);

function lengthRad(track: readonly { latitudeDeg: number; longitudeDeg: number }[]): number {
  const ways = track.slice(1).map((to, index) => {
    const from = track[index] as (typeof track)[number];
    const half = (a: number, b: number) => Math.sin(((b - a) * RAD_PER_DEG) / 2) ** 2;
    const cosines = Math.cos(from.latitudeDeg * RAD_PER_DEG) * Math.cos(to.latitudeDeg * RAD_PER_DEG);
    return (
      2 *
      Math.asin(Math.sqrt(half(from.latitudeDeg, to.latitudeDeg) + cosines * half(from.longitudeDeg, to.longitudeDeg)))
    );
  });
  return ways.reduce((sum, way) => sum + way, 0);
}

/** Terra's orbit, straight over both poles. */
const POLAR: Omm = { ...newestOmm(25994), INCLINATION: 90 };

const orbits = [
  ...trueTracks.map(({ name, catalogNumber }) => ({ name, omm: newestOmm(catalogNumber) })),
  { name: 'an orbit across both poles', omm: POLAR },
];

describe('swathPath', () => {
  // Hours spread over a day cover different parts of the Earth. Each crosses at least one polar region.
  const hours = orbits.flatMap(({ name, omm }) =>
    Array.from({ length: 16 }, (_, index) => ({ name, omm, startMs: START_MS + index * 90 * 60_000 })),
  );

  it.each(hours)('$name from $startMs: its area is its width times its length', ({ omm, startMs }) => {
    const track = aTrack(HOUR, { omm, startMs });
    const expected = lengthRad(track) * (SWATH_KM / RADIUS_KM);

    const area = geoArea(swathPolygon(track, SWATH) ?? { type: 'Sphere' });
    const rings = ringsOf(swathPath(track, SWATH));

    // The other way round, it would be the rest of the world.
    expect(Math.abs(area / expected - 1)).toBeLessThan(0.02);
    expect(Math.abs(drawnArea(rings) / expected - 1)).toBeLessThan(0.02);
    expectOnMap(rings);
    for (const { longitudeDeg, latitudeDeg } of track.slice(1, -1)) {
      // At the edges of the map and at the poles, neither inside nor outside.
      if (Math.abs(longitudeDeg) > 179.9 || Math.abs(latitudeDeg) > 89.9) continue;
      expect(windings(rings, longitudeDeg, latitudeDeg)).not.toBe(0);
    }
  });

  it.each(hours.filter((_, index) => index % 5 === 0))(
    '$name from $startMs: the swath of a radar that looks to one side lies beside the track',
    ({ omm, startMs }) => {
      const track = aTrack(HOUR, { omm, startMs });
      const beside = swathEdges(track, { leftKm: 375, rightKm: 375 });

      for (const [edges, inside, outside] of [
        [{ leftKm: -250, rightKm: 500 }, beside.right, beside.left],
        [{ leftKm: 500, rightKm: -250 }, beside.left, beside.right],
      ] as const) {
        const rings = ringsOf(swathPath(track, { ...edges, daylightOnly: false }));

        expectOnMap(rings);
        expect(drawnArea(rings) / (lengthRad(track) * (250 / RADIUS_KM))).toBeCloseTo(1, 1);
        const isIn = ({ longitudeDeg, latitudeDeg }: Place) => windings(rings, longitudeDeg, latitudeDeg) !== 0;
        const isClear = ({ longitudeDeg, latitudeDeg }: Place) =>
          Math.abs(longitudeDeg) < 179.9 && Math.abs(latitudeDeg) < 89.9;
        expect(inside.slice(1, -1).filter(isClear).every(isIn)).toBe(true);
        expect([...track, ...outside].filter(isClear).some(isIn)).toBe(false);
      }
    },
  );

  it('covers a pole that the swath reaches, from one edge of the map to the other', () => {
    // Terra reaches 81.8 degrees, and half of the swath is 10.5.
    const track = aTrack(HOUR);
    const north = track.reduce((a, b) => (a.latitudeDeg > b.latitudeDeg ? a : b));
    const around = track.filter(({ timeMs }) => Math.abs(timeMs - north.timeMs) <= 10 * STEP_MS);

    const rings = ringsOf(swathPath(around, SWATH));

    expect(north.latitudeDeg).toBeGreaterThan(81);
    for (let longitudeDeg = -179; longitudeDeg < 180; longitudeDeg += 10) {
      expect(windings(rings, longitudeDeg, 89)).not.toBe(0);
    }
  });

  it('ends where the Sun sets below an instrument that needs daylight', () => {
    const track = aTrack(HOUR);
    const [day, night] = [1, -1].map((side) =>
      track.filter((point) => side * sunElevationDeg(point, point.timeMs) > 1 && Math.abs(point.longitudeDeg) < 179.9),
    ) as [typeof track, typeof track];
    expect(Math.min(day.length, night.length)).toBeGreaterThan(20);

    const rings = ringsOf(swathPath(track, { ...SWATH, daylightOnly: true }));

    const isIn = ({ longitudeDeg, latitudeDeg }: Place) => windings(rings, longitudeDeg, latitudeDeg) !== 0;
    expectOnMap(rings);
    expect(day.slice(1, -1).every(isIn)).toBe(true);
    expect(night.some(isIn)).toBe(false);
  });

  it('has a hole where points are missing', () => {
    const track = aTrack(60);
    const [before, after] = [track.slice(0, 20), track.slice(40)];

    const path = swathPath([...before, ...after], SWATH);

    expect(path).toBe(swathPath(before, SWATH) + swathPath(after, SWATH));
    const middle = track[30] as (typeof track)[number];
    expect(windings(ringsOf(path), middle.longitudeDeg, middle.latitudeDeg)).toBe(0);
    expect(windings(ringsOf(swathPath(track, SWATH)), middle.longitudeDeg, middle.latitudeDeg)).not.toBe(0);
  });

  it('is empty without points, for a single point, and for a satellite without a swath', () => {
    expect(swathPath([], SWATH)).toBe('');
    expect(swathPath(aTrack(1), SWATH)).toBe('');
    expect(swathPath(aTrack(HOUR), wide(0))).toBe('');
  });
});

describe('the swath of a satellite that hovers', () => {
  it.each([
    ['geostationary', GEOSTATIONARY, START_MS],
    ['GOES-18', GOES_18, Date.UTC(2024, 6, 2, 20)],
  ])('is a disk around it: %s', (_, omm, startMs) => {
    const track = aTrack(HOUR, { omm, startMs });
    const { latitudeDeg, longitudeDeg } = track.at(-1) as (typeof track)[number];

    const rings = ringsOf(swathPath(track, wide(12_000)));

    expectOnMap(rings);
    // A spherical cap of 6,000 km: 2 pi (1 - cos(radius)).
    expect(drawnArea(rings) / (2 * Math.PI * (1 - Math.cos(6000 / RADIUS_KM)))).toBeCloseTo(1, 1);
    for (const [north, east, isInside] of [
      [0, 0, true],
      [52, 0, true],
      [-52, 0, true],
      [0, 52, true],
      [0, -52, true],
      [56, 0, false],
      [0, 56, false],
      [0, -56, false],
    ] as const) {
      const east180 = ((longitudeDeg + east + 540) % 360) - 180;
      expect([north, east, windings(rings, east180, latitudeDeg + north) !== 0]).toEqual([north, east, isInside]);
    }
  });

  const day = 86_400_000;
  const eccentric = [
    ['Molniya', MOLNIYA, START_MS, day / 2, 2330],
    ['Sirius-1', SIRIUS_1, Date.UTC(2014, 2, 31), day, 10_000],
    ['XMM', XMM, Date.UTC(2020, 9, 24), 2 * day, 500],
    ['Proba-3', PROBA_3, Date.UTC(2024, 11, 6), day, 500],
    ['Proba-3, wide', PROBA_3, Date.UTC(2024, 11, 6), day, 6000],
  ] as const;

  it.each(eccentric)(
    'covers every point of the hour, and nothing far from it: %s',
    (_, omm, startMs, periodMs, swathKm) => {
      for (let part = 0; part < 24; part++) {
        const track = aTrack(HOUR, { omm, startMs: startMs + Math.round((part * periodMs) / 24 / STEP_MS) * STEP_MS });
        const rings = ringsOf(swathPath(track, wide(swathKm)));

        expectOnMap(rings);
        for (const { longitudeDeg, latitudeDeg } of track.slice(1, -1)) {
          if (Math.abs(longitudeDeg) > 179.9 || Math.abs(latitudeDeg) > 89.9) continue;
          expect([part, windings(rings, longitudeDeg, latitudeDeg) !== 0]).toEqual([part, true]);
        }
        for (let latitudeDeg = -85; latitudeDeg < 90; latitudeDeg += 17) {
          for (let longitudeDeg = -175; longitudeDeg < 180; longitudeDeg += 25) {
            const nearestKm =
              Math.min(...track.map((point) => lengthRad([point, { latitudeDeg, longitudeDeg }]))) * RADIUS_KM;
            const isInside = windings(rings, longitudeDeg, latitudeDeg) !== 0;
            if (nearestKm > 1.1 * (swathKm / 2) + 50)
              expect([part, latitudeDeg, longitudeDeg, isInside]).toContain(false);
          }
        }
      }
    },
  );

  it('is centred where the satellite is, at the end of the hour', () => {
    const track = aTrack(HOUR, { omm: SIRIUS_1, startMs: Date.UTC(2014, 2, 31) });
    const last = track.at(-1) as (typeof track)[number];
    const rings = ringsOf(swathPath(track, wide(2000)));

    // All around, just inside of the half swath of 8.99 degrees.
    const inside = geoCircle().center([last.longitudeDeg, last.latitudeDeg]).radius(8.8).precision(10)();
    for (const [longitudeDeg, latitudeDeg] of inside.coordinates[0] as Corner[]) {
      expect(windings(rings, longitudeDeg, latitudeDeg)).not.toBe(0);
    }
  });

  it('is small for an instrument that sees little', () => {
    expect(drawnArea(ringsOf(swathPath(aTrack(HOUR, { omm: GEOSTATIONARY }), wide(20))))).toBeLessThan(1e-4);
  });
});
