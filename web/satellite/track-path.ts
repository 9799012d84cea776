// Rows of points as SVG paths: polylines, and a ground track on a map in degrees. Pure.
import { toMapLines } from '../../orbit/map-lines.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';

/**
 * The path of a polyline, with at most `digits` decimals; of one point, a dot. Not d3-shape: bundlers keep all of its
 * curves and pies, four kilobytes more for every reader.
 */
export function polylinePath(points: readonly (readonly [x: number, y: number])[], digits: number): string {
  if (points.length === 0) return '';
  const scale = 10 ** digits;
  const corners = points.map((point) => point.map((value) => Math.round(value * scale) / scale));
  return `M${corners.join('L')}${points.length === 1 ? 'Z' : ''}`;
}

/** The path of a track, one line for each stretch between holes (steps longer than `stepMs`) and map edges. */
export function trackPath(points: readonly SubSatellitePoint[], stepMs?: number): string {
  const paths = toMapLines(points, stepMs).map((line) =>
    polylinePath(
      line.map(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, -latitudeDeg] as const),
      2,
    ),
  );
  return paths.join('');
}
