// How places become points of the map. The world is here: it needs no library. The poles come with the layers.
import { normalizeLongitude, RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import type { View } from '../base/view.ts';
import { trackPath } from '../satellite/track-path.ts';

/** A point of the drawing: x from -180 to 180, y from -90 at the top to 90. In the world view, degrees from its middle. */
export interface MapPoint {
  x: number;
  y: number;
}

export interface Projection {
  readonly view: View;
  /** The meridian in the middle of the world, which is cut on its other side; 0 around a pole. */
  readonly centreDeg: number;
  /** Undefined for a place that the view does not show. */
  toPoint(place: Place): MapPoint | undefined;
  /** Undefined for a point beside the Earth. */
  toPlace(point: MapPoint): Place | undefined;
  /** The path of a track. Points farther apart in time than this have a hole between them. */
  toPath(points: readonly SubSatellitePoint[], stepMs?: number): string;
}

/** Equirectangular: a degree of longitude is as wide as one of latitude is high. */
export function worldAround(centreDeg: number): Projection {
  /** Only what is beyond an edge moves to the other one: either end of the date line stays at its own. */
  const fromCentre = (longitudeDeg: number) => {
    const x = longitudeDeg - centreDeg;
    return Math.abs(x) > 180 ? x - 360 * Math.sign(x) : x;
  };
  return {
    view: 'world',
    centreDeg,
    toPoint: ({ longitudeDeg, latitudeDeg }) => ({ x: fromCentre(longitudeDeg), y: -latitudeDeg }),
    // Not -y, which may be -0.
    toPlace: ({ x, y }) => ({ longitudeDeg: normalizeLongitude(x + centreDeg), latitudeDeg: 0 - y }),
    toPath: (points, stepMs) =>
      trackPath(
        points.map((point) => ({ ...point, longitudeDeg: fromCentre(point.longitudeDeg) })),
        stepMs,
      ),
  };
}

/** All of it, cut at the date line. */
export const WORLD = worldAround(0);

// Short enough to be straight on every view.
const STEP_DEG = 0.05;

/**
 * Degrees clockwise from up, on the map, of a direction given on a map whose degrees are square. Undefined outside of
 * the view.
 */
export function headingOn(projection: Projection, place: Place, worldHeadingDeg: number): number | undefined {
  if (projection.view === 'world') return worldHeadingDeg;
  const turned = worldHeadingDeg * RAD_PER_DEG;
  const from = projection.toPoint(place);
  const to = projection.toPoint({
    latitudeDeg: place.latitudeDeg + STEP_DEG * Math.cos(turned),
    longitudeDeg: place.longitudeDeg + STEP_DEG * Math.sin(turned),
  });
  return from && to && Math.atan2(to.x - from.x, from.y - to.y) / RAD_PER_DEG;
}
