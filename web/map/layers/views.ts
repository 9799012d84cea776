// The views of the map: the world, and a pole in the middle, with all that it takes to draw on them. Pure.
import { geoAzimuthalEquidistant, geoDistance, geoPath } from 'd3-geo';
import { normalizeLongitude, RAD_PER_DEG } from '../../../orbit/angles.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import type { View } from '../../base/view.ts';
import { type Projection, WORLD } from '../projection.ts';
import { positionOf, type ShapePath, worldShape, worldShapeAround } from './areas.ts';

export interface MapView {
  projection: Projection;
  shape: ShapePath;
}

// From the pole to the upper and lower edge of the map, and so to the equator at its left and right.
const HALF_HEIGHT_DEG = 45;
// Into the corners of the map.
const REACH_DEG = 102;
// Far outside of the map. d3-geo takes an area whose tip just touches the edge for the whole disk, which happens to some
// island wherever the edge is; there is only sea or ice here.
const CLIP_DEG = 179;
// Half of the height of the drawing.
const HALF_HEIGHT = 90;

/**
 * Around a pole: distances from it are true, so that ground tracks and the widths of swaths beside it are. North has
 * Greenwich at the bottom and south at the top, as maps of the poles have.
 */
function polarView(view: View, poleDeg: 90 | -90): MapView {
  const pole: [number, number] = [0, poleDeg];
  const d3 = geoAzimuthalEquidistant()
    .rotate([0, -poleDeg])
    .scale(HALF_HEIGHT / (HALF_HEIGHT_DEG * RAD_PER_DEG))
    .translate([0, 0])
    .clipAngle(CLIP_DEG)
    .precision(0.1);
  const toPath = geoPath(d3).digits(2);
  const isInReach = (position: [number, number]) => geoDistance(pole, position) <= REACH_DEG * RAD_PER_DEG;
  const projection: Projection = {
    view,
    centreDeg: 0,
    toPoint(place) {
      const position = positionOf(place);
      const point = isInReach(position) ? d3(position) : null;
      return point ? { x: point[0], y: point[1] } : undefined;
    },
    toPlace({ x, y }) {
      const position = d3.invert?.([x, y]);
      if (!position || !isInReach(position)) return undefined;
      return { longitudeDeg: normalizeLongitude(position[0]), latitudeDeg: position[1] };
    },
    toPath: (points, stepMs) =>
      cutAtSteps(points, stepMs)
        .map((run) => toPath({ type: 'LineString', coordinates: run.map(positionOf) }) ?? '')
        .join(''),
  };
  return { projection, shape: (shape) => toPath(shape) ?? '' };
}

/** Cuts a row of points wherever two are farther apart in time. */
function cutAtSteps(points: readonly SubSatellitePoint[], stepMs = STEP_MS): SubSatellitePoint[][] {
  const runs: SubSatellitePoint[][] = [];
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (point.timeMs - previousMs > stepMs || runs.length === 0) runs.push([]);
    runs.at(-1)?.push(point);
    previousMs = point.timeMs;
  }
  return runs;
}

export const VIEWS: Readonly<Record<View, MapView>> = {
  world: { projection: WORLD, shape: worldShape },
  north: polarView('north', 90),
  south: polarView('south', -90),
};

const turned = new WeakMap<Projection, MapView>();

/** With a projection that may be one of the world around any meridian. */
export function viewOf(projection: Projection): MapView {
  if (projection.view !== 'world') return VIEWS[projection.view];
  const known = turned.get(projection);
  if (known) return known;
  const view = { projection, shape: worldShapeAround(projection.centreDeg) };
  turned.set(projection, view);
  return view;
}
