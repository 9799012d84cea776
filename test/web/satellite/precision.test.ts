// No number of a position is finer than the satellite's uncertainty along its track.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { toEarthFixed } from '../../../orbit/geodetic.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { isDay, isSunlit } from '../../../orbit/sun.ts';
import { timingUncertaintySeconds } from '../../../orbit/uncertainty.ts';
import { formatAltitude, formatLatitude, formatLongitude, inOneLine } from '../../../web/base/format.ts';
import { certaintyAt, doubtOf, isVague, isVagueAt, precisionAt } from '../../../web/satellite/precision.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { DEBRIS, agedDays as setAged } from '../../orbit/decays.ts';
import { aPoint } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const TERRA = newestOmm(25994);
const MOLNIYA: Omm = { ...TERRA, MEAN_MOTION: 2.006, ECCENTRICITY: 0.7, INCLINATION: 63.4, BSTAR: 0 };
const GEOSTATIONARY: Omm = { ...TERRA, MEAN_MOTION: 1.0027, ECCENTRICITY: 0.0002, INCLINATION: 0.05, BSTAR: 0 };

const aged = (omm: Omm, days: number) => toSgp4Record(setAged(omm, days, NOW));

describe('precisionAt', () => {
  // As the page writes a point at 160.637° E, 16.804° S, 696.949 km.
  it.each([
    ['Terra', 0.2, TERRA, '160.64° E, 16.80° S, 696.95 km', undefined],
    ['Terra', 5, TERRA, '160.6° E, 16.8° S, 696.9 km', undefined],
    ['Terra', 10, TERRA, '160.6° E, 16.8° S, 696.9 km', '± 10 km'],
    ['Terra', 46, TERRA, '≈ 161° E, ≈ 17° S, 697 km', '± 230 km'],
    ['Terra', 400, TERRA, 'unknown, unknown, ≈ 700 km', '± 22,000 km'],
    ['Terra', 138, TERRA, '≈ 160° E, ≈ 20° S, ≈ 697 km', '± 2,400 km'],
    ['Molniya', 5, MOLNIYA, '161° E, 17° S, ≈ 700 km', undefined],
    ['geostationary', 10, GEOSTATIONARY, '161° E, 17° S, 696.9 km', '± 68 km'],
  ])('%s, with elements %s days old', (_, days, omm, shown, note) => {
    const record = aged(omm, days);
    const point = aPoint(NOW, { longitudeDeg: 160.637, latitudeDeg: -16.804, altitudeKm: 696.949 });
    const precision = precisionAt(record, point);

    const numbers = [
      formatLongitude(point.longitudeDeg, precision?.longitudeDeg),
      formatLatitude(point.latitudeDeg, precision?.latitudeDeg),
      formatAltitude(point.altitudeKm, 'km', precision?.altitudeKm),
    ];
    expect(numbers.map(inOneLine).join(', ')).toBe(shown);
    expect(doubtOf(record, point, 'km').note).toBe(note);
  });

  it('counts degrees of longitude at the latitude of the satellite', () => {
    const at = (latitudeDeg: number) => precisionAt(aged(TERRA, 1), aPoint(NOW, { latitudeDeg }));

    expect(at(0)?.longitudeDeg).toBe(at(0)?.latitudeDeg);
    expect((at(60)?.longitudeDeg ?? 0) / (at(60)?.latitudeDeg ?? 1)).toBeCloseTo(2, 9);
    expect(at(60)?.latitudeDeg).toBe(at(0)?.latitudeDeg);
  });

  it('is unknown without elements, and where they do not hold', () => {
    expect(precisionAt(undefined, aPoint(NOW))).toBeUndefined();
    expect(precisionAt(aged(DEBRIS, 2), aPoint(NOW))).toBeUndefined();
  });

  // By brute force: 720 places of one revolution, each some seconds earlier and later.
  it.each([
    ['Terra', TERRA, 20],
    ['low and round', { ...TERRA, MEAN_MOTION: 15.5, INCLINATION: 51.6, BSTAR: 2e-4 }, 5],
    ['Molniya', MOLNIYA, 30],
    ['geostationary', GEOSTATIONARY, 60],
  ])('bounds what the altitude changes meanwhile, and not by far: %s', (_, omm, days) => {
    const record = aged(omm, days);
    const precision = precisionAt(record, aPoint(NOW));
    const seconds = timingUncertaintySeconds(omm, days);
    let most = 0;
    for (let step = 0; step < 720; step++) {
      const timeMs = NOW + (step / 720) * (86_400_000 / omm.MEAN_MOTION);
      const [now, later] = [timeMs, timeMs + seconds * 1000].map((at) => subSatellitePoint(record, at).altitudeKm);
      most = Math.max(most, Math.abs((later ?? 0) - (now ?? 0)));
    }

    expect(most).toBeLessThan((precision?.altitudeKm ?? 0) * 1.001);
    expect(most).toBeGreaterThan((precision?.altitudeKm ?? 0) * 0.5);
  });
});

