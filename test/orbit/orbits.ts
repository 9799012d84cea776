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

// Published sets of satellites that people report against other trackers.
const PUBLISHED = {
  EPHEMERIS_TYPE: 0,
  CLASSIFICATION_TYPE: 'U',
  ELEMENT_SET_NO: 999,
  MEAN_MOTION_DDOT: 0,
  BSTAR: 0,
} as const;

/** Geostationary at 137 degrees west: always in view of Honolulu, never of Nairobi. */
export const GOES_18: Omm = {
  ...PUBLISHED,
  OBJECT_NAME: 'GOES 18',
  OBJECT_ID: '2022-021A',
  EPOCH: '2024-07-02T12:39:42.734016',
  MEAN_MOTION: 1.00270475,
  ECCENTRICITY: 2.6e-5,
  INCLINATION: 0.0386,
  RA_OF_ASC_NODE: 165.9928,
  ARG_OF_PERICENTER: 341.7596,
  MEAN_ANOMALY: 186.2013,
  MEAN_MOTION_DOT: 9.9e-7,
  NORAD_CAT_ID: 51850,
  REV_AT_EPOCH: 863,
};

/** Geosynchronous, inclined and eccentric: most of the day high above North America. */
export const SIRIUS_1: Omm = {
  ...PUBLISHED,
  OBJECT_NAME: 'SIRIUS-1',
  OBJECT_ID: '2000-035A',
  EPOCH: '2014-03-30T11:09:26.195328',
  MEAN_MOTION: 1.00273291,
  ECCENTRICITY: 0.2664442,
  INCLINATION: 60.0759,
  RA_OF_ASC_NODE: 240.4423,
  ARG_OF_PERICENTER: 270.1712,
  MEAN_ANOMALY: 107.9086,
  MEAN_MOTION_DOT: -4.6e-7,
  NORAD_CAT_ID: 26390,
  REV_AT_EPOCH: 5036,
};

/** A revolution in two days, up to 115,000 km high. */
export const XMM: Omm = {
  ...PUBLISHED,
  OBJECT_NAME: 'XMM',
  OBJECT_ID: '1999-066A',
  EPOCH: '2020-10-23T04:33:25.271712',
  MEAN_MOTION: 0.50131985,
  ECCENTRICITY: 0.6934313,
  INCLINATION: 71.0622,
  RA_OF_ASC_NODE: 317.6914,
  ARG_OF_PERICENTER: 92.2856,
  MEAN_ANOMALY: 359.7978,
  MEAN_MOTION_DOT: -1.14e-6,
  NORAD_CAT_ID: 25989,
  REV_AT_EPOCH: 2702,
};

/** Eccentricity 0.81. */
export const PROBA_3: Omm = {
  ...PUBLISHED,
  OBJECT_NAME: 'PROBA3',
  OBJECT_ID: '2024-999A',
  EPOCH: '2024-12-05T10:43:59.999808',
  MEAN_MOTION: 1.22265304,
  ECCENTRICITY: 0.8111,
  INCLINATION: 59,
  RA_OF_ASC_NODE: 142.9829,
  ARG_OF_PERICENTER: 188,
  MEAN_ANOMALY: 0,
  BSTAR: 0.00052554,
  MEAN_MOTION_DOT: 1e-7,
  NORAD_CAT_ID: 99991,
  REV_AT_EPOCH: 0,
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
