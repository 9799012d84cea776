// A satellite's ground track on a small map, in degrees, above the land in index.html.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { find, setAttribute } from '../base/dom.ts';
import { trackPath } from '../satellite/track-path.ts';
import type { Track } from '../satellite/tracks.ts';

export interface TrackMap {
  draw(points: Track): void;
  /** Moves the dot to where the satellite is, or hides it. */
  moveDot(point: SubSatellitePoint | undefined): void;
  /** Marks the selected point, or none. */
  mark(point: SubSatellitePoint | undefined): void;
}

/** Draws into the map of a column's markup. */
export function createTrackMap(root: SVGSVGElement): TrackMap {
  const path = find<SVGPathElement>(root, '.track');
  // Dots are lines of no length with round ends: they keep their size in pixels on a map in degrees.
  const dots = [find<SVGPathElement>(root, '.halo'), find<SVGPathElement>(root, '.dot')];
  const ring = [find<SVGPathElement>(root, '.ring'), find<SVGPathElement>(root, '.core')];

  function draw(points: Track) {
    setAttribute(path, 'd', trackPath(points));
    setAttribute(root, 'data-points', String(points.length));
  }

  return { draw, moveDot: (point) => place(dots, point), mark: (point) => place(ring, point) };
}

function place(paths: SVGPathElement[], point: SubSatellitePoint | undefined): void {
  const at = point ? `M${point.longitudeDeg.toFixed(2)} ${(-point.latitudeDeg).toFixed(2)}h0` : '';
  for (const path of paths) setAttribute(path, 'd', at);
}