it('has a note beside a position from an old set only, in the units of the page', () => {
  const point = aPoint(NOW);

  expect(doubtOf(aged(TERRA, 6.9), point, 'km').note).toBeUndefined();
  expect(doubtOf(aged(TERRA, 7.1), point, 'km').note).toBe('± 5.6 km');
  expect(doubtOf(aged(TERRA, 46), point, 'mi').note).toBe('± 140 mi');
  expect(doubtOf(aged(TERRA, 46), undefined, 'km').note).toBeUndefined();
  expect(doubtOf(undefined, point, 'km').note).toBeUndefined();
});

describe('what is said of a satellite with old elements', () => {
  /** Each place where it may be at a moment, by brute force: second by second, among the stars. */
  function everywhere(record: ReturnType<typeof aged>, timeMs: number, seconds: number) {
    const seen = { direction: new Set(), sunlit: new Set(), dayBelow: new Set() };
    for (let second = -Math.floor(seconds); second <= seconds; second++) {
      const atMs = timeMs + second * 1000;
      const point = subSatellitePoint(record, atMs);
      seen.direction.add(subSatellitePoint(record, atMs + 1000).latitudeDeg > point.latitudeDeg);
      seen.sunlit.add(isSunlit(toEarthFixed(point), atMs));
      seen.dayBelow.add(isDay(point, atMs));
    }
    return seen;
  }

  it.each([46, 90, 138, 170])('of %i days is said only where all possible places agree', (days) => {
    const record = aged(TERRA, days);
    let unsure = 0;
    for (let minute = 0; minute < 100; minute += 4) {
      const timeMs = NOW + minute * 60_000;
      const point = subSatellitePoint(record, timeMs);
      const precision = precisionAt(record, point);
      const seen = everywhere(record, timeMs, precision?.seconds ?? 0);
      const certain = certaintyAt(record, point, precision);
      for (const what of ['direction', 'sunlit', 'dayBelow'] as const) {
        if (!certain[what]) unsure++;
        // Less than the distance of two samples may be missed, at the ends of day, night and shadow.
        else if (seen[what].size > 1) unsure += 1000;
      }
    }
    expect(unsure).toBeLessThan(75);
    expect(unsure).toBeGreaterThan(0);
  });

  it('all is said with fresh ones, and neither direction nor day when they are a year old', () => {
    const certain = (days: number) => {
      const record = aged(TERRA, days);
      const point = subSatellitePoint(record, NOW);
      return certaintyAt(record, point, precisionAt(record, point));
    };

    expect(certain(1)).toEqual({ direction: true, sunlit: true, dayBelow: true });
    expect(certain(400)).toMatchObject({ direction: false, dayBelow: false });
    expect(certaintyAt(undefined, aPoint(NOW), undefined)).toEqual({ direction: true, sunlit: true, dayBelow: true });
  });

  it('a position is unknown when its latitude is', () => {
    const vagueAt = (days: number) => {
      const record = aged(TERRA, days);
      const point = subSatellitePoint(record, NOW);
      const isUnknown = formatLatitude(point.latitudeDeg, precisionAt(record, point)?.latitudeDeg).value === 'unknown';
      expect(isVagueAt({ track: [], record }, NOW)).toBe(isUnknown);
      return isUnknown;
    };

    expect([1, 46, 138, 170, 400].map(vagueAt)).toEqual([false, false, false, true, true]);
    expect(isVague(undefined)).toBe(false);
    expect(isVagueAt({ track: [], record: undefined }, NOW)).toBe(false);
  });
});
