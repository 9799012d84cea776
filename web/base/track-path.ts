// A ground track as an SVG path on a map in degrees. Pure.
import { line } from 'd3-shape';
import { type MapPosition, toMapLines } from '../../orbit/map-lines.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';

const shape = line<MapPosition>(
  ({ longitudeDeg }) => longitudeDeg,
  ({ latitudeDeg }) => -latitudeDeg,
).digits(2);

/** The path of a track, one line for each stretch between holes (steps longer than `stepMs`) and map edges. */
export function trackPath(points: readonly SubSatellitePoint[], stepMs?: number): string {
  return toMapLines(points, stepMs).map(shape).join('');
}
