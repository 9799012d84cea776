// Areas on the map, night and swaths, as paths of SVG. Pure.
import { geoCircle, geoDistance, geoEquirectangular, geoPath } from 'd3-geo';
import { RAD_PER_DEG } from '../../../orbit/angles.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { type Edges, isHovering, swathKm } from '../../../orbit/instruments.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import type { Instrument } from '../../../orbit/satellites.ts';
import { isDay, subSolarPoint } from '../../../orbit/sun.ts';
import { groundSpeedKmPerS, MEAN_RADIUS_KM, swathEdges } from '../../../orbit/swath.ts';
import { cutAtHoles } from '../../satellite/tracks.ts';

type Position = [longitudeDeg: number, latitudeDeg: number];

/** A polygon in GeoJSON, the input of d3-geo. */
export interface SpherePolygon {
  type: 'Polygon';
  coordinates: Position[][];
}

/** A line along great circles. */
export interface SphereLine {
  type: 'LineString';
  coordinates: Position[];
}

/** Projects an area or a line, and writes it as a path. */
export type ShapePath = (shape: SpherePolygon | SphereLine) => string;

/**
 * On the world map with a meridian in its middle. One unit is a degree. d3-geo cuts areas at the edges and around the
 * poles, and follows great circles to a tenth of a degree: a third of a pixel on a wide screen.
 */
export function worldShapeAround(centreDeg: number): ShapePath {
  const projection = geoEquirectangular()
    .rotate([-centreDeg, 0])
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0.1);
  const toPath = geoPath(projection).digits(2);
  return (shape) => toPath(shape) ?? '';
}

export const worldShape = worldShapeAround(0);

/** The path of the night: where the Sun's centre is below the horizon, without refraction, as in isDay. */
export function nightPath(timeMs: number, toPath = worldShape): string {
  const { longitudeDeg, latitudeDeg } = subSolarPoint(timeMs);
  const night = geoCircle()
    .center([longitudeDeg + 180, -latitudeDeg])
    .radius(90)();
  return toPath(night as SpherePolygon);
}

/**
 * The polygon of a swath; undefined without width or motion. It goes along the left edge and back along the right one:
 * for d3-geo, the inside of a ring is on its right. The other way round it would be the world without the swath.
 */
export function swathPolygon(run: readonly Place[], edges: Edges): SpherePolygon | undefined {
  const { left, right } = swathEdges(run, edges);
  const [start] = left;
  if (!start || !(swathKm(edges) > 0)) return undefined;
  const ring = [...left, ...right.reverse(), start];
  return {
    type: 'Polygon',
    coordinates: [ring.map(positionOf)],
  };
}

/**
 * The path of the swath along a track: an area for each run of points without a hole. Where the satellite hovers, as a
 * geostationary one does, its motion gives no edges to the left and right, and the area is a disk around it.
 * An instrument that needs daylight has a swath only where the Sun is up below the satellite. The edges of a wide one
 * see the Sun up to some minutes earlier or later.
 */
export function swathPath(
  track: readonly SubSatellitePoint[],
  instrument: Edges & Pick<Instrument, 'daylightOnly'>,
  toPath = worldShape,
): string {
  if (!(swathKm(instrument) > 0)) return '';
  const imaged = instrument.daylightOnly ? track.filter((point) => isDay(point, point.timeMs)) : track;
  const areas = cutAtHoles(imaged)
    .flatMap(partsOf)
    .flatMap(({ points, hovers }) =>
      hovers ? disks(points, swathKm(instrument)) : [swathPolygon(points, instrument)],
    );
  return areas.map((area) => (area ? toPath(area) : '')).join('');
}

interface Part {
  points: SubSatellitePoint[];
  hovers: boolean;
}

/** Cuts a run where the satellite begins or ends to hover. Neighbours share a point. */
function partsOf(run: readonly SubSatellitePoint[]): Part[] {
  const parts: Part[] = [];
  for (const [index, point] of run.slice(1).entries()) {
    const previous = run[index] as SubSatellitePoint;
    const hovers = isHovering(groundSpeedKmPerS(previous, point));
    const part = parts.at(-1);
    if (part?.hovers === hovers) part.points.push(point);
    else parts.push({ points: [previous, point], hovers });
  }
  return parts;
}

/**
 * Disks as wide as the swath, the newest around the newest point. A quarter of a radius apart, their union differs by
 * less than a hundredth of the radius from that of disks around all points.
 */
function disks(points: readonly SubSatellitePoint[], diameterKm: number): SpherePolygon[] {
  const radius = diameterKm / 2 / MEAN_RADIUS_KM;
  const centres: Position[] = [];
  for (const point of points.toReversed()) {
    const centre = positionOf(point);
    const last = centres.at(-1);
    if (!last || geoDistance(last, centre) >= radius / 4) centres.push(centre);
  }
  const circle = geoCircle()
    .radius(radius / RAD_PER_DEG)
    .precision(6);
  return centres.map((centre) => circle.center(centre)() as SpherePolygon);
}

export function positionOf({ longitudeDeg, latitudeDeg }: Place): Position {
  return [longitudeDeg, latitudeDeg];
}
