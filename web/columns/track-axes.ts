// The geometry of the chart of latitude against longitude: a track without breaks, and the axes around it. Pure.
import { normalizeLongitude, RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { daylightAround } from '../../orbit/sun.ts';
import { cutAtHoles } from '../satellite/tracks.ts';

/** A place of a track. Its longitude goes on beyond 180° where the satellite crosses the antimeridian. */
export interface TrackPlace extends Place {
  timeMs: number;
}

/** What a chart shows, in degrees; `west` and `east` may be beyond 180°. */
export interface Extent {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** A turn by more than this in one step looks like a corner: places in between are added. */
const CORNER_DEG = 12;
/** An odd number, since half-way over a pole there is no longitude. */
const PARTS = 9;

/**
 * A track as lines that are cut only where points are missing. Each longitude is the one closest to that of the place
 * before. Close to a pole, where a satellite passes many meridians in one step, places on the great circle are added: a
 * straight line would cut the way around the pole short.
 */
export function unwrapTrack(points: readonly SubSatellitePoint[]): TrackPlace[][] {
  let lastDeg = points[0]?.longitudeDeg ?? 0;
  let direction = -1;
  const unwrapped = ({ timeMs, latitudeDeg, longitudeDeg }: TrackPlace): TrackPlace => {
    const deg = nearestTurn(longitudeDeg, lastDeg, direction);
    if (deg !== lastDeg) direction = Math.sign(deg - lastDeg);
    lastDeg = deg;
    return { timeMs, latitudeDeg, longitudeDeg: deg };
  };
  return cutAtHoles(points).map((run) => {
    const line: TrackPlace[] = [];
    for (const [index, point] of run.entries()) {
      const before = run[index - 1];
      if (before && isCorner(before, point)) line.push(...between(before, point).map(unwrapped));
      line.push(unwrapped(point));
    }
    return line;
  });
}

function isCorner(from: SubSatellitePoint, to: SubSatellitePoint): boolean {
  return Math.abs(normalizeLongitude(to.longitudeDeg - from.longitudeDeg)) > CORNER_DEG;
}

/**
 * The longitude, by whole turns, that is closest to another one. Straight over a pole both ways are half a turn: then the
 * track goes on in its direction.
 */
export function nearestTurn(longitudeDeg: number, toDeg: number, direction = -1): number {
  const turn = normalizeLongitude(longitudeDeg - toDeg);
  return toDeg + (180 - Math.abs(turn) < 1e-6 ? 180 * direction : turn);
}

/** Places on the great circle between two that are many meridians apart. */
function between(from: SubSatellitePoint, to: SubSatellitePoint): TrackPlace[] {
  const [a, b] = [unitVector(from), unitVector(to)];
  const places: TrackPlace[] = [];
  for (let index = 1; index < PARTS; index++) {
    const part = index / PARTS;
    const [x = 0, y = 0, z = 0] = a.map((value, axis) => value + part * ((b[axis] ?? 0) - value));
    const fromAxis = Math.hypot(x, y);
    places.push({
      timeMs: from.timeMs + part * (to.timeMs - from.timeMs),
      latitudeDeg: Math.atan2(z, fromAxis) / RAD_PER_DEG,
      longitudeDeg: Math.atan2(y, x) / RAD_PER_DEG,
    });
  }
  return places;
}

function unitVector({ longitudeDeg, latitudeDeg }: Place): readonly number[] {
  const cosine = Math.cos(latitudeDeg * RAD_PER_DEG);
  return [
    cosine * Math.cos(longitudeDeg * RAD_PER_DEG),
    cosine * Math.sin(longitudeDeg * RAD_PER_DEG),
    Math.sin(latitudeDeg * RAD_PER_DEG),
  ];
}

/** The parts of an hour's line with day below. */
export function partsByDay(line: readonly TrackPlace[]): TrackPlace[][] {
  const parts: TrackPlace[][] = [];
  let part: TrackPlace[] | undefined;
  const [first, last] = [line[0], line.at(-1)];
  const isDay = daylightAround(first && last ? (first.timeMs + last.timeMs) / 2 : 0);
  for (const place of line) {
    if (!isDay(place, place.timeMs)) {
      part = undefined;
      continue;
    }
    if (!part) {
      part = [];
      parts.push(part);
    }
    part.push(place);
  }
  return parts;
}

const WHOLE_WORLD: Extent = { west: -180, east: 180, south: -90, north: 90 };
/** The least that a chart shows: a geostationary satellite, which stays within 0.2°, is a dot and not a scribble. */
const LEAST_DEG = { longitude: 20, latitude: 10 };
/** Between the track and the edge of the chart, as a part of what the track covers. */
const PADDING = 0.04;
/**
 * A track that covers more latitudes is one of many revolutions a day, and turns north or south within the hour. Its axis
 * reaches equally far on both sides of the equator: so it stays the same from hour to hour, and is the same for
 * satellites with the same inclination.
 */
const MANY_LATITUDES_DEG = 60;
const ROUND_TO_DEG = 10;
const TURN_PADDING_DEG = 3;
/** Degrees of one axis are at most this much longer than those of the other: land must look like land. */
const MOST_STRETCH = 1.5;

/** What a chart of a size in pixels shows of a track: all of it in the middle. The whole world without any place. */
export function extentOf(places: readonly Place[], width: number, height: number): Extent {
  if (places.length === 0) return WHOLE_WORLD;
  const longitudes = padded(
    places.map(({ longitudeDeg }) => longitudeDeg),
    LEAST_DEG.longitude,
  );
  const latitudes = latitudeSpan(places.map(({ latitudeDeg }) => latitudeDeg));
  const xPerDeg = width / longitudes.span;
  const yPerDeg = height / latitudes.span;
  const longitudeSpan = Math.max(longitudes.span, width / (yPerDeg * MOST_STRETCH));
  const latitudeSpanDeg = Math.min(180, Math.max(latitudes.span, height / (xPerDeg * MOST_STRETCH)));
  // Not beyond a pole.
  const most = 90 - latitudeSpanDeg / 2;
  const middle = Math.min(Math.max(latitudes.middle, -most), most);
  return {
    west: longitudes.middle - longitudeSpan / 2,
    east: longitudes.middle + longitudeSpan / 2,
    south: middle - latitudeSpanDeg / 2,
    north: middle + latitudeSpanDeg / 2,
  };
}

function latitudeSpan(latitudes: readonly number[]): { middle: number; span: number } {
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  if (north - south <= MANY_LATITUDES_DEG) return padded(latitudes, LEAST_DEG.latitude);
  const reach = Math.max(-south, north) + TURN_PADDING_DEG;
  return { middle: 0, span: 2 * Math.min(90, Math.ceil(reach / ROUND_TO_DEG) * ROUND_TO_DEG) };
}

function padded(values: readonly number[], least: number): { middle: number; span: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, span: Math.max(least, (high - low) * (1 + 2 * PADDING)) };
}

const LINES_DEG = 30;
const STEPS_DEG = [1, 2, 5, 10, 15, 30, 60, 90, 180];

/** The lines of an axis, and which of them have a label: as many as there is room for. */
export function degreeLines(low: number, high: number, leastDeg: number): { deg: number; labelled: boolean }[] {
  const labelStep = STEPS_DEG.find((step) => step >= leastDeg) ?? 180;
  const step = Math.min(LINES_DEG, labelStep);
  const lines: { deg: number; labelled: boolean }[] = [];
  for (let deg = Math.ceil(low / step) * step; deg <= high; deg += step)
    lines.push({ deg, labelled: deg % labelStep === 0 });
  return lines;
}
