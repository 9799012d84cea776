// One revolution of a satellite: how long it takes, how high it reaches, and where it goes next.
import type { Sgp4Record } from './elements.ts';
import { EQUATORIAL_RADIUS_KM } from './geodetic.ts';
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

/**
 * The points of the grid for one revolution: from the newest that is not after now, until the revolution is complete or
 * SGP4 refuses the elements. At most a day, for satellites that take longer.
 */
export function nextOrbit(record: Sgp4Record, nowMs: number): SubSatellitePoint[] {
  const untilMs = nowMs + Math.min(periodMs(record), DAY_MS);
  const points: SubSatellitePoint[] = [];
  for (let timeMs = floorToGrid(nowMs); timeMs < untilMs + STEP_MS; timeMs += STEP_MS) {
    const point = subSatellitePointIfAny(record, timeMs);
    if (!point) break;
    points.push(point);
  }
  return points;
}
