// Around which point a step of the zoom magnifies. Pure.
import type { Spot } from '../stage.ts';

/** The middle of the map, in widths of it. */
const MIDDLE: Spot = { x: 0.5, y: 0.25 };

/**
 * The point that stays where it is when the map is magnified by a factor, so that a spot's distance from the middle is
 * divided by it: step by step, my place comes to the middle, and goes back the same way. Without a spot on the map, or
 * with none, the middle.
 */
export function aroundSpot(spot: Spot | undefined, factor: number): Spot {
  if (!spot || spot.x < 0 || spot.x > 1 || spot.y < 0 || spot.y > 0.5) return MIDDLE;
  const share = 1 + 1 / factor;
  return { x: MIDDLE.x + (spot.x - MIDDLE.x) * share, y: MIDDLE.y + (spot.y - MIDDLE.y) * share };
}
