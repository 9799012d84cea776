// The sub-satellite point: its shape inside and on the wire, and the one place where it is rounded and checked.
import { formatTime, parseTime } from './time.ts';

/**
 * The place on the ground straight below a satellite, at one moment.
 * Latitude and altitude are geodetic (WGS84); longitude is in [-180, 180), east positive.
 */
export interface SubSatellitePoint {
  /** UTC, epoch milliseconds. */
  timeMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
}

/** A point of a track: it says which element set it was computed from. */
export interface TrackPoint extends SubSatellitePoint {
  /** Epoch of the element set, ISO 8601 with `Z`; two points may be interpolated between only where it is the same. */
  elementsEpoch: string;
}

/** A point as the API and the socket carry it. */
export interface WirePoint {
  /** UTC, ISO 8601 with `Z`. */
  time: string;
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
}

/** One record of the stream: one point of one satellite. */
export interface PointRecord extends WirePoint {
  catalogNumber: number;
  elementsEpoch: string;
}

/**
 * Rounds a point to what is stored and sent: 6 decimals of a degree (0.1 m; RFC 7946, section 11.2), 3 of a km.
 * A longitude that would round up to 180 becomes -180, so that it stays in [-180, 180).
 */
export function roundPoint(point: SubSatellitePoint): SubSatellitePoint {
  const longitudeDeg = roundTo(point.longitudeDeg, 6);
  return {
    timeMs: point.timeMs,
    latitudeDeg: roundTo(point.latitudeDeg, 6),
    longitudeDeg: longitudeDeg === 180 ? -180 : longitudeDeg,
    altitudeKm: roundTo(point.altitudeKm, 3),
  };
}

// `+ 0` turns the -0 that Math.round gives just below zero into 0: JSON writes both as 0, equality in tests does not.
function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

/** A point as the API and the socket carry it; anything else that the argument holds is left out. */
export function toWirePoint(point: SubSatellitePoint): WirePoint {
  return {
    time: formatTime(point.timeMs),
    latitudeDeg: point.latitudeDeg,
    longitudeDeg: point.longitudeDeg,
    altitudeKm: point.altitudeKm,
  };
}

/**
 * Reads a point from the wire, extra fields allowed.
 * Returns the point, or a sentence that says what is wrong with it.
 */
export function parseWirePoint(value: unknown): SubSatellitePoint | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const { time, latitudeDeg, longitudeDeg, altitudeKm } = value as Record<string, unknown>;
  const timeMs = parseTime(time);
  if (timeMs === undefined) return 'time is not ISO 8601 in UTC with Z';
  if (!isWithin(latitudeDeg, -90, 90)) return 'latitudeDeg is not a number from -90 to 90';
  if (!isWithin(longitudeDeg, -180, 180) || longitudeDeg === 180) return 'longitudeDeg is not a number in [-180, 180)';
  // Nothing that SGP4 follows is below the ground or beyond twice the Moon's distance.
  if (!isWithin(altitudeKm, 0, 800_000)) return 'altitudeKm is not a number from 0 to 800000';
  return { timeMs, latitudeDeg, longitudeDeg, altitudeKm };
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
