// The path between the last point of the feed and the marker, while the feed is late: the page computes it itself.

import { STEP_MS } from '../../../orbit/grid.ts';
import { indexAtOrAfter } from '../../../orbit/interpolate.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, svg } from '../../base/dom.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import type { Projection } from '../projection.ts';
import type { Propagate } from './pass.ts';

/** Draws into a group. Cheap while the feed is not late. */
export function createLatePaths(root: SVGElement, propagate: Propagate) {
  const paths = new Map<number, SVGElement>();

  function draw(satellites: readonly ShownSatellite[], nowMs: number, projection: Projection) {
    for (const [catalogNumber, path] of paths) {
      if (satellites.some((satellite) => satellite.catalogNumber === catalogNumber)) continue;
      path.remove();
      paths.delete(catalogNumber);
    }
    for (const satellite of satellites) {
      const points = lateStretch(satellite, nowMs, propagate);
      const drawn = paths.get(satellite.catalogNumber);
      if (points.length < 2 && !drawn) continue;
      const path = drawn ?? createPath(satellite.catalogNumber);
      setAttribute(path, 'data-colour', String(satellite.colour % COLOURS));
      setAttribute(path, 'd', points.length < 2 ? '' : projection.toPath(points, Number.POSITIVE_INFINITY));
    }
  }

  function createPath(catalogNumber: number): SVGElement {
    const path = svg('path', { 'data-late': catalogNumber });
    paths.set(catalogNumber, path);
    root.append(path);
    return path;
  }

  return { draw };
}

/**
 * From the last point of the track that is not after a moment, to where the satellite is then; of the last hour. Empty
 * while the track reaches beyond the moment, without a point, and without elements.
 */
export function lateStretch(
  { track, record }: Pick<ShownSatellite, 'track' | 'record'>,
  nowMs: number,
  propagate: Propagate,
): SubSatellitePoint[] {
  const next = indexAtOrAfter(track, nowMs);
  const last = track[next - 1];
  if (!record || !last || next < track.length) return [];
  const points: SubSatellitePoint[] = [];
  for (let timeMs = Math.max(last.timeMs + STEP_MS, nowMs - HOUR_MS); timeMs < nowMs; timeMs += STEP_MS) {
    const point = propagate(record, timeMs);
    if (point) points.push(point);
  }
  const now = propagate(record, nowMs);
  return [...(last.timeMs > nowMs - HOUR_MS ? [last] : []), ...points, ...(now ? [now] : [])];
}
