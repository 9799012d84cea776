// The ground track without breaks, around the poles and across the antimeridian, and the axes of its chart.
import { describe, expect, it } from 'vitest';
import type { Omm } from '../../../orbit/omm.ts';
import { sunElevationDeg } from '../../../orbit/sun.ts';
import { degreeLines, extentOf, nearestTurn, partsByDay, unwrapTrack } from '../../../web/columns/track-axes.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA } from '../../orbit/orbits.ts';
import { aTrack, START_MS } from '../../orbit/tracks.ts';
import { aPoint } from '../points.ts';

const TERRA = newestOmm(25994);
const HOUR_MS = 3_600_000;
// A plot at the usual size.
const [WIDTH, HEIGHT] = [318, 150];

const row = (...longitudes: number[]) =>
  longitudes.map((longitudeDeg, index) => aPoint(index * 20_000, { longitudeDeg }));
const longitudesOf = (track: ReturnType<typeof row>) =>
  unwrapTrack(track).map((line) => line.map(({ longitudeDeg }) => longitudeDeg));

/** Hours of a day, each as one line. */
function* hours(omm: Omm): Generator<ReturnType<typeof unwrapTrack>[number]> {
  for (let hour = 0; hour < 24; hour++) {
    const lines = unwrapTrack(aTrack(180, { omm, startMs: START_MS + hour * 0.93 * HOUR_MS }));
    expect(lines).toHaveLength(1);
    yield lines[0] as (typeof lines)[number];
  }
}

/** The steps of a line in longitude. */
const stepsOf = (line: readonly { longitudeDeg: number }[]) =>
  line.slice(1).map(({ longitudeDeg }, index) => longitudeDeg - (line[index]?.longitudeDeg ?? Number.NaN));

describe('unwrapTrack', () => {
  it('goes on across the antimeridian, to both sides', () => {
    expect(longitudesOf(row(170, 178, -174, -166))).toEqual([[170, 178, 186, 194]]);
    expect(longitudesOf(row(-170, -178, 174))).toEqual([[-170, -178, -186]]);
  });

  it('is cut where points are missing, and goes on close to the end before', () => {
    const track = [...row(170, 178), aPoint(100_000, { longitudeDeg: -160 })];

    expect(longitudesOf(track)).toEqual([[170, 178], [200]]);
    expect(unwrapTrack([])).toEqual([]);
  });

  it('is one line through every hour of Terra, always westwards, with all points where they are', () => {
    for (const line of hours(TERRA)) {
      expect(line).toHaveLength(180);
      const steps = stepsOf(line);
      expect(Math.max(...steps)).toBeLessThan(0);
      // At 82° of latitude, the closest to a pole.
      expect(Math.min(...steps)).toBeGreaterThan(-10);
    }
    const points = aTrack(180, { omm: TERRA });
    for (const [index, { longitudeDeg, latitudeDeg }] of (unwrapTrack(points)[0] ?? []).entries()) {
      const turns = (longitudeDeg - (points[index]?.longitudeDeg ?? Number.NaN)) / 360;
      expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-9);
      expect(latitudeDeg).toBe(points[index]?.latitudeDeg);
    }
  });

  it.each([86, 88.5, 89.4, 90.6, 91.5, 94])(
    'bends around a pole in small steps, at %f° of inclination',
    (INCLINATION) => {
      for (const line of hours({ ...TERRA, INCLINATION })) {
        // Eastwards, except for the turn of the earth, or westwards: never back.
        const steps = stepsOf(line).filter((step) => Math.abs(step) > 0.2);
        const nearPole = steps.filter((step) => Math.abs(step) > 1);
        expect(new Set(nearPole.map(Math.sign)).size).toBeLessThanOrEqual(1);
        expect(Math.max(...steps.map(Math.abs))).toBeLessThan(30);
      }
    },
  );

  it('crosses the pole itself half a turn, in the direction in which it was going', () => {
    const overPole = [80, 85, 89, 89, 85].map((latitudeDeg, index) =>
      aPoint(index * 20_000, { latitudeDeg, longitudeDeg: index < 3 ? 10 + index : -168 + (index - 3) }),
    );
    const [line = []] = unwrapTrack(overPole);

    expect(line[0]?.longitudeDeg).toBe(10);
    expect(line.at(-1)?.longitudeDeg).toBe(193);
    expect(Math.max(...line.map(({ latitudeDeg }) => latitudeDeg))).toBeGreaterThan(89.8);
    expect(nearestTurn(-170, 10, 1)).toBe(190);
    expect(nearestTurn(-170, 10, -1)).toBe(-170);
  });
});

