// Where a satellite is at a moment, and how it moves: between points of the feed or, outside of them, by the page's own
// SGP4. Pure.
import { toEarthFixed } from '../../orbit/geodetic.ts';
import { indexAtOrAfter, interpolate } from '../../orbit/interpolate.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { isDay, isSunlit } from '../../orbit/sun.ts';
import type { ShownSatellite } from './shown-satellite.ts';

/** A sub-satellite point, and its source: interpolated between points of the feed, or computed by the page. */
export interface Position extends SubSatellitePoint {
  source: 'feed' | 'page';
}

/** How a satellite moves at a moment. */
export interface Motion {
  groundSpeedKmPerS: number;
  ascending: boolean;
  /** Whether the Sun shines on the satellite: up there, longer than on the ground. */
  sunlit: boolean;
  /** Whether the Sun is up at the place below it. */
  dayBelow: boolean;
  /** Direction of flight on a map whose degrees are square: degrees clockwise from up. */
  mapHeadingDeg: number;
}

/** Where the satellite is, or undefined when neither the feed nor its elements reach that time. */
export function positionAt(
  { track, record }: Pick<ShownSatellite, 'track' | 'record'>,
  timeMs: number,
): Position | undefined {
  const point = interpolate(track, timeMs);
  if (point) return { ...point, source: track[indexAtOrAfter(track, timeMs)]?.computed ? 'page' : 'feed' };
  const computed = record && subSatellitePointIfAny(record, timeMs);
  return computed && { ...computed, source: 'page' };
}

// Long enough for the rounding of the points not to matter, short enough for the path to be straight.
const MOTION_INTERVAL_MS = 1_000;

/**
 * How the satellite moves: from its positions half a second before and after. Both have the same source, because the
 * gap between feed and page is not motion.
 * At the border between the two, it uses the half second on the side of `position`.
 */
export function motionAt(satellite: Pick<ShownSatellite, 'track' | 'record'>, position: Position): Motion | undefined {
  const { timeMs, source } = position;
  const fromSameSource = (atMs: number) => {
    const other = positionAt(satellite, atMs);
    return other?.source === source ? other : undefined;
  };
  const from = fromSameSource(timeMs - MOTION_INTERVAL_MS / 2) ?? position;
  const to = fromSameSource(timeMs + MOTION_INTERVAL_MS / 2) ?? position;
  if (to.timeMs === from.timeMs) return undefined;
  const [a, b] = [toEarthFixed({ ...from, altitudeKm: 0 }), toEarthFixed({ ...to, altitudeKm: 0 })];
  const groundKm = Math.hypot(b.x - a.x, b.y - a.y, b.z - a.z);
  const north = to.latitudeDeg - from.latitudeDeg;
  // The short way, also across the antimeridian.
  const east = ((to.longitudeDeg - from.longitudeDeg + 540) % 360) - 180;
  return {
    groundSpeedKmPerS: (groundKm * 1000) / (to.timeMs - from.timeMs),
    ascending: north > 0,
    sunlit: isSunlit(toEarthFixed(position), timeMs),
    dayBelow: isDay(position, timeMs),
    mapHeadingDeg: (Math.atan2(east, north) * 180) / Math.PI,
  };
}
