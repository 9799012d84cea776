// Orbits for tests, unlike those of the three satellites.
import fc from 'fast-check';
import type { Omm } from '../../orbit/omm.ts';
import { newestOmm } from '../accuracy/truth.ts';

const TERRA = newestOmm(25994);

/** One revolution in a sidereal day, almost in the plane of the equator, without drag. */
export const GEOSTATIONARY: Omm = {
  ...TERRA,
  MEAN_MOTION: 1.002738,
  ECCENTRICITY: 0,
  INCLINATION: 0.01,
  BSTAR: 0,
  MEAN_MOTION_DOT: 0,
};

/** A revolution in half a day, most of it high above the north. */
export const MOLNIYA: Omm = {
  ...TERRA,
  MEAN_MOTION: 2.006,
  ECCENTRICITY: 0.72,
  INCLINATION: 63.4,
  ARG_OF_PERICENTER: 270,
  BSTAR: 0,
  MEAN_MOTION_DOT: 0,
};

/**
 * Numbers spread evenly over a range; fast-check's own doubles are spread over their exponents, most of them next to 0.
 */
export function anyNumber(min: number, max: number): fc.Arbitrary<number> {
  const most = 2 ** 30;
  return fc.integer({ min: 0, max: most }).map((share) => min + ((max - min) * share) / most);
}

/** Any orbit from 16 revolutions a day to one a week, with a perigee above the atmosphere or a little in it. */
export const anyOrbit: fc.Arbitrary<Omm> = fc
  .record({
    MEAN_MOTION: anyNumber(0.15, 16),
    roundness: anyNumber(0, 1),
    // Near 180 degrees SGP4's deep-space terms, divided by sin(inclination), give wild positions. Nothing flies there.
    INCLINATION: anyNumber(0, 170),
    RA_OF_ASC_NODE: anyNumber(0, 360),
    ARG_OF_PERICENTER: anyNumber(0, 360),
    MEAN_ANOMALY: anyNumber(0, 360),
    // Terra's is 6e-5. Ten times that, at 16 revolutions a day, brings a satellite down within days, where SGP4 no
    // longer holds.
    BSTAR: anyNumber(0, 3e-4),
  })
  .map(({ roundness, ...elements }) => {
    // Kepler's third law, km: 42,241 for one revolution a day.
    const axisKm = 42_241 * elements.MEAN_MOTION ** (-2 / 3);
    const most = Math.max(0, 1 - 6500 / axisKm);
    return { ...TERRA, MEAN_MOTION_DOT: 0, ...elements, ECCENTRICITY: most * roundness };
  });

/** Places on the ground, among them the poles and the antimeridian. */
export const anyPlace = fc.record({
  latitudeDeg: fc.oneof(fc.constantFrom(-90, 0, 90), anyNumber(-90, 90)),
  longitudeDeg: fc.oneof(fc.constantFrom(-180, 0, 180), anyNumber(-180, 180)),
});
