// How far an element set can be followed from its epoch, in both directions: until its first position that is not an
// orbit. Found once for a set and remembered, because every point, every look of a search and every frame of the page
// depends on it.
import { type SatRec, sgp4 } from 'satellite.js';
import { dot, type EarthFixed, EQUATORIAL_RADIUS_KM, localAxes, toGeodetic } from './geodetic.ts';
import { ceilingKm, MIN_ALTITUDE_KM, REFUSED, type Sgp4State, stateFault } from './plausible.ts';

/** Both directions from the epoch. */
export interface Span {
  after: Side;
  before: Side;
}

/** One direction. Times are minutes from the epoch, never negative. */
interface Side {
  /** Until here every position is known to be an orbit; infinite once the end is known. */
  followed: number;
  /** The last position that is an orbit; undefined while none is known to be the last. */
  end: SpanEnd | undefined;
  last: Look | undefined;
  step: number;
  effort: number;
}

interface SpanEnd {
  /** -1 when the epoch itself has no position. */
  minutes: number;
  /** Why the next position is not an orbit, see REFUSED. */
  code: number;
  /** Of the mean elements at the last position; 0 without one. */
  perigeeKm: number;
}

interface Look {
  minutes: number;
  fault: number | undefined;
  altitudeKm: number;
  perigeeKm: number;
  isClimbing: boolean;
  /** Whether the orbit is so far from both limits that no position of the next revolutions reaches them. */
  isClear: boolean;
  /**
   * How far away the next look may be: for an orbit that is not clear, how long the satellite takes at least to reach a
   * limit.
   */
  freeMinutes: number;
}

type LookAt = (minutes: number) => Look;

const MIN_STEP = 1;
// SGP4's mean orbit is a polynomial of the time, so looks may be farther apart the farther they are from the epoch.
const STEP_GROWTH = 0.1;
// The escape velocity at the surface, 11.2 km/s.
const MAX_KM_PER_MINUTE = 672;
// How far a position may be outside of the mean orbit: the flattening of the Earth moves it by up to 20 km.
const NEAR_MARGIN_KM = 25;
// The Sun and the Moon change a high orbit by up to a hundredth of its axis within weeks, and by a few kilometres
// within a day.
const DEEP_MARGIN = 0.01;
const DEEP_STEP = 1440;
const DEEP_MARGIN_IN_A_DAY_KM = 40;
// Beyond this axis (a revolution in 2.7 days) they change an orbit by more than these margins, so only the distance to a
// limit counts: how long the satellite takes at least to reach it.
const FAR_AXIS_KM = 100_000;
// Half of the distance is above the lower limit.
const FAR_ALTITUDE_KM = 10_000;
// SGP4 refuses an orbit that is no ellipse. The Moon changes the eccentricity of a far one by up to some hundredths in
// a day.
const MINUTES_PER_ECCENTRICITY = 14_400;
// SGP4 refuses a mean eccentricity below this, and takes one up to 0 as round.
const MIN_ECCENTRICITY = -0.001;
// Some 200 m of descent for a satellite that decays.
const EXACT_MINUTES = 0.01;
// Bounds the work: 50,000 looks at an orbit close to a limit, a tenth of a second. Nothing grazes the atmosphere for
// 50,000 minutes. SGP4 integrates orbits of half a day and a day from the epoch in each look, in steps of 720 minutes; ten are
// counted as a look.
const MAX_EFFORT = 50_000;
const MINUTES_PER_EFFORT = 7200;
// WGS72, km^3/s^2.
const GRAVITY = 398_600.8;

/** The span of a set that has not been followed yet. */
export function newSpan(): Span {
  return { after: newSide(), before: newSide() };
}

function newSide(): Side {
  return { followed: -1, end: undefined, last: undefined, step: MIN_STEP, effort: 0 };
}

/**
 * Where the span of a set ends on the way from its epoch to a time, in minutes since the epoch; undefined when it
 * reaches that time. The first call for a more distant time follows the set until there.
 */
