// Where a satellite is at a moment, and how it moves: from the points of the feed, or, where they do not reach, from the page's own SGP4. Pure.
import { toEarthFixed } from '../../orbit/geodetic.ts';
import { interpolate } from '../../orbit/interpolate.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { isSunlit } from '../../orbit/sun.ts';
import type { ShownSatellite } from './shown-satellite.ts';

/** A sub-satellite point, and whether it lies between points of the feed or was computed here. */
export interface Position extends SubSatellitePoint {
  source: 'feed' | 'page';
}

/** How a satellite moves at a moment. */
export interface Motion {
  groundSpeedKmPerS: number;
  ascending: boolean;
  sunlit: boolean;
  /** Direction of flight on a flat map whose degrees are square: clockwise from up, degrees. */
  mapHeadingDeg: number;
}

/** Where the satellite is at a time, or undefined when neither the feed nor its elements tell. */
export function positionAt(
  { track, record }: Pick<ShownSatellite, 'track' | 'record'>,
  timeMs: number,
): Position | undefined {
  const point = interpolate(track, timeMs);
  if (point) return { ...point, source: 'feed' };
  const computed = record && subSatellitePointIfAny(record, timeMs);
  return computed && { ...computed, source: 'page' };
}

const HALF_STEP_MS = 500;

/**
 * How the satellite moves: from where it is half a second before and after. Both of one source, since a step from one to the other
 * is no motion; at a border between the two, the second on the side of `position`.
 */
export function motionAt(satellite: Pick<ShownSatellite, 'track' | 'record'>, position: Position): Motion | undefined {
  const { timeMs, source } = position;
  const same = (atMs: number) => {
    const other = positionAt(satellite, atMs);
    return other?.source === source ? other : undefined;
  };
  const from = same(timeMs - HALF_STEP_MS) ?? position;
  const to = same(timeMs + HALF_STEP_MS) ?? position;
  if (to.timeMs === from.timeMs) return undefined;
  const [a, b] = [toEarthFixed({ ...from, altitudeKm: 0 }), toEarthFixed({ ...to, altitudeKm: 0 })];
  const groundKm = Math.hypot(b.x - a.x, b.y - a.y, b.z - a.z);
  const north = to.latitudeDeg - from.latitudeDeg;
  // The short way round, also over the antimeridian.
  const east = ((to.longitudeDeg - from.longitudeDeg + 540) % 360) - 180;
  return {
    groundSpeedKmPerS: (groundKm * 1000) / (to.timeMs - from.timeMs),
    ascending: north > 0,
    sunlit: isSunlit(toEarthFixed(position), timeMs),
    mapHeadingDeg: (Math.atan2(east, north) * 180) / Math.PI,
  };
}