it('parts by day are where the Sun is up at the time of each place', () => {
  const [line = []] = unwrapTrack(aTrack(180, { omm: TERRA }));
  const parts = partsByDay(line);
  const days = line.filter((place) => sunElevationDeg(place, place.timeMs) > 0);

  expect(parts.flat()).toEqual(days);
  expect(days.length).toBeGreaterThan(30);
  expect(days.length).toBeLessThan(150);
  expect(partsByDay([])).toEqual([]);
});

describe('extentOf', () => {
  const spanOf = (line: Parameters<typeof extentOf>[0]) => {
    const { west, east, south, north } = extentOf(line, WIDTH, HEIGHT);
    return { longitudes: east - west, latitudes: north - south };
  };

  it.each<[name: string, omm: Omm, south: number, north: number]>([
    ['Terra', TERRA, -90, 90],
    ['the ISS', { ...TERRA, INCLINATION: 51.64, MEAN_MOTION: 15.5 }, -60, 60],
  ])('has the same latitudes at each hour of %s, all of the track, and less than the whole world', (_, omm, s, n) => {
    for (const line of hours(omm)) {
      const { west, east, south, north } = extentOf(line, WIDTH, HEIGHT);
      expect([south, north]).toEqual([s, n]);
      const longitudes = line.map(({ longitudeDeg }) => longitudeDeg);
      // The track is in the middle.
      expect(Math.min(...longitudes) - west).toBeCloseTo(east - Math.max(...longitudes), 6);
      expect(Math.min(...longitudes)).toBeGreaterThan(west + 5);
      expect(east - west).toBeLessThan(360);
    }
  });

  it('is never so small that a geostationary satellite would scribble', () => {
    for (const line of hours(GEOSTATIONARY)) expect(spanOf(line)).toEqual({ longitudes: 20, latitudes: 10 });
  });

  it('has all of the track, and land that looks like land, for any orbit', () => {
    for (const omm of [MOLNIYA, { ...TERRA, INCLINATION: 3 }, { ...GEOSTATIONARY, INCLINATION: 41 }, GEOSTATIONARY]) {
      for (const line of hours(omm)) {
        const { west, east, south, north } = extentOf(line, WIDTH, HEIGHT);
        const inside = line.filter(
          ({ longitudeDeg: x, latitudeDeg: y }) => x > west && x < east && y > south && y < north,
        );
        expect(inside).toHaveLength(line.length);
        expect(south).toBeGreaterThanOrEqual(-90);
        expect(north).toBeLessThanOrEqual(90);
        const stretch = WIDTH / (east - west) / (HEIGHT / (north - south));
        expect(stretch).toBeGreaterThan(0.66);
        expect(stretch).toBeLessThan(1.51);
      }
    }
  });

  it('is the whole world without points', () => {
    expect(extentOf([], WIDTH, HEIGHT)).toEqual({ west: -180, east: 180, south: -90, north: 90 });
  });
});

describe('degreeLines', () => {
  it('are 30° apart, with labels where there is room', () => {
    expect(degreeLines(-200, -100, 25)).toEqual([-180, -150, -120].map((deg) => ({ deg, labelled: true })));
    expect(degreeLines(100, 200, 40)).toEqual([
      { deg: 120, labelled: true },
      { deg: 150, labelled: false },
      { deg: 180, labelled: true },
    ]);
  });

  it('are closer on a small part of the earth', () => {
    expect(degreeLines(-4.9, 5, 1.6).map(({ deg }) => deg)).toEqual([-4, -2, 0, 2, 4]);
  });
});
