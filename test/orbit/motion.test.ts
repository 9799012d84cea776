// Cases whose answer needs no truth data. test/accuracy measures how exact speed and heading are.
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { earthFixedState, groundMotion } from '../../orbit/motion.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { newestOmm, trueTracks } from '../accuracy/truth.ts';
import { GEOSTATIONARY } from './orbits.ts';
import { START_MS } from './tracks.ts';

describe('groundMotion', () => {
  it.each(trueTracks)('$name: the place is the sub-satellite point, to the last bit', ({ catalogNumber, points }) => {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const { ms } of points) expect(groundMotion(record, ms)).toMatchObject(subSatellitePoint(record, ms));
  });

  it.each(trueTracks)('$name: moves like the geodesic between two moments', ({ catalogNumber, points }) => {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const { ms } of points) {
      const { groundSpeedKmPerS, headingDeg } = groundMotion(record, ms);
      const [a, b] = [subSatellitePoint(record, ms - 50), subSatellitePoint(record, ms + 50)];

      const way = geodesic.Geodesic.WGS84.Inverse(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);

      // A tenth of a second of flight; SGP4's velocity is off by 2 cm/s.
      expect(groundSpeedKmPerS).toBeCloseTo((way.s12 ?? Number.NaN) / 100, 4);
      const turned = Math.abs(((way.azi1 ?? Number.NaN) - headingDeg + 540) % 360) - 180;
      // The heading changes by up to a degree in ten seconds near the turn: half of a hundredth from the first moment
      // to the middle.
      expect(Math.abs(turned)).toBeLessThan(0.03);
    }
  });

  it('ascends when the latitude grows', () => {
    const record = toSgp4Record(newestOmm(25994));
    // At its turns Terra moves north or south by less than 1 km/s for 20 s.
    for (let ms = START_MS; ms < START_MS + 6_000_000; ms += 9_700) {
      const northDeg =
        subSatellitePoint(record, ms + 500).latitudeDeg - subSatellitePoint(record, ms - 500).latitudeDeg;

      expect(groundMotion(record, ms).ascending).toBe(northDeg > 0);
    }
  });

  it('hardly moves for a geostationary satellite', () => {
    const record = toSgp4Record(GEOSTATIONARY);

    const { groundSpeedKmPerS, altitudeKm } = groundMotion(record, START_MS);

    expect(altitudeKm).toBeCloseTo(35_786, -2);
    // A hundredth of a degree of inclination is 1 km up and down in a day.
    expect(groundSpeedKmPerS).toBeLessThan(0.001);
  });
});

describe('earthFixedState', () => {
  it('has a velocity that is the derivative of its position', () => {
    const record = toSgp4Record(newestOmm(25994));
    for (let ms = START_MS; ms < START_MS + 6_000_000; ms += 97_000) {
      const [a, b] = [earthFixedState(record, ms - 500).positionKm, earthFixedState(record, ms + 500).positionKm];
      const { x, y, z } = earthFixedState(record, ms).velocityKmPerS;

      expect(Math.hypot(b.x - a.x - x, b.y - a.y - y, b.z - a.z - z)).toBeLessThan(5e-5);
    }
  });
});
