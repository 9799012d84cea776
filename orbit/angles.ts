// Angles: degrees outside, radians for sines and cosines.

/** Degrees times this are radians; radians divided by it are degrees. */
export const RAD_PER_DEG = Math.PI / 180;

/** The same longitude in [-180, 180). */
export function normalizeLongitude(longitudeDeg: number): number {
  if (longitudeDeg >= -180 && longitudeDeg < 180) return longitudeDeg;
  const turned = (((longitudeDeg + 180) % 360) + 360) % 360;
  return turned - 180;
}

/** Direction of a horizontal vector, degrees from north through east, [0, 360); 0 for the zero vector. */
export function azimuthDeg(northward: number, eastward: number): number {
  const degrees = (Math.atan2(eastward, northward) * 180) / Math.PI;
  // A tiny negative angle plus 360 rounds to 360.
  return degrees < 0 ? (degrees + 360) % 360 : degrees;
}