export function endBefore(span: Span, satrec: SatRec, minutes: number): SpanEnd | undefined {
  const side = minutes < 0 ? span.before : span.after;
  const distance = Math.abs(minutes);
  if (distance > side.followed) follow(side, satrec, minutes < 0 ? -1 : 1, distance);
  return side.end && distance > side.end.minutes ? side.end : undefined;
}

function follow(side: Side, satrec: SatRec, direction: 1 | -1, until: number): void {
  const highestKm = ceilingKm(satrec);
  const lookAt = (minutes: number) => look(satrec, minutes, direction, highestKm);
  if (!side.last) {
    side.last = lookAt(0);
    side.followed = 0;
    if (side.last.fault !== undefined) endAt(side, { minutes: -1, code: side.last.fault, perigeeKm: 0 });
  }
  // The looks do not depend on the time that was asked for, so every program finds the same end.
  while (side.followed < until) advance(side, side.last, lookAt, satrec.irez > 0, highestKm);
}

function endAt(side: Side, end: SpanEnd): void {
  side.end = end;
  side.followed = Number.POSITIVE_INFINITY;
}

/** Takes the next look, and finds the end of the span when it lies in between. */
function advance(side: Side, last: Look, lookAt: LookAt, isResonant: boolean, highestKm: number): void {
  let { step } = side;
  let next = lookAt(last.minutes + step);
  while (step > MIN_STEP && (next.fault !== undefined || (last.isClear && !next.isClear))) {
    step = Math.max(MIN_STEP, step / 2);
    next = lookAt(last.minutes + step);
  }
  const fault = next.fault === undefined ? faultBetween(last, next, lookAt, highestKm) : next;
  if (fault) {
    endAt(side, edge(last, fault, lookAt));
    return;
  }
  if (Number.isFinite(next.freeMinutes)) side.effort += 1 + (isResonant ? next.minutes / MINUTES_PER_EFFORT : 0);
  if (side.effort > MAX_EFFORT) {
    endAt(side, { minutes: next.minutes, code: REFUSED.series, perigeeKm: next.perigeeKm });
    return;
  }
  side.last = next;
  side.followed = next.minutes;
  const growing = Math.min(2 * step, STEP_GROWTH * next.minutes);
  side.step = Math.max(MIN_STEP, next.isClear ? Math.min(growing, next.freeMinutes) : next.freeMinutes);
}

/** A position beyond a limit between two looks, when the satellite turns close to the limit. */
function faultBetween(earlier: Look, later: Look, lookAt: LookAt, highestKm: number): Look | undefined {
  if (earlier.isClimbing === later.isClimbing) return undefined;
  const isNear = earlier.isClimbing
    ? Math.max(earlier.altitudeKm, later.altitudeKm) > highestKm * (1 - DEEP_MARGIN)
    : Math.min(earlier.altitudeKm, later.altitudeKm) < MIN_ALTITUDE_KM + NEAR_MARGIN_KM;
  if (!isNear) return undefined;
  let found: Look | undefined;
  bisect(earlier, later, lookAt, (each) => {
    if (each.fault !== undefined) found ??= each;
    return each.isClimbing === earlier.isClimbing;
  });
  return found;
}

/** The last position that is an orbit, between a look that is one and a look that is not. */
function edge(orbit: Look, fault: Look, lookAt: LookAt): SpanEnd {
  const [last, first] = bisect(orbit, fault, lookAt, (each) => each.fault === undefined);
  return { minutes: last.minutes, code: first.fault as number, perigeeKm: last.perigeeKm };
}

function bisect(first: Look, last: Look, lookAt: LookAt, isBefore: (look: Look) => boolean): [Look, Look] {
  let [before, after] = [first, last];
  while (after.minutes - before.minutes > EXACT_MINUTES) {
    const middle = lookAt((before.minutes + after.minutes) / 2);
    if (isBefore(middle)) before = middle;
    else after = middle;
  }
  return [before, after];
}

