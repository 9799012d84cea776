// What "accurate" means: one row for each measured quantity, with its tolerance and the reason for it.

export interface Tolerance {
  quantity: string;
  unit: 'km' | 'km/s' | 'deg' | 'm' | 'mm';
  /** How many errors the measurement must come to: one that measures nothing is no proof. */
  samples: number;
  tolerance: number;
  /** What limits the quantity. */
  reason: string;
}

export const TOLERANCES = {
  sgp4NearPosition: {
    quantity: 'SGP4 position, near-Earth cases',
    unit: 'km',
    samples: 158,
    tolerance: 1e-7,
    reason: 'the verification set prints 8 decimals',
  },
  sgp4NearVelocity: {
    quantity: 'SGP4 velocity, near-Earth cases',
    unit: 'km/s',
    samples: 158,
    tolerance: 1e-9,
    reason: 'the verification set prints 9 decimals',
  },
  sgp4DeepPosition: {
    quantity: 'SGP4 position, deep-space cases',
    unit: 'km',
    samples: 508,
    tolerance: 2e-7,
    reason: 'the printed decimals, and rounding that deep-space cases amplify',
  },
  sgp4DeepVelocity: {
    quantity: 'SGP4 velocity, deep-space cases',
    unit: 'km/s',
    samples: 508,
    tolerance: 2e-9,
    reason: 'the printed decimals, and rounding that deep-space cases amplify',
  },
  ommAgainstTle: {
    quantity: 'OMM against TLE of the same set, 3 days around the epoch',
    unit: 'mm',
    samples: 1460,
    tolerance: 1,
    reason: 'the epoch is exact in microseconds',
  },
  ommBetweenTleEpochs: {
    quantity: 'OMM whose epoch no TLE can hold, against model A moved in time',
    unit: 'mm',
    samples: 4812,
    tolerance: 5,
    reason: 'model A is printed to 1 mm, times are doubles of milliseconds (2 mm)',
  },
  trackHorizontal: {
    quantity: 'sub-satellite point against model A, on the ground',
    unit: 'm',
    samples: 1203,
    tolerance: 1,
    reason: 'the time of the Earth rotation is a Julian date in one double: 40 microseconds, 2 cm',
  },
  trackLatitude: {
    quantity: 'latitude against model A',
    unit: 'deg',
    samples: 1203,
    tolerance: 1e-5,
    reason: 'as on the ground: 1e-5 deg are 1.1 m',
  },
  trackLongitude: {
    quantity: 'longitude times cos(latitude) against model A',
    unit: 'deg',
    samples: 1203,
    tolerance: 1e-5,
    reason: 'as on the ground: 1e-5 deg are 1.1 m',
  },
  trackAltitude: {
    quantity: 'altitude against model A',
    unit: 'm',
    samples: 1203,
    tolerance: 1,
    reason: 'model A is printed to 1 mm; the Earth rotation leaves altitude alone',
  },
  trackHorizontalB: {
    quantity: 'sub-satellite point against model B, on the ground',
    unit: 'm',
    samples: 1203,
    tolerance: 60,
    reason: "the Earth's rotation: B's UT1 - UTC of 0.06 to 0.09 s, 465 m/s at the equator",
  },
  interpolationInside: {
    quantity: 'interpolation against SGP4, two points on each side',
    unit: 'm',
    samples: 25_896,
    tolerance: 5,
    reason: 'four-point Lagrange errs by centimetres; the points are rounded to 0.1 m and 1 m',
  },
  interpolationEnd: {
    quantity: 'interpolation against SGP4, at the ends of the data',
    unit: 'm',
    samples: 25_896,
    tolerance: 5,
    reason: 'one-sided: the rounding to 1 m of altitude weighs more',
  },
  interpolationSeam: {
    quantity: 'interpolation against SGP4, across a seam of two element sets',
    unit: 'm',
    samples: 38_844,
    tolerance: 10,
    reason: 'four points extended by a step: 1 m from the polynomial, 0.5 m of rounding up to 15-fold',
  },
  antimeridian: {
    quantity: 'latitude at which a cut track meets the antimeridian',
    unit: 'deg',
    samples: 48,
    tolerance: 0.002,
    reason: 'a ground track is no great circle: the Earth turns below it, a bow of 50 m in 20 s, met at a slant',
  },
} as const satisfies Record<string, Tolerance>;

export type Quantity = keyof typeof TOLERANCES;
