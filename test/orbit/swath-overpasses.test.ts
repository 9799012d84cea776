// Windows, unusual orbits and places. test/accuracy measures how exact overpasses are, and that none is missed.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { groundMotion } from '../../orbit/motion.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { recordOf } from '../accuracy/measures/measure-sgp4.ts';
import { newestOmm, type Sgp4Case, sgp4Cases } from '../accuracy/truth.ts';
import { GEOSTATIONARY } from './orbits.ts';
import { START_MS } from './tracks.ts';

const TERRA = toSgp4Record(newestOmm(25994));
const LONGYEARBYEN = { latitudeDeg: 78.22, longitudeDeg: 15.65 };
const SWATH_KM = 2330;

describe('swathOverpasses', () => {
  it('finds each overpass in exactly one of adjacent windows', () => {
    const { found } = swathOverpasses(TERRA, LONGYEARBYEN, START_MS, START_MS + 2 * DAY_MS, SWATH_KM);

    const hours = Array.from({ length: 48 }, (_, hour) => START_MS + hour * 3_600_000);
    const pieces = hours.flatMap((ms) => swathOverpasses(TERRA, LONGYEARBYEN, ms, ms + 3_600_000, SWATH_KM).found);

    expect(found.length).toBeGreaterThan(10);
    expect(pieces).toHaveLength(found.length);
    for (const [index, { timeMs }] of pieces.entries()) {
      expect(Math.abs(timeMs - (found[index]?.timeMs ?? Number.NaN))).toBeLessThan(0.1);
    }
  });

  it('finds a place on the track at no distance, at the time when the satellite was there', () => {
    for (let minute = 1; minute < 100; minute++) {
      const below = subSatellitePoint(TERRA, START_MS + minute * 60_000 + 12_345);

      const { found } = swathOverpasses(TERRA, below, START_MS, START_MS + 2 * 3_600_000, 1);

      expect(found).toHaveLength(1);
      expect(Math.abs((found[0]?.timeMs ?? Number.NaN) - below.timeMs)).toBeLessThan(0.1);
      // A twentieth of a millisecond of flight is half a metre.
      expect(found[0]?.distanceKm).toBeLessThan(0.001);
    }
  });

  // The lower, the faster over ground: a search whose steps are too long far from the place would miss these first.
  it('misses no place on the track of a satellite that is about to decay', () => {
    const low = toSgp4Record({ ...newestOmm(25994), MEAN_MOTION: 16.2, INCLINATION: 96.5, BSTAR: 5e-4 });
    for (let minutes = 15; minutes < 2400; minutes += 36.7) {
      const below = subSatellitePoint(low, START_MS + minutes * 60_000);

      const { found } = swathOverpasses(low, below, START_MS, START_MS + 2400 * 60_000, 60);

      expect(found.some(({ timeMs }) => Math.abs(timeMs - below.timeMs) < 0.1)).toBe(true);
    }
  });

  it('reaches half of the swath, to the metre', () => {
    const search = (swathKm: number) =>
      swathOverpasses(TERRA, LONGYEARBYEN, START_MS, START_MS + DAY_MS, swathKm).found.map(({ timeMs }) =>
        Math.round(timeMs),
      );
    const { found } = swathOverpasses(TERRA, LONGYEARBYEN, START_MS, START_MS + DAY_MS, SWATH_KM);

    expect(found.length).toBeGreaterThan(5);
    for (const { timeMs, distanceKm } of found) {
      expect(search(2 * (distanceKm + 0.001))).toContain(Math.round(timeMs));
      expect(search(2 * (distanceKm - 0.001))).not.toContain(Math.round(timeMs));
    }
  });

  it('finds nothing with a narrow swath where a wide one finds something', () => {
    const nairobi = { latitudeDeg: -1.29, longitudeDeg: 36.82 };

    expect(swathOverpasses(TERRA, nairobi, START_MS, START_MS + 5 * DAY_MS, SWATH_KM).found).not.toEqual([]);
    expect(swathOverpasses(TERRA, nairobi, START_MS, START_MS + 5 * DAY_MS, 1).found).toEqual([]);
  });

  it('gives the side of the track on which a place lies', () => {
    // Descending over the equator, to the south by west: what lies west is on the right.
    const { timeMs, latitudeDeg, longitudeDeg, ascending } = descendingNode();
    const window = [timeMs - 600_000, timeMs + 600_000] as const;

    const west = swathOverpasses(TERRA, { latitudeDeg, longitudeDeg: longitudeDeg - 3 }, ...window, SWATH_KM).found;
    const east = swathOverpasses(TERRA, { latitudeDeg, longitudeDeg: longitudeDeg + 3 }, ...window, SWATH_KM).found;

    expect(ascending).toBe(false);
    expect(west).toMatchObject([{ side: 'right', ascending: false }]);
    expect(east).toMatchObject([{ side: 'left', ascending: false }]);
    // 3 degrees of the equator are 334 km, seen across a track that is turned by 12 degrees.
    expect(west[0]?.distanceKm).toBeCloseTo(334 * Math.cos((12 * Math.PI) / 180), -1);
  });

  it('says whether it is day at the place', () => {
    const place = { latitudeDeg: 0, longitudeDeg: 0 };
    const { found } = swathOverpasses(TERRA, place, START_MS, START_MS + 5 * DAY_MS, SWATH_KM);

    for (const { timeMs, day, sunElevationDeg } of found) {
      // At the equator in October: from 6 to 18 o'clock, and 0.2 hours for the equation of time.
      const hours = (timeMs % DAY_MS) / 3_600_000 + 0.2;
      expect(day).toBe(hours > 6 && hours < 18);
      expect(sunElevationDeg > 0).toBe(day);
    }
    expect(new Set(found.map(({ day }) => day)).size).toBe(2);
  });

  it('finds the same at longitudes 180 and -180', () => {
    const at = (longitudeDeg: number) =>
      swathOverpasses(TERRA, { latitudeDeg: 69, longitudeDeg }, START_MS, START_MS + DAY_MS, SWATH_KM).found;

    expect(at(180).length).toBeGreaterThan(3);
    for (const [index, { timeMs, distanceKm }] of at(180).entries()) {
      expect(at(-180)[index]?.timeMs).toBeCloseTo(timeMs, 1);
      expect(at(-180)[index]?.distanceKm).toBeCloseTo(distanceKm, 3);
    }
  });

  it('finds one overpass in each revolution with a swath as wide as the Earth', () => {
    const { found } = swathOverpasses(TERRA, LONGYEARBYEN, START_MS, START_MS + 10 * DAY_MS, 40_100);

    expect(found.length).toBeGreaterThanOrEqual(145);
    expect(found.length).toBeLessThanOrEqual(147);
  });

  it('works for a geostationary satellite, in reach and out of it', () => {
    const record = toSgp4Record(GEOSTATIONARY);
    const { longitudeDeg } = subSatellitePoint(record, START_MS);
    const search = (place: { latitudeDeg: number; longitudeDeg: number }) =>
      swathOverpasses(record, place, START_MS, START_MS + 10 * DAY_MS, SWATH_KM);

    // It swings by a kilometre once in a sidereal day, of which ten days hold a little more than ten.
    const closest = search({ latitudeDeg: 5, longitudeDeg }).found;
    expect(closest.length).toBeGreaterThanOrEqual(10);
    expect(closest.length).toBeLessThanOrEqual(11);
    expect(search({ latitudeDeg: 0, longitudeDeg: longitudeDeg + 180 }).found).toEqual([]);
  });

  it('ends with what it found when the satellite decays', () => {
    // Case 28872 of the verification set: SGP4 follows it for 50 minutes.
    const decays = recordOf(sgp4Cases.find((each) => each.catalogNumber === 28872) as Sgp4Case);
    const fromMs = decays.epochMs;
    const below = subSatellitePoint(decays, fromMs + 10 * 60_000);

    const { found, searchedUntilMs, failure } = swathOverpasses(decays, below, fromMs, fromMs + DAY_MS, 100);

    expect(found).toHaveLength(1);
    expect(failure?.code).toBe(7);
    expect(searchedUntilMs).toBeGreaterThan(fromMs + 10 * 60_000);
    expect(searchedUntilMs).toBeLessThan(fromMs + 55 * 60_000);
  });

  it('finds nothing when SGP4 refuses the elements from the beginning', () => {
    const refused = toSgp4Record({ ...newestOmm(25994), ECCENTRICITY: 1.5 });

    const search = swathOverpasses(refused, LONGYEARBYEN, START_MS, START_MS + DAY_MS, SWATH_KM);

    expect(search).toMatchObject({ found: [], searchedUntilMs: START_MS, failure: { code: 1 } });
  });

  it('refuses a window of eleven days', () => {
    expect(() => swathOverpasses(TERRA, LONGYEARBYEN, START_MS, START_MS + 11 * DAY_MS, 1)).toThrow(RangeError);
  });
});

/** A moment at which Terra is within 0.1 degrees of the equator, southbound. */
function descendingNode() {
  for (let timeMs = START_MS; ; timeMs += 1000) {
    const motion = groundMotion(TERRA, timeMs);
    if (!motion.ascending && Math.abs(motion.latitudeDeg) < 0.1) return motion;
  }
}
