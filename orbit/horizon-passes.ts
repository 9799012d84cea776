// Horizon passes: when a satellite is above the horizon of a place.
import { azimuthDeg, RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { dot, type EarthFixed, type LocalAxes, localAxes, type Place, subtract, toEarthFixed } from './geodetic.ts';
import { earthFixedState } from './motion.ts';
import { firstHeldMs, lastHeldMs } from './propagate.ts';
import { findChangeMs, type Search, sampleStepMs, searchWindow, type Throughout } from './search.ts';
import { DAY_MS } from './time.ts';

/** Where a satellite is in the sky of a place, without refraction or light time. */
export interface Sighting {
  /**
   * UTC, epoch milliseconds with a fraction. A rise or set is exact to 0.1 ms for the model, and so is the culmination
   * on a round orbit. On an eccentric one the culmination is up to 22 s off (eccentricity 0.7): it is where SGP4's
   * velocity turns from climbing to sinking, and that velocity is not the derivative of SGP4's position.
   */
  timeMs: number;
  /** From north through east, degrees in [0, 360). At a pole, north is the limit along the place's meridian. */
  azimuthDeg: number;
  /** Above the plane that touches the WGS84 ellipsoid at the place, degrees. */
  elevationDeg: number;
  rangeKm: number;
}

/** One pass over the horizon. Its times are given even when they lie outside of the window. */
export interface HorizonPass {
  /** null when the satellite has been up for more than a day before the window, or the elements do not hold there. */
  rise: Sighting | null;
  /**
   * The highest moment of the pass; of its known part when rise or set is null, and of the window when both are.
   */
  culmination: Sighting;
  /** null when the satellite is still up a day after the window, or the elements do not hold until it sets. */
  set: Sighting | null;
}

// How far a pass over an edge of the window is followed beyond it. A geostationary satellite never rises or sets.
const FOLLOW_MS = DAY_MS;

/**
 * The passes of a satellite over the horizon of a place (at height 0) that overlap [fromMs, untilMs], however low.
 * At most 14,400 samples in ten days, and 2,880 for passes over the edges; fewer of a satellite that moves slowly.
 * @throws RangeError when the window is longer than ten days, or ends before it begins
 */
export function horizonPasses(record: Sgp4Record, place: Place, fromMs: number, untilMs: number): Search<HorizonPass> {
  const observer = observerAt(place);
  const sampleAt = (timeMs: number) => observe(observer, record, timeMs);

  return searchWindow(fromMs, untilMs, (search) => {
    const endMs = lastHeldMs(record, untilMs);
    let pass: HorizonPass | undefined;
    let highestInWindow: Sighting | undefined;
    let earlier: Sample | undefined;
    try {
      for (const sample of samples(
        sampleAt,
        firstSampleMs(sampleAt, record, fromMs),
        fromMs,
        Math.max(fromMs, endMs),
      )) {
        const crossing = earlier && earlier.isUp !== sample.isUp ? crossingOf(sampleAt, earlier, sample) : null;
        if (sample.isUp) {
          pass ??= { rise: crossing, culmination: sample.sighting, set: null };
          if (sample.sighting.elevationDeg > pass.culmination.elevationDeg) pass.culmination = sample.sighting;
          if (isWithin(sample.sighting, fromMs, untilMs)) highestInWindow = higher(highestInWindow, sample.sighting);
        } else if (pass) {
          search.found.push({ ...pass, set: crossing });
          pass = undefined;
          highestInWindow = undefined;
        }
        earlier = sample;
        search.searchedUntilMs = Math.min(Math.max(sample.sighting.timeMs, fromMs), untilMs);
      }
    } finally {
      // Still up at the end, or when SGP4 refused the elements.
      if (pass) search.found.push(pass.rise || !highestInWindow ? pass : { ...pass, culmination: highestInWindow });
      search.found = search.found.filter(({ rise, set }) => overlaps(rise, set, fromMs, untilMs));
    }
    // Throws when the elements do not hold until the end of the window.
    if (endMs < untilMs) sampleAt(untilMs);
    search.throughout = passesThroughout(search.found, fromMs, untilMs);
  });
}

/** What passes over the horizon say of every moment of a window, when all that overlap it are known. */
export function passesThroughout(
  passes: readonly HorizonPass[],
  fromMs: number,
  untilMs: number,
): Throughout | undefined {
  if (passes.length === 0) return 'never';
  const isLong = ({ rise, set }: HorizonPass) =>
    (rise?.timeMs ?? fromMs) <= fromMs && (set?.timeMs ?? untilMs) >= untilMs;
  return passes.some(isLong) ? 'always' : undefined;
}

function isWithin({ timeMs }: Sighting, fromMs: number, untilMs: number): boolean {
  return timeMs >= fromMs && timeMs <= untilMs;
}

function higher(known: Sighting | undefined, other: Sighting): Sighting {
  return known && known.elevationDeg >= other.elevationDeg ? known : other;
}

function overlaps(rise: Sighting | null, set: Sighting | null, fromMs: number, untilMs: number): boolean {
  return (rise?.timeMs ?? fromMs) <= untilMs && (set?.timeMs ?? untilMs) >= fromMs;
}

/**
 * Where to begin: before the rise of a satellite that is up when the window begins, at most a day earlier, and not before
 * its elements hold.
 */
function firstSampleMs(sampleAt: (timeMs: number) => Sample, record: Sgp4Record, fromMs: number): number {
  const firstMs = Math.min(firstHeldMs(record, fromMs - FOLLOW_MS), fromMs);
  let timeMs = fromMs;
  while (timeMs > firstMs) {
    const { isUp, stepMs } = sampleAt(timeMs);
    if (!isUp) break;
    timeMs = Math.max(timeMs - stepMs, firstMs);
  }
  return timeMs;
}

/**
 * Samples until the end of the window, and on while the satellite is up; one at each end of the window. Between two of
 * them also the moment at which climbing turns to sinking or back, so that no pass is too short to be found, and none
 * lacks its highest moment.
 */
function* samples(
  sampleAt: (timeMs: number) => Sample,
  firstMs: number,
  fromMs: number,
  untilMs: number,
): Generator<Sample> {
  let earlier = sampleAt(firstMs);
  yield earlier;
  while (earlier.sighting.timeMs < untilMs || (earlier.isUp && earlier.sighting.timeMs < untilMs + FOLLOW_MS)) {
    const from = earlier.sighting.timeMs;
    const [edgeMs = Number.POSITIVE_INFINITY] = [fromMs, untilMs].filter((each) => each > from);
    const later = sampleAt(Math.min(from + earlier.stepMs, edgeMs));
    if (earlier.isClimbing !== later.isClimbing) {
      const wasClimbing = earlier.isClimbing;
      yield sampleAt(
        findChangeMs(from, later.sighting.timeMs, (timeMs) => sampleAt(timeMs).isClimbing === wasClimbing),
      );
    }
    yield later;
    earlier = later;
  }
}

function crossingOf(sampleAt: (timeMs: number) => Sample, earlier: Sample, later: Sample): Sighting {
  const isUnchanged = (timeMs: number) => sampleAt(timeMs).isUp === earlier.isUp;
  return sampleAt(findChangeMs(earlier.sighting.timeMs, later.sighting.timeMs, isUnchanged)).sighting;
}

/** Where a satellite is in the sky of a place at a time, or below its horizon. @throws Sgp4Error */
export function sightingAt(place: Place, record: Sgp4Record, timeMs: number): Sighting {
  return observe(observerAt(place), record, timeMs).sighting;
}

function observerAt(place: Place): Observer {
  return { positionKm: toEarthFixed({ ...place, altitudeKm: 0 }), axes: localAxes(place) };
}

interface Observer {
  positionKm: EarthFixed;
  axes: LocalAxes;
}

interface Sample {
  sighting: Sighting;
  isUp: boolean;
  isClimbing: boolean;
  /** Until the next sample. */
  stepMs: number;
}

/** Topocentric coordinates (Vallado 2013, section 4.4); "up" is the ellipsoid's normal. */
function observe({ positionKm, axes }: Observer, record: Sgp4Record, timeMs: number): Sample {
  const state = earthFixedState(record, timeMs);
  const range = subtract(state.positionKm, positionKm);
  const velocity = state.velocityKmPerS;
  const { x, y, z } = state.positionKm;
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
    isUp: up > 0,
    stepMs: sampleStepMs(Math.hypot(velocity.x, velocity.y, velocity.z) / Math.hypot(x, y, z)),
    // The sign of the derivative of up / range.
    isClimbing: dot(velocity, axes.up) * dot(range, range) > up * dot(range, velocity),
  };
}