function look(satrec: SatRec, minutes: number, direction: 1 | -1, highestKm: number): Look {
  const state = sgp4(satrec, direction * minutes);
  const fault = stateFault(satrec, state, highestKm);
  if (!state || fault !== undefined)
    return { minutes, fault, altitudeKm: 0, perigeeKm: 0, isClimbing: false, isClear: false, freeMinutes: 0 };
  const place = toGeodetic(state.position);
  const { altitudeKm } = place;
  return {
    minutes,
    fault,
    altitudeKm,
    perigeeKm: altitudeOf(state.meanElements.am * EQUATORIAL_RADIUS_KM * (1 - state.meanElements.em)),
    isClimbing: dot(state.velocity, localAxes(place).up) * direction > 0,
    ...clearance(satrec, state, eccentricityAfter(satrec, direction * minutes), altitudeKm, highestKm),
  };
}

function clearance(
  satrec: SatRec,
  { position, velocity, meanElements: { am, em } }: NonNullable<Sgp4State>,
  drag: Drag,
  altitudeKm: number,
  highestKm: number,
): Pick<Look, 'isClear' | 'freeMinutes'> {
  const isDeep = satrec.method === 'd';
  const axisKm = am * EQUATORIAL_RADIUS_KM;
  const isWithin = (perigeeRadiusKm: number, marginKm: number) =>
    altitudeOf(perigeeRadiusKm) > MIN_ALTITUDE_KM + marginKm && altitudeOf(axisKm * (1 + em)) < highestKm - marginKm;
  if (!isDeep && drag.eccentricity - drag.swing < MIN_ECCENTRICITY) return { isClear: false, freeMinutes: MIN_STEP };
  const marginKm = isDeep ? DEEP_MARGIN * axisKm : NEAR_MARGIN_KM + drag.swing * axisKm;
  const isFar = axisKm > FAR_AXIS_KM;
  const [osculatingKm, eccentricity] = osculating(position, velocity);
  if (!isFar && isWithin(axisKm * (1 - em), marginKm)) return { isClear: true, freeMinutes: Number.POSITIVE_INFINITY };
  if (isDeep && !isFar && isWithin(osculatingKm * (1 - eccentricity), DEEP_MARGIN_IN_A_DAY_KM))
    return { isClear: true, freeMinutes: DEEP_STEP };
  let freeMinutes = Math.min(altitudeKm - MIN_ALTITUDE_KM, highestKm - altitudeKm) / MAX_KM_PER_MINUTE;
  if (isFar && altitudeKm > FAR_ALTITUDE_KM)
    // It climbs no faster than it moves, and falls no faster to half of its distance than from infinity; a tenth more
    // for what the Sun and the Moon add.
    freeMinutes = Math.min(
      (highestKm - altitudeKm) / Math.sqrt(dot(velocity, velocity)) / 66,
      Math.sqrt(altitudeKm ** 3 / GRAVITY) / 264,
      (1 - eccentricity) * MINUTES_PER_ECCENTRICITY,
    );
  return { isClear: false, freeMinutes };
}

interface Drag {
  eccentricity: number;
  swing: number;
}

/**
 * What SGP4's drag does to the eccentricity of a low orbit: a steady change, and a swing in each revolution. Below its
 * limit it refuses.
 */
function eccentricityAfter({ ecco, bstar, cc4, cc5, sinmao, isimp }: SatRec, minutes: number): Drag {
  return {
    eccentricity: ecco - bstar * cc4 * minutes,
    swing: isimp === 1 ? 0 : Math.abs(bstar * cc5) * (1 + Math.abs(sinmao)),
  };
}

function altitudeOf(radiusKm: number): number {
  return radiusKm - EQUATORIAL_RADIUS_KM;
}

/**
 * Semi-major axis and eccentricity of the ellipse on which a satellite would go on without perturbations: it has those
 * of the Sun and the Moon until now.
 */
function osculating(position: EarthFixed, velocity: EarthFixed): [number, number] {
  const [r2, v2] = [dot(position, position), dot(velocity, velocity)];
  const axisKm = 1 / (2 / Math.sqrt(r2) - v2 / GRAVITY);
  // The square of the angular momentum, by Lagrange's identity.
  const swept2 = r2 * v2 - dot(position, velocity) ** 2;
  return [axisKm, Math.sqrt(Math.max(0, 1 - swept2 / GRAVITY / axisKm))];
}
