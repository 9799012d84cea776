// Distances between places that are close to each other, with formulas of their own, so that an error of orbit/ cannot
// hide in them.
import { RAD_PER_DEG } from '../../orbit/angles.ts';

interface Place {
  latitudeDeg: number;
  longitudeDeg: number;
}

// WGS84: semi-major axis in metres, first eccentricity squared.
const A_M = 6_378_137;
const E2 = 0.00669437999014;

/** Difference of two longitudes, degrees, the short way round. */
export function longitudeDifferenceDeg(a: number, b: number): number {
  const difference = Math.abs(a - b) % 360;
  return Math.min(difference, 360 - difference);
}

/**
 * Metres on the ground between two places less than some kilometres apart, by the radii of curvature
 * (Snyder 1987, equations 4-18 and 4-20): exact to the millimetre at 100 m.
 */
export function groundDistanceM(a: Place, b: Place): number {
  const sine = Math.sin(a.latitudeDeg * RAD_PER_DEG);
  const w = Math.sqrt(1 - E2 * sine * sine);
  const meridian = (A_M * (1 - E2)) / w ** 3;
  const parallel = (A_M / w) * Math.cos(a.latitudeDeg * RAD_PER_DEG);
  return Math.hypot(
    meridian * (a.latitudeDeg - b.latitudeDeg) * RAD_PER_DEG,
    parallel * longitudeDifferenceDeg(a.longitudeDeg, b.longitudeDeg) * RAD_PER_DEG,
  );
}

/** Distance between two points in space, in their own unit. */
export function distance(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
