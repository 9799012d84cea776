// Night and swaths as paths on the world map, in degrees, and the place of a click on it. Pure.
import { geoCircle, geoEquirectangular, geoPath } from 'd3-geo';
import { normalizeLongitude } from '../../orbit/angles.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSolarPoint } from '../../orbit/sun.ts';
import { swathEdges } from '../../orbit/swath.ts';
import { cutAtHoles } from '../satellite/tracks.ts';

type Position = [longitudeDeg: number, latitudeDeg: number];

/** A polygon in GeoJSON, the input of d3-geo. */
export interface SpherePolygon {
  type: 'Polygon';
  coordinates: Position[][];
}

// One unit of the map is a degree. d3-geo cuts areas at the antimeridian and around the poles, and follows great
// circles to a tenth of a degree: a third of a pixel on a wide screen.
const toMap = geoPath(
  geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0.1),
).digits(2);

/** The path of the night: where the Sun's centre is below the horizon, without refraction, as in isDay. */
export function nightPath(timeMs: number): string {
  const { longitudeDeg, latitudeDeg } = subSolarPoint(timeMs);
  const night = geoCircle()
    .center([longitudeDeg + 180, -latitudeDeg])
    .radius(90)();
  return toMap(night) ?? '';
}

/**
 * The polygon of a swath; undefined without width or motion. It goes along the left edge and back along the right one:
 * for d3-geo, the inside of a ring is on its right. The other way round it would be the world without the swath.
 */
export function swathPolygon(run: readonly Place[], swathKm: number): SpherePolygon | undefined {
  const { left, right } = swathEdges(run, swathKm);
  const [start] = left;
  if (!start || !(swathKm > 0)) return undefined;
  const ring = [...left, ...right.reverse(), start];
  return {
    type: 'Polygon',
    coordinates: [ring.map(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, latitudeDeg])],
  };
}

/** The path of the swath along a track: one area for each run of points without a hole. */
export function swathPath(track: readonly SubSatellitePoint[], swathKm: number): string {
  const polygons = cutAtHoles(track).map((run) => swathPolygon(run, swathKm));
  return polygons.map((polygon) => (polygon && toMap(polygon)) ?? '').join('');
}

/** The place under a pointer, for a map that fills a box. Both are in pixels of the window. */
export function placeAt(
  box: { left: number; top: number; width: number; height: number },
  pointer: { clientX: number; clientY: number },
): Place {
  const fraction = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    longitudeDeg: normalizeLongitude(fraction((pointer.clientX - box.left) / box.width) * 360 - 180),
    latitudeDeg: 90 - fraction((pointer.clientY - box.top) / box.height) * 180,
  };
}
