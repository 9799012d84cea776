// Distances and directions on a spherical Earth, where half a percent or a fraction of a degree is enough.
import { azimuthDeg, RAD_PER_DEG } from './angles.ts';
import { EQUATORIAL_RADIUS_KM, type Place } from './geodetic.ts';

/** Distance along the ground from a sub-satellite point to where the satellite is on the horizon, km; at least 0. */
export function horizonDistanceKm(altitudeKm: number): number {
  return EQUATORIAL_RADIUS_KM * Math.acos(EQUATORIAL_RADIUS_KM / (EQUATORIAL_RADIUS_KM + Math.max(0, altitudeKm)));
}

/** Direction in which the great circle from one place to another begins, degrees from north through east, [0, 360). */
export function bearingDeg(from: Place, to: Place): number {
  const east = (to.longitudeDeg - from.longitudeDeg) * RAD_PER_DEG;
  const [a, b] = [from.latitudeDeg * RAD_PER_DEG, to.latitudeDeg * RAD_PER_DEG];
  const northward = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
  return azimuthDeg(northward, Math.sin(east) * Math.cos(b));
}
