// What "accurate" means: one row for each measured quantity, with its tolerance and the reason for it.

export interface Tolerance {
  quantity: string;
  /** `wrong`: an error is 1 where a yes or no is wrong, 0 otherwise. */
  unit: 'km' | 'km/s' | 'deg' | 'm' | 'mm' | 'ms' | 'wrong';
  /** How many errors there must be: a measurement without any proves nothing. */
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
    quantity: 'OMM with an epoch that no TLE can hold, against model A moved in time',
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
    reason: 'model A is printed to 1e-8 deg and 1 mm; a Julian date in one double would add 2 cm',
  },
  trackLatitude: {
    quantity: 'latitude against model A',
    unit: 'deg',
    samples: 1203,
    tolerance: 1e-5,
    reason: 'as above: 1e-5 deg is 1.1 m',
  },
  trackLongitude: {
    quantity: 'longitude times cos(latitude) against model A',
    unit: 'deg',
    samples: 1203,
    tolerance: 1e-5,
    reason: 'as above: 1e-5 deg is 1.1 m',
  },
  trackAltitude: {
    quantity: 'altitude against model A',
    unit: 'm',
    samples: 1203,
    tolerance: 1,
    reason: 'model A is printed to 1 mm; Earth rotation does not change altitude',
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
    reason: 'one-sided: the rounding of altitude to 1 m counts more',
  },
  interpolationSeam: {
    quantity: 'interpolation against SGP4, between two element sets',
    unit: 'm',
    samples: 38_844,
    tolerance: 10,
    reason: 'four points extrapolated by a step: 1 m from the polynomial, 0.5 m of rounding up to 15-fold',
  },
  antimeridian: {
    quantity: 'latitude at which a cut track meets the antimeridian',
    unit: 'deg',
    samples: 48,
    tolerance: 0.002,
    reason: 'a ground track is not a great circle: the Earth turns below it, 50 m of bow in 20 s, crossed at a slant',
  },
  groundSpeed: {
    quantity: 'speed over ground against model A',
    unit: 'km/s',
    samples: 1203,
    tolerance: 1e-4,
    reason: "SGP4's velocity is not exactly the derivative of its position, which model A uses: 2 cm/s",
  },
  heading: {
    quantity: 'heading over ground against model A',
    unit: 'deg',
    samples: 1203,
    tolerance: 0.005,
    reason: 'as for the speed: 2 cm/s across 7 km/s',
  },
  ascending: {
    quantity: 'ascending or descending, more than 5 s from the turn',
    unit: 'wrong',
    samples: 1177,
    tolerance: 0,
    reason: 'the sign of the northward speed',
  },
  subSolarLatitude: {
    quantity: 'latitude of the sub-solar point against Skyfield with DE421',
    unit: 'deg',
    samples: 60,
    tolerance: 0.012,
    reason: "the Almanac's low-precision formula errs by 0.01 degrees",
  },
  subSolarLongitude: {
    quantity: 'longitude of the sub-solar point against Skyfield with DE421',
    unit: 'deg',
    samples: 60,
    tolerance: 0.012,
    reason: "the Almanac's low-precision formula errs by 0.01 degrees",
  },
  sunlit: {
    quantity: 'satellite sunlit or in shadow, more than 20 s from the change',
    unit: 'wrong',
    samples: 521,
    tolerance: 0,
    reason: 'penumbra and refraction decide the last seconds',
  },
  passRiseAndSet: {
    quantity: 'rise and set over the horizon, time',
    unit: 'ms',
    samples: 2250,
    tolerance: 100,
    reason: 'both searches are exact to about 0.1 ms; a search to 0.1 s would pass too',
  },
  passCulmination: {
    quantity: 'culmination, time',
    unit: 'ms',
    samples: 1125,
    tolerance: 100,
    reason: 'a flat culmination has no sharp moment',
  },
  passElevation: {
    quantity: 'elevation at rise, culmination and set',
    unit: 'deg',
    samples: 3375,
    tolerance: 0.001,
    reason: 'printed to 5 decimals',
  },
  passRange: {
    quantity: 'range at rise, culmination and set',
    unit: 'km',
    samples: 3375,
    tolerance: 1,
    reason: 'the time of rise and set: a satellite approaches at 6 km/s',
  },
  passAzimuth: {
    quantity: 'azimuth at rise, culmination and set, times cos(elevation)',
    unit: 'deg',
    samples: 3375,
    tolerance: 0.1,
    reason: 'near the zenith an azimuth turns by degrees in a tenth of a second',
  },
  passesMissed: {
    quantity: 'passes missed',
    unit: 'wrong',
    samples: 1125,
    tolerance: 0,
    reason: 'without those that culminate below 0.2 degrees',
  },
  passesInvented: {
    quantity: 'passes invented',
    unit: 'wrong',
    samples: 1125,
    tolerance: 0,
    reason: 'without those that culminate below 0.2 degrees',
  },
  overpassTime: {
    quantity: 'swath overpass, time of closest approach',
    unit: 'ms',
    samples: 682,
    tolerance: 100,
    reason: "the search ends at 0.05 ms; SGP4's velocity is not exactly the derivative of its position",
  },
  overpassDistance: {
    quantity: 'swath overpass, distance from the track',
    unit: 'm',
    samples: 682,
    tolerance: 10,
    reason: 'printed to 0.1 m',
  },
  overpassSun: {
    quantity: 'Sun elevation at a swath overpass',
    unit: 'deg',
    samples: 682,
    tolerance: 0.02,
    reason: 'the low-precision Sun',
  },
  overpassSide: {
    quantity: 'swath overpass, side, ascending and day, where not ambiguous',
    unit: 'wrong',
    samples: 1821,
    tolerance: 0,
    reason: 'signs of the quantities above',
  },
  overpassesMissed: {
    quantity: 'swath overpasses missed',
    unit: 'wrong',
    samples: 682,
    tolerance: 0,
    reason: 'without those within 5 km of the limit',
  },
  overpassesInvented: {
    quantity: 'swath overpasses invented',
    unit: 'wrong',
    samples: 682,
    tolerance: 0,
    reason: 'without those within 5 km of the limit',
  },
  narrowMissed: {
    quantity: 'overpasses missed, swath of 60 km',
    unit: 'wrong',
    samples: 15,
    tolerance: 0,
    reason: 'without those within 5 km of the limit',
  },
  narrowInvented: {
    quantity: 'overpasses invented, swath of 60 km',
    unit: 'wrong',
    samples: 15,
    tolerance: 0,
    reason: 'without those within 5 km of the limit',
  },
} as const satisfies Record<string, Tolerance>;

export type Quantity = keyof typeof TOLERANCES;
