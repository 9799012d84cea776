// Where the world is cut, so that the map goes on over the date line. Pure.
import type { Viewport } from '../stage.ts';

/** Less than a rounding error of the part that is shown, and much less than a pixel, degrees. */
const TOLERANCE_DEG = 1e-6;

/**
 * The meridian in the middle of the drawing for a part of a world without end; counted without end, too. It stays until
 * its other side, where the world is cut, would be seen. Then it is the one in the middle of the map: as far as possible
 * from the next cut. All of the world is cut at the date line.
 * @param shown moved from where the map is not magnified
 */
export function centreFor({ scale, left }: Viewport, centreDeg: number): number {
  if (scale === 1) return 0;
  const middleDeg = ((0.5 - left) / scale) * 360 - 180;
  const isCutSeen = Math.abs(middleDeg - centreDeg) + 180 / scale > 180 + TOLERANCE_DEG;
  return isCutSeen ? middleDeg : centreDeg;
}

/** The same part on a drawing with a meridian in its middle. */
export function onDrawing(shown: Viewport, centreDeg: number): Viewport {
  return { ...shown, left: shown.left + (shown.scale * centreDeg) / 360 };
}
