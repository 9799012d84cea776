// The sub-satellite point, and the one place where it is rounded.
import { roundTo } from './round.ts';

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

/** A point of a track, with the element set that it was computed from. */
export interface TrackPoint extends SubSatellitePoint {
  /** Epoch of the element set, ISO 8601 with `Z`. Only points of one element set can be interpolated. */
  elementsEpoch: string;
  /** Present when it was not recorded, but computed for a question about its time. */
  computed?: true;
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
