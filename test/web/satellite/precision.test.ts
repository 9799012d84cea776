// No number of a position is finer than the satellite's uncertainty along its track.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { timingUncertaintySeconds } from '../../../orbit/uncertainty.ts';
import { formatAltitude, formatLatitude, formatLongitude, inOneLine } from '../../../web/base/format.ts';
import { oldNote, precisionAt } from '../../../web/satellite/precision.ts';
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
    expect(oldNote(record, point, 'km')).toBe(note);
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

  expect(oldNote(aged(TERRA, 6.9), point, 'km')).toBeUndefined();
  expect(oldNote(aged(TERRA, 7.1), point, 'km')).toBe('± 5.6 km');
  expect(oldNote(aged(TERRA, 46), point, 'mi')).toBe('± 140 mi');
  expect(oldNote(aged(TERRA, 46), undefined, 'km')).toBeUndefined();
  expect(oldNote(undefined, point, 'km')).toBeUndefined();
});
