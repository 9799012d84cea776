// A point as every message carries it, alone or in a list.
import { MAX_ALTITUDE_KM, MIN_ALTITUDE_KM } from '../orbit/plausible.ts';
import type { SubSatellitePoint, TrackPoint } from '../orbit/point.ts';
import { formatTime, parseTime } from '../orbit/time.ts';
import { isObject } from './json.ts';

/** A sub-satellite point on the wire. */
export interface WirePoint {
  /** UTC, ISO 8601 with `Z`. */
  time: string;
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
}

/** Writes a point; other fields of the argument are left out. */
export function toWirePoint(point: SubSatellitePoint): WirePoint {
  return {
    time: formatTime(point.timeMs),
    latitudeDeg: point.latitudeDeg,
    longitudeDeg: point.longitudeDeg,
    altitudeKm: point.altitudeKm,
  };
}

/**
 * Reads a point; other fields are ignored.
 * @returns the point, or a sentence that says what is wrong with it
 */
export function parseWirePoint(value: unknown): SubSatellitePoint | string {
  if (!isObject(value)) return 'not a JSON object';
  const { time, latitudeDeg, longitudeDeg, altitudeKm } = value;
  const timeMs = parseTime(time);
  if (timeMs === undefined) return 'time is not ISO 8601 in UTC with Z';
  if (!isWithin(latitudeDeg, -90, 90)) return 'latitudeDeg is not a number from -90 to 90';
  if (!isWithin(longitudeDeg, -180, 180) || longitudeDeg === 180) return 'longitudeDeg is not a number in [-180, 180)';
  if (!isWithin(altitudeKm, MIN_ALTITUDE_KM, MAX_ALTITUDE_KM))
    return `altitudeKm is not a number from ${MIN_ALTITUDE_KM} to ${MAX_ALTITUDE_KM}`;
  return { timeMs, latitudeDeg, longitudeDeg, altitudeKm };
}

/** More than any answer has. Lists of this length can be spread into arguments everywhere, longer ones cannot. */
const MOST_POINTS = 20_000;

/**
 * Reads the points of a list. A point that cannot be read, or whose element set is unknown, is left out: the reader
 * sees a hole.
 * @param epochAt the epoch of the element set that the point of a time was computed from
 * @returns the points, and what is wrong with the first that cannot be read
 */
export function parsePoints(values: readonly unknown[], epochAt: (timeMs: number) => unknown) {
  const points: TrackPoint[] = [];
  let problem: string | undefined;
  if (values.length > MOST_POINTS) problem = 'more points than a message has';
  for (const value of values.slice(0, MOST_POINTS)) {
    const point = parseWirePoint(value);
    const elementsEpoch = typeof point === 'string' ? undefined : epochAt(point.timeMs);
    if (typeof point === 'string') problem ??= `a point (${point})`;
    else if (isEpoch(elementsEpoch)) points.push({ ...point, elementsEpoch });
  }
  return { points, problem };
}

/** Whether a value is the epoch of an element set, as messages carry it. */
export function isEpoch(value: unknown): value is string {
  return parseTime(value) !== undefined;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
