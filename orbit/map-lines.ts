// A track as lines for a flat map, cut where points are missing and at the antimeridian.
import { RAD_PER_DEG } from './angles.ts';
import type { Place } from './geodetic.ts';
import { STEP_MS } from './grid.ts';
import type { SubSatellitePoint } from './point.ts';

/** A place on a flat map. Longitude is in [-180, 180], with both ends for the two edges of the map. */
export interface MapPosition {
  longitudeDeg: number;
  latitudeDeg: number;
  /** When the satellite is above it. At the edge of the map to a millisecond, as if it moved evenly over a step. */
  timeMs: number;
}

/**
 * Cuts a track, in ascending order of time, into lines for a flat map. A line ends where points are missing, and at the
 * antimeridian: there it reaches the edge of the map at the latitude where the great circle crosses it, and the next
 * line begins at the other edge. Between two points half a turn apart the track crosses the pole and is not cut. Every
 * point is in exactly one line. A point without neighbours is a line of one point.
 * @param stepMs points farther apart than this have a hole between them
 */
export function toMapLines(track: readonly SubSatellitePoint[], stepMs = STEP_MS): MapPosition[][] {
  const lines: MapPosition[][] = [];
  let line: MapPosition[] = [];
  let previous: SubSatellitePoint | undefined;
  for (const point of track) {
    if (previous && point.timeMs - previous.timeMs > stepMs) {
      lines.push(line);
      line = [];
    } else if (previous && Math.abs(point.longitudeDeg - previous.longitudeDeg) > 180) {
      const crossing = antimeridianCrossing(previous, point);
      const edge = previous.longitudeDeg < 0 ? -180 : 180;
      line.push({ longitudeDeg: edge, ...crossing });
      lines.push(line);
      line = [{ longitudeDeg: -edge, ...crossing }];
    }
    line.push({ longitudeDeg: point.longitudeDeg, latitudeDeg: point.latitudeDeg, timeMs: point.timeMs });
    previous = point;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/**
 * Where and when the great circle through two points crosses longitude 180: the plane through both position
 * vectors at y = 0 (Vallado 2013). In a step of 20 s a satellite flies 1.2 degrees of arc; a straight line on the map
 * would be up to 2.7 km off near the poles.
 */
function antimeridianCrossing(from: MapPosition, to: MapPosition): Pick<MapPosition, 'latitudeDeg' | 'timeMs'> {
  const [x1, y1, z1] = unitVector(from);
  const [x2, y2, z2] = unitVector(to);
  // Weights that make y vanish; y1 and y2 have opposite signs, or both are 0 on the meridian itself.
  const weight = y1 === y2 ? 0.5 : y1 / (y1 - y2);
  const x = x1 + weight * (x2 - x1);
  const z = z1 + weight * (z2 - z1);
  return {
    latitudeDeg: Math.atan2(z, -x) / RAD_PER_DEG,
    timeMs: Math.round(from.timeMs + weight * (to.timeMs - from.timeMs)),
  };
}

function unitVector({ longitudeDeg, latitudeDeg }: Place): [x: number, y: number, z: number] {
  const cosine = Math.cos(latitudeDeg * RAD_PER_DEG);
  return [
    cosine * Math.cos(longitudeDeg * RAD_PER_DEG),
    cosine * Math.sin(longitudeDeg * RAD_PER_DEG),
    Math.sin(latitudeDeg * RAD_PER_DEG),
  ];
}
