// Range, determinism and errors. test/accuracy measures how exact the points are.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import {
  greenwichMeanSiderealTimeRad,
  minutesSinceEpoch,
  propagateTeme,
  Sgp4Error,
  subSatellitePoint,
} from '../../orbit/propagate.ts';
import { recordOf } from '../accuracy/measures/measure-sgp4.ts';
import { newestOmm, type Sgp4Case, sgp4Cases, trueTracks } from '../accuracy/truth.ts';
import { START_MS } from './tracks.ts';

const TERRA = newestOmm(25994);

describe('subSatellitePoint', () => {
  it.each(trueTracks)('$name: in range, even a year from the epoch', ({ catalogNumber }) => {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (let day = -365; day <= 365; day += 0.37) {
      const { latitudeDeg, longitudeDeg, altitudeKm } = subSatellitePoint(record, START_MS + day * 86_400_000);

      // Inclinations of 97.9 to 98.5 degrees: no farther from the equator than 82.3, geodetic.
      expect(Math.abs(latitudeDeg)).toBeLessThan(82.3);
      expect(longitudeDeg).toBeGreaterThanOrEqual(-180);
      expect(longitudeDeg).toBeLessThan(180);
      expect(altitudeKm).toBeGreaterThan(650);
      expect(altitudeKm).toBeLessThan(750);
    }
  });

  it('is the same, to the last bit, when computed again', () => {
    const once = subSatellitePoint(toSgp4Record(TERRA), START_MS);
    const record = toSgp4Record(TERRA);
    subSatellitePoint(record, START_MS + 3_600_000);

    expect(subSatellitePoint(record, START_MS)).toEqual(once);
  });

  // Some of these pass SGP4's own checks and come out as NaN. A NaN must never reach the stream.
  it.each([
    { change: { ECCENTRICITY: 1 }, code: 0 },
    { change: { ECCENTRICITY: 1.5 }, code: 1 },
    { change: { ECCENTRICITY: -0.1 }, code: 1 },
    { change: { MEAN_MOTION: 0 }, code: 2 },
    { change: { MEAN_MOTION: -1 }, code: 0 },
    { change: { MEAN_MOTION: 100 }, code: 6 },
    { change: { MEAN_MOTION: 17.9 }, code: 6 },
  ])('refuses $change with error $code', ({ change, code }) => {
    const record = toSgp4Record({ ...TERRA, ...change });

    const act = () => subSatellitePoint(record, START_MS);

    expect(act).toThrow(Sgp4Error);
    expect(act).toThrow(expect.objectContaining({ code }));
    expect(act).toThrow(/^SGP4 error \d, [\d.]+ minutes after the epoch: [a-z]/);
  });

  it.each([
    [0, 'no position, as for an eccentricity of 1 or a negative mean motion'],
    [1, 'mean eccentricity outside 0 to 1, or orbit too low'],
    [2, 'mean motion not positive'],
    [3, 'perturbed eccentricity outside 0 to 1'],
    [4, 'semi-latus rectum negative'],
    [5, 'epoch elements below the ground'],
    [6, 'satellite has decayed'],
    [7, 'below 100 km'],
    [8, 'farther out than the elements allow'],
    [9, 'too long after the epoch for this drag'],
    [10, 'unknown'],
  ])('explains error %d: %s', (code, reason) => {
    expect(new Sgp4Error(code, 1.5).message).toBe(`SGP4 error ${code}, 1.5 minutes after the epoch: ${reason}`);
  });

  it('recovers after an error: the next time is computed', () => {
    const decays = recordOf(sgp4Cases.find((each) => each.catalogNumber === 28872) as Sgp4Case);

    expect(() => propagateTeme(decays, 55)).toThrow(Sgp4Error);
    expect(subSatellitePoint(decays, decays.epochMs).altitudeKm).toBeGreaterThan(0);
  });
});

describe('minutesSinceEpoch', () => {
  it('counts from the epoch with its microseconds', () => {
    const record = toSgp4Record({ ...TERRA, EPOCH: '2026-10-09T23:59:59.999136' });

    expect(minutesSinceEpoch(record, START_MS) * 60_000_000).toBeCloseTo(864, 6);
  });
});

describe('greenwichMeanSiderealTimeRad', () => {
  it('stays in [0, 2 pi) and runs steadily, in this century and the last', () => {
    for (const timeMs of [Date.UTC(1957, 9, 4, 19), Date.UTC(1999, 11, 31, 23), Date.UTC(2026, 9, 10, 3)]) {
      for (let hour = 0; hour < 48; hour++) {
        const before = greenwichMeanSiderealTimeRad(timeMs + hour * 3_600_000);
        const after = greenwichMeanSiderealTimeRad(timeMs + hour * 3_600_000 + 1);

        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThan(2 * Math.PI);
        // 7.292e-8 radians a millisecond; a Julian date in one double moves by 40 of them at a time, or not at all.
        if (after > before) expect(after - before).toBeCloseTo(7.292e-8, 10);
      }
    }
  });

  // Astronomical Almanac and Vallado 2013, example 3-5: 20 August 1992, 12:14 UT1, is 152.578787810 degrees.
  it('agrees with the textbook', () => {
    const degrees = (greenwichMeanSiderealTimeRad(Date.UTC(1992, 7, 20, 12, 14)) * 180) / Math.PI;

    // The book's own Julian date is a double, exact to 20 microseconds: 1e-7 degrees.
    expect(degrees).toBeCloseTo(152.57878781, 6);
    // The same formula in decimals of 40 digits (Python's decimal).
    expect(degrees).toBeCloseTo(152.578787851657, 10);
  });
});
