// A ground track on a map: latitude against longitude, in degrees, over the land that index.html brings.
import { line } from 'd3-shape';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { cutTrack, type MapPosition } from '../../orbit/track.ts';
import { find, setAttribute } from '../base/dom.ts';
import type { Track } from '../satellite/tracks.ts';

export interface TrackMap {
  draw(points: Track): void;
  /** Moves the dot to where the satellite is, or hides it. */
  moveDot(point: SubSatellitePoint | undefined): void;
  /** Marks the point that is asked about, or none. */
  mark(point: SubSatellitePoint | undefined): void;
}

const shape = line<MapPosition>(
  ({ longitudeDeg }) => longitudeDeg,
  ({ latitudeDeg }) => -latitudeDeg,
).digits(2);

/** The path of a track on a map in degrees, one line for each stretch between holes and map edges. */
export function trackPath(points: readonly SubSatellitePoint[]): string {
  return cutTrack(points).map(shape).join('');
}

/** Takes the map that the markup holds. */
export function createTrackMap(root: SVGSVGElement): TrackMap {
  const path = find<SVGPathElement>(root, '.track');
  // Lines of no length with round ends: dots that keep their size in pixels on a map in degrees.
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
