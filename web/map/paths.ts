// What the world map draws, as paths in degrees: night, swaths, the next orbit; and where a click on the map lies. Pure.
import { geoCircle, geoEquirectangular, geoPath } from 'd3-geo';
import { normalizeLongitude } from '../../orbit/angles.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSolarPoint } from '../../orbit/sun.ts';
import { swathEdges } from '../../orbit/swath.ts';
import { cutAtHoles } from '../satellite/tracks.ts';

type Position = [longitudeDeg: number, latitudeDeg: number];

/** A polygon as d3-geo takes it. */
export interface SpherePolygon {
  type: 'Polygon';
  coordinates: Position[][];
}

// A unit of the map is a degree. Areas are cut on the sphere, at the antimeridian and around a pole that they contain, and great circles
// are followed to a tenth of a degree: a third of a pixel on a wide screen.
const toMap = geoPath(
  geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0.1),
).digits(2);

/** The path of the night side: where the Sun's centre is below the horizon, without refraction, as isDay has it. */
export function nightPath(timeMs: number): string {
  const { longitudeDeg, latitudeDeg } = subSolarPoint(timeMs);
  const night = geoCircle()
    .center([longitudeDeg + 180, -latitudeDeg])
    .radius(90)();
  return toMap(night) ?? '';
}

/**
 * The polygon of a swath, or undefined where there is none: no width, or a run without motion. To d3-geo the inside of a ring is on the right as one walks along it:
 * so along the left edge with the satellite, and back along the right one. The other way round it would be the world without the swath.
 */
export function swathPolygon(run: readonly Place[], swathKm: number): SpherePolygon | undefined {
  const { left, right } = swathEdges(run, swathKm);
  const [start] = left;
  if (!start || left.length < 2 || !(swathKm > 0)) return undefined;
  const ring = [...left, ...right.reverse(), start];
  return {
    type: 'Polygon',
    coordinates: [ring.map(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, latitudeDeg])],
  };
}

/** The path of the swath along a track, one area for each run of points between holes. */
export function ribbonPath(track: readonly SubSatellitePoint[], swathKm: number): string {
  const polygons = cutAtHoles(track).map((run) => swathPolygon(run, swathKm));
  return polygons.map((polygon) => (polygon && toMap(polygon)) ?? '').join('');
}

/** The place under a pointer on a map that fills a box; both in pixels of the window. */
export function placeAt(
  box: { left: number; top: number; width: number; height: number },
  pointer: { clientX: number; clientY: number },
): Place {
  const share = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    longitudeDeg: normalizeLongitude(share((pointer.clientX - box.left) / box.width) * 360 - 180),
    latitudeDeg: 90 - share((pointer.clientY - box.top) / box.height) * 180,
  };
}
