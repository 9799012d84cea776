// One revolution of a satellite: how long it takes, how high it reaches, and where it goes next.

import { RAD_PER_DEG } from './angles.ts';
import type { Sgp4Record } from './elements.ts';
import { EQUATORIAL_RADIUS_KM, localAxes, subtract } from './geodetic.ts';
import { floorToGrid, STEP_MS } from './grid.ts';
import type { SubSatellitePoint } from './point.ts';
import { subSatellitePointIfAny } from './propagate.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/** How long a revolution takes, from the mean motion. */
export function periodMs({ satrec }: Sgp4Record): number {
  const radiansPerMinute = satrec.no;
  return ((2 * Math.PI) / radiansPerMinute) * MINUTE_MS;
}

/** Altitude of the highest point of the orbit above the equatorial radius, from the mean elements; at least 0. */
export function apogeeKm({ satrec }: Sgp4Record): number {
  const earthRadii = satrec.alta;
  return Math.max(0, earthRadii * EQUATORIAL_RADIUS_KM);
}

// Between two points of the next orbit: a low satellite flies 1.3 degrees of arc in a step of the grid.
const MAX_ARC = 1.5 * RAD_PER_DEG;
// And at most 32 steps, eleven minutes: a track that turns within them is less than a degree long.
const MAX_STEPS = 32;

const NONE: ReadonlyMap<number, SubSatellitePoint> = new Map();

/**
 * The next revolution: from the newest time of the grid that is not after now, until the revolution is complete or SGP4
 * refuses the elements. At most a day, for satellites that take longer.
 * Where the sub-satellite point is slow, steps of the grid are left out, as many as keep the arc between two points
 * below 1.5 degrees: a day of a geostationary satellite has 136 points instead of 4,310.
 * @param known points of the same elements by their times, which need not be computed again
 */
export function nextOrbit(record: Sgp4Record, nowMs: number, known = NONE): SubSatellitePoint[] {
  const at = (timeMs: number) => known.get(timeMs) ?? subSatellitePointIfAny(record, timeMs);
  const endMs = floorToGrid(nowMs + Math.min(periodMs(record), DAY_MS) - 1) + STEP_MS;
  const points: SubSatellitePoint[] = [];
  let steps = 1;
  /** From the point before. */
  let arc = 0;
  let point = at(floorToGrid(nowMs));
  while (point) {
    points.push(point);
    const { timeMs }: SubSatellitePoint = point;
    if (timeMs >= endMs) break;
    let next: SubSatellitePoint | undefined;
    // Twice as many are tried only where they may fit. The satellite is hardly slower than before.
    if (2 * arc <= 1.1 * MAX_ARC) steps = Math.min(2 * steps, MAX_STEPS);
    // One step is never too long. Several are, too, where the elements end within them.
    for (; ; steps /= 2) {
      next = at(Math.min(timeMs + steps * STEP_MS, endMs));
      if (next) arc = arcOf(point, next);
      if (steps === 1 || (next && arc <= MAX_ARC)) break;
    }
    point = next;
  }
  return points;
}

/** Between the verticals of two points close to each other: the chord, radians. */
function arcOf(from: SubSatellitePoint, to: SubSatellitePoint): number {
  const { x, y, z } = subtract(localAxes(to).up, localAxes(from).up);
  return Math.hypot(x, y, z);
}
