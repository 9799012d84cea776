// The stated uncertainty: by hand for some sets, and its promises for every set that is accepted. How often it holds
// for real sets: test/accuracy.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { readOmm } from '../../orbit/read-omm.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../../orbit/uncertainty.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA, XMM } from './orbits.ts';

const TERRA = newestOmm(25994);
/** Like the ISS: 415 km, and its usual BSTAR. */
const ISS: Omm = { ...TERRA, MEAN_MOTION: 15.5, ECCENTRICITY: 0.0005, INCLINATION: 51.6, BSTAR: 2e-4 };
const TRANSFER: Omm = { ...TERRA, MEAN_MOTION: 2.27, ECCENTRICITY: 0.73, BSTAR: 1e-4 };
const FALLING: Omm = { ...TERRA, MEAN_MOTION: 16.2, ECCENTRICITY: 0.0005, BSTAR: 3e-4 };

describe('the timing uncertainty', () => {
  it.each([
    ['Terra', TERRA, 0, 0.1],
    ['Terra', TERRA, 3, 0.221],
    ['Terra', TERRA, 14, 2.621],
    ['Terra', TERRA, 46, 30.57],
    ['the ISS', ISS, 1, 1.016],
    ['the ISS', ISS, 3, 4.426],
    ['the ISS before its epoch', ISS, -3, 4.426],
    ['a geostationary satellite', GEOSTATIONARY, 1, 9.481],
    ['a geostationary satellite', GEOSTATIONARY, 30, 37.034],
    ['a GPS satellite', { ...GEOSTATIONARY, MEAN_MOTION: 2.0056 }, 3, 4.141],
    // Without BSTAR too.
    ['an orbit of two days', XMM, 3, 73.181],
    ['a geostationary satellite', GEOSTATIONARY, 365, 1732.919],
    ['a Molniya orbit without drag', MOLNIYA, 3, 7.444],
    ['a transfer orbit', TRANSFER, 3, 6.128],
    ['a satellite about to fall', FALLING, 1, 19.446],
    // Half a revolution.
    ['a satellite about to fall', FALLING, 100, 2666.667],
    ['Terra', TERRA, 1000, 2956.529],
  ])('of %s', (_, omm, days, seconds) => {
    expect(timingUncertaintySeconds(omm, days)).toBeCloseTo(seconds, 3);
  });

  it('is half a revolution when the perigee is below the density of SGP4', () => {
    expect(timingUncertaintySeconds({ MEAN_MOTION: 16.9, ECCENTRICITY: 0.01, BSTAR: 0 }, 0)).toBeCloseTo(2556.213, 3);
    expect(timingUncertaintySeconds({ MEAN_MOTION: 18, ECCENTRICITY: 0, BSTAR: 0 }, 0)).toBe(2400);
  });

  it('is least for the drag that is ordinary at the height, and grows on both sides of it', () => {
    const [low, ordinary, high] = [-1e-4, 9e-5, 3e-4].map((BSTAR) => timingUncertaintySeconds({ ...ISS, BSTAR }, 3));

    expect(low).toBeGreaterThan(3 * (ordinary as number));
    expect(high).toBeGreaterThan(3 * (ordinary as number));
  });

  it("takes a set's drag from SGP4 itself", () => {
    // SGP4 moves a satellite by no * t2cof * t^2 radians (t in minutes); 60 / no makes them seconds. Its C1 also has a
    // term with J2, up to 6 % here.
    for (const omm of [
      { ...ISS, BSTAR: 0.01 },
      { ...FALLING, BSTAR: 0.01 },
      { ...TERRA, BSTAR: 0.1 },
    ]) {
      const { t2cof } = toSgp4Record(omm).satrec;
      const drag = 60 * t2cof * 1440 ** 2;
      // So much drag that what is ordinary does not count.
      const expected = 0.8 * drag ** 0.82 + 1.3 * Math.sqrt(drag);
      expect(timingUncertaintySeconds(omm, 1) / expected).toBeGreaterThan(0.9);
      expect(timingUncertaintySeconds(omm, 1) / expected).toBeLessThan(1.1);
    }
  });

  const number = (min: number, max: number) =>
    fc.double({ min, max, noNaN: true }).filter((value) => Number.isFinite(value));
  /** Every set that readOmm accepts, as far as the uncertainty depends on it. */
  const anyAccepted: fc.Arbitrary<Omm> = fc
    .record({
      MEAN_MOTION: fc.oneof(number(0, 18), fc.constantFrom(Number.MIN_VALUE, 18)),
      ECCENTRICITY: fc.oneof(number(0, 1), fc.constantFrom(0, 1 - 2 ** -53)),
      BSTAR: fc.oneof(number(-10, 10), number(-1e-3, 1e-3), fc.constantFrom(-10, 0, 10)),
    })
    .map((elements) => readOmm({ ...TERRA, ...elements }, Date.UTC(2026, 9, 10)))
    .filter((omm) => typeof omm !== 'string');
  const anyDays = fc.oneof(number(-30, 30), number(0, 40_000), fc.constantFrom(0, Number.MAX_VALUE, Infinity));

  it('is a number from 0.1 s to half a revolution for every set that is accepted', () => {
    fc.assert(
      fc.property(anyAccepted, anyDays, (omm, days) => {
        const seconds = timingUncertaintySeconds(omm, days);

        expect(seconds).toBeGreaterThanOrEqual(0.1);
        // 125 days are half of the longest orbit.
        expect(seconds).toBeLessThanOrEqual(Math.min(43_200 / omm.MEAN_MOTION, 125 * 86_400) * (1 + 1e-12));
      }),
      { seed: 2026, numRuns: 5000 },
    );
  });

  it('never shrinks with age, and is the same before the epoch', () => {
    fc.assert(
      fc.property(anyAccepted, anyDays, anyDays, (omm, a, b) => {
        const [young, old] = [Math.abs(a), Math.abs(b)].toSorted((x, y) => x - y) as [number, number];

        expect(timingUncertaintySeconds(omm, old)).toBeGreaterThanOrEqual(timingUncertaintySeconds(omm, young));
        expect(timingUncertaintySeconds(omm, -old)).toBe(timingUncertaintySeconds(omm, old));
      }),
      { seed: 2026, numRuns: 5000 },
    );
  });
});

describe('the uncertainty in km', () => {
  const kmOf = (omm: Omm, days: number) => {
    const record = toSgp4Record(omm);
    return uncertaintyKm(record, record.epochMs + days * DAY_MS);
  };

  it.each([
    // 7.5 km/s.
    ['Terra', TERRA, 3, 1.66],
    ['Terra', TERRA, 46, 229.4],
    // 7.7 km/s.
    ['the ISS', ISS, 3, 33.9],
    // 3.07 km/s.
    ['a geostationary satellite', GEOSTATIONARY, 30, 113.87],
  ])('is what %s flies in that time, at its own speed', (_, omm, days, km) => {
    expect((kmOf(omm, days) as number) / km).toBeCloseTo(1, 2);
  });

  it('is never more than half the way around', () => {
    // 22,236 km at 700 km: pi times the semi-major axis.
    expect(kmOf({ ...TERRA, BSTAR: 0.0005 }, 200)).toBeCloseTo(22_200, -2);
  });

  it('is unknown when SGP4 refuses the set', () => {
    expect(kmOf({ ...TERRA, ECCENTRICITY: 1.5 }, 1)).toBeUndefined();
  });
});
