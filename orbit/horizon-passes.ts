// Horizon passes: when a satellite is above the horizon of a place.
import { azimuthDeg, RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { between, dot, type EarthFixed, type LocalAxes, localAxes, type Place, toEarthFixed } from './geodetic.ts';
import { earthFixedState } from './motion.ts';
import { Sgp4Error } from './propagate.ts';
import { LOOK_MS, momentOfChange, type Search, searchWindow } from './search.ts';
import { DAY_MS } from './time.ts';

/** Where a satellite stands in the sky of a place, without refraction or light time. */
export interface Sighting {
  /**
   * UTC, epoch milliseconds with a fraction: exact to 0.1 ms for the model. But for a culmination of an eccentric orbit, which is off by up to
   * 22 s at an eccentricity of 0.7: SGP4's velocity, which tells climbing from sinking, is not the derivative of its position there.
   */
  timeMs: number;
  /** From north through east, degrees in [0, 360). At a pole, north is the limit along the place's meridian. */
  azimuthDeg: number;
  /** Above the plane that touches the WGS84 ellipsoid at the place, degrees. */
  elevationDeg: number;
  rangeKm: number;
}

/** One pass over the horizon. Its times are whole also where they lie outside of the window. */
export interface HorizonPass {
  /** null when the satellite is up already a day before the window, or SGP4 refuses the elements there. */
  rise: Sighting | null;
  /** The highest moment: its elevation is the maximum of the pass. Without a rise or a set, of what is known of it. */
  culmination: Sighting;
  /** null when the satellite is up still a day after the window, or SGP4 refuses the elements before it sets. */
  set: Sighting | null;
}

/** A pass that reaches over an edge of the window is followed so far outwards: a geostationary satellite never rises or sets. */
const FOLLOWED_MS = DAY_MS;

/**
 * The passes of a satellite over the horizon of a place (at height 0) of which some part lies in [fromMs, untilMs], however low.
 * At most 14,400 looks in ten days, and 2,880 for passes that reach over the edges.
 * @throws RangeError when the window is longer than ten days, or ends before it begins.
 */
export function horizonPasses(record: Sgp4Record, place: Place, fromMs: number, untilMs: number): Search<HorizonPass> {
  const observer: Observer = { positionKm: toEarthFixed({ ...place, altitudeKm: 0 }), axes: localAxes(place) };
  const lookAt = (timeMs: number) => look(observer, record, timeMs);

  return searchWindow(fromMs, untilMs, (search) => {
    let pass: HorizonPass | undefined;
    let earlier: Look | undefined;
    try {
      for (const each of looks(lookAt, firstLookMs(lookAt, fromMs), untilMs)) {
        const crossing = earlier && earlier.up !== each.up ? crossingOf(lookAt, earlier, each) : null;
        if (each.up) {
          pass ??= { rise: crossing, culmination: each.sighting, set: null };
          if (each.sighting.elevationDeg > pass.culmination.elevationDeg) pass.culmination = each.sighting;
        } else if (pass) {
          search.found.push({ ...pass, set: crossing });
          pass = undefined;
        }
        earlier = each;
        search.searchedUntilMs = Math.min(Math.max(each.sighting.timeMs, fromMs), untilMs);
      }
    } finally {
      // Still up at the end, or when SGP4 refused the elements.
      if (pass) search.found.push(pass);
      search.found = search.found.filter(({ rise, set }) => overlaps(rise, set, fromMs, untilMs));
    }
  });
}

function overlaps(rise: Sighting | null, set: Sighting | null, fromMs: number, untilMs: number): boolean {
  return (rise?.timeMs ?? fromMs) <= untilMs && (set?.timeMs ?? untilMs) >= fromMs;
}

/** Where to begin: before the rise of the satellite that is up at the window's beginning, or a day before. */
function firstLookMs(lookAt: (timeMs: number) => Look, fromMs: number): number {
  let timeMs = fromMs;
  try {
    while (lookAt(timeMs).up && timeMs > fromMs - FOLLOWED_MS) timeMs -= LOOK_MS;
  } catch (error) {
    // Elements that SGP4 refuses at the window's own beginning are refused again by the search.
    if (!(error instanceof Sgp4Error)) throw error;
    timeMs = Math.min(timeMs + LOOK_MS, fromMs);
  }
  return timeMs;
}

/**
 * A look each minute until the window's end, and on while the satellite is up; between two of them also the moment at which
 * its elevation turns, so that no pass is too short to be seen, and none without its highest moment.
 */
function* looks(lookAt: (timeMs: number) => Look, firstMs: number, untilMs: number): Generator<Look> {
  let earlier = lookAt(firstMs);
  yield earlier;
  while (earlier.sighting.timeMs < untilMs || (earlier.up && earlier.sighting.timeMs < untilMs + FOLLOWED_MS)) {
    const from = earlier.sighting.timeMs;
    const later = lookAt(from < untilMs ? Math.min(from + LOOK_MS, untilMs) : from + LOOK_MS);
    if (earlier.climbing !== later.climbing) {
      const wasClimbing = earlier.climbing;
      yield lookAt(momentOfChange(from, later.sighting.timeMs, (timeMs) => lookAt(timeMs).climbing === wasClimbing));
    }
    yield later;
    earlier = later;
  }
}

function crossingOf(lookAt: (timeMs: number) => Look, earlier: Look, later: Look): Sighting {
  const holds = (timeMs: number) => lookAt(timeMs).up === earlier.up;
  return lookAt(momentOfChange(earlier.sighting.timeMs, later.sighting.timeMs, holds)).sighting;
}

interface Observer {
  positionKm: EarthFixed;
  axes: LocalAxes;
}

interface Look {
  sighting: Sighting;
  /** Above the horizon. */
  up: boolean;
  /** The elevation grows. */
  climbing: boolean;
}

/** Topocentric coordinates (Vallado 2013, section 4.4), with the ellipsoid's normal for up. */
function look({ positionKm, axes }: Observer, record: Sgp4Record, timeMs: number): Look {
  const state = earthFixedState(record, timeMs);
  const range = between(positionKm, state.positionKm);
  const velocity = state.velocityKmPerS;
  const up = dot(range, axes.up);
  const northward = dot(range, axes.north);
  const eastward = dot(range, axes.east);
  return {
    sighting: {
      timeMs,
      azimuthDeg: azimuthDeg(northward, eastward),
      elevationDeg: Math.atan2(up, Math.hypot(northward, eastward)) / RAD_PER_DEG,
      rangeKm: Math.hypot(range.x, range.y, range.z),
    },
    up: up > 0,
    // The sign of the derivative of up / range.
    climbing: dot(velocity, axes.up) * dot(range, range) > up * dot(range, velocity),
  };
}
