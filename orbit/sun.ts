// The Sun: where it is overhead, its elevation at a place, and whether it shines on a satellite. Its position is
// satellite.js's: the low-precision formula of the Astronomical Almanac (Vallado 2013, algorithm 29), exact to 0.01
// degrees from 1950 to 2050.
import { sunPos } from 'satellite.js';
import { normalizeLongitude, RAD_PER_DEG } from './angles.ts';
import {
  dot,
  type EarthFixed,
  EQUATORIAL_RADIUS_KM,
  FLATTENING,
  localAxes,
  type Place,
  subtract,
  toEarthFixed,
} from './geodetic.ts';
import { greenwichMeanSiderealTimeRad } from './propagate.ts';
import { DAY_MS } from './time.ts';

const UNIX_EPOCH_JD = 2_440_587.5;
// IAU 2012, resolution B2.
const AU_KM = 149_597_870.7;

/** The Sun's centre, Earth-fixed, km. The apparent position: the formula includes light time and aberration. */
export function sunPositionKm(timeMs: number): EarthFixed {
  // UTC for the formula's UT1; the Sun moves 0.04 arcseconds in a second.
  const { x, y, z } = sunPos(UNIX_EPOCH_JD + timeMs / DAY_MS).rsun;
  const turned = greenwichMeanSiderealTimeRad(timeMs);
  const cosine = Math.cos(turned);
  const sine = Math.sin(turned);
  return { x: AU_KM * (x * cosine + y * sine), y: AU_KM * (y * cosine - x * sine), z: AU_KM * z };
}

/**
 * The place where the Sun is overhead. "Up" is the ellipsoid's normal, so the geodetic latitude is the Sun's
 * declination.
 */
export function subSolarPoint(timeMs: number): Place {
  const { x, y, z } = sunPositionKm(timeMs);
  return {
    latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RAD_PER_DEG,
    longitudeDeg: normalizeLongitude(Math.atan2(y, x) / RAD_PER_DEG),
  };
}

/** Elevation of the Sun's centre above the horizon of a place at height 0, degrees, without refraction. */
export function sunElevationDeg(place: Place, timeMs: number): number {
  const toSun = subtract(sunPositionKm(timeMs), toEarthFixed({ ...place, altitudeKm: 0 }));
  const { north, east, up } = localAxes(place);
  // Not the arcsine of the upward component: straight below the Sun rounding may make it larger than 1.
  return Math.atan2(dot(toSun, up), Math.hypot(dot(toSun, north), dot(toSun, east))) / RAD_PER_DEG;
}

/** Whether the Sun's centre is above the horizon of a place, without refraction. */
export function isDay(place: Place, timeMs: number): boolean {
  return sunElevationDeg(place, timeMs) > 0;
}

/** From one noon to the next. */
const TURN_DEG_PER_MS = 360 / DAY_MS;

/**
 * The same for many places at times around one, quickly: the Sun is taken to go around evenly, on its parallel of that
 * time. Within half an hour it is off by 0.02 degrees at most, which is 5 s of sunrise at the equator.
 */
export function daylightAround(aroundMs: number): (place: Place, timeMs: number) => boolean {
  const sun = subSolarPoint(aroundMs);
  const declination = sun.latitudeDeg * RAD_PER_DEG;
  const [sine, cosine] = [Math.sin(declination), Math.cos(declination)];
  return ({ latitudeDeg, longitudeDeg }, timeMs) => {
    const hourAngle = (longitudeDeg - sun.longitudeDeg + TURN_DEG_PER_MS * (timeMs - aroundMs)) * RAD_PER_DEG;
    const latitude = latitudeDeg * RAD_PER_DEG;
    return sine * Math.sin(latitude) + cosine * Math.cos(latitude) * Math.cos(hourAngle) > 0;
  };
}

/**
 * Whether a satellite at an Earth-fixed position (km) sees the Sun's centre past the WGS84 ellipsoid. The atmosphere,
 * which bends and dims the light of the last seconds, is left out. Half of the penumbra, some 8 s for Terra, counts as
 * sunlit. Stretching along the axis turns the ellipsoid into a sphere and keeps straight lines straight. The Sun is
 * hidden when the line from the satellite to it passes closer to the centre than the radius (Vallado 2013, algorithm
 * 35, "sight").
 */
export function isSunlit(positionKm: EarthFixed, timeMs: number): boolean {
  const from = stretch(positionKm);
  const toSun = subtract(stretch(sunPositionKm(timeMs)), from);
  const along = dot(from, toSun);
  // The Sun is on the far side from the Earth.
  if (along >= 0) return true;
  return dot(from, from) - (along * along) / dot(toSun, toSun) > EQUATORIAL_RADIUS_KM * EQUATORIAL_RADIUS_KM;
}

function stretch({ x, y, z }: EarthFixed): EarthFixed {
  return { x, y, z: z / (1 - FLATTENING) };
}
