// What is drawn in which frame while the reader drags or plays: marker, slider and time in each, map and columns in turn
// as often as the device can. Pure.
import type { Redraw } from './time-part.ts';

/** A frame that took longer than this came late, at 60 a second. */
const LATE_MS = 20;
/** Longer than this is no frame of a movement: it stood still in between. */
const STILL_MS = 250;
/** After a late frame this many are light; as many more each time that it happens again, up to the last. */
const MOST_LIGHT = 6;

export interface Pace {
  /** What to draw in the frame that begins now. */
  next(nowMs: number): Redraw;
}

export function createPace(): Pace {
  let lastMs = Number.NEGATIVE_INFINITY;
  let turn = 0;
  /** Light frames between two heavy ones. */
  let light = 0;
  let left = 0;

  return {
    next(nowMs) {
      const tookMs = nowMs - lastMs;
      lastMs = nowMs;
      if (tookMs > LATE_MS && tookMs < STILL_MS) light = Math.min(MOST_LIGHT, light + 1);
      if (left > 0) {
        left--;
        return 'markers';
      }
      // Slowly back, when the device keeps up.
      if (turn % 8 === 0) light = Math.max(0, light - 1);
      left = light;
      turn++;
      return turn % 2 === 0 ? 'columns' : 'map';
    },
  };
}
