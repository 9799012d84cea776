// What is drawn in which frame while the reader drags or plays: marker and slider in each, the time in half of them, the
// parts of map and columns in turn, as often as the device can. Pure.
import type { Redraw } from './time-part.ts';

/** Short enough, each, for a frame of one core. */
const PARTS: readonly Redraw[] = ['lines', 'column', 'areas', 'column'];
/** A frame that took longer than this came late, at 60 a second. */
const LATE_MS = 20;
/** Longer than this is no frame of a movement: it stood still in between. */
const STILL_MS = 250;
/**
 * When parts make their frames late, one light frame more comes before the next part, up to as many. A hand is to be
 * followed above all; what is played is watched, and the lines must not be far behind the marker.
 */
const MOST_LIGHT = { drag: 8, play: 4 };
/** Light frames to one in which the time is written: fifteen times a second, digits are a blur. */
const LIGHT_PER_TEXTS = 4;
/** So many late ones are too many, less this for each that was on time: now and then one is late for other reasons. */
const TOO_LATE = 2;
const FORGIVEN = 0.02;
/** After so many frames that were on time, the pace tries one light frame less. */
const GOOD_FRAMES = 480;
/** A try ends with the first late frame, and the next one waits twice as long: each costs that frame. */
const MOST_GOOD_FRAMES = 16 * GOOD_FRAMES;

export interface Pace {
  /** What to draw in the frame that begins now, of what kind of movement. */
  next(nowMs: number, movement: keyof typeof MOST_LIGHT): Redraw;
}

export function createPace(): Pace {
  let lastMs = Number.NEGATIVE_INFINITY;
  let turn = 0;
  /** Light frames between two with a part. Of a device that is not known yet, one. */
  let light = 1;
  let left = 0;
  let good = 0;
  let late = 0;
  let hadPart = false;
  let isTry = false;
  let neededGood = GOOD_FRAMES;

  function oneLightMore(most: number) {
    if (isTry) neededGood = Math.min(MOST_GOOD_FRAMES, 2 * neededGood);
    isTry = false;
    late = 0;
    light = Math.min(most, light + 1);
    left = light;
  }

  function oneLightLess() {
    // The last try was right.
    if (isTry) neededGood = GOOD_FRAMES;
    isTry = light > 0;
    good = 0;
    light = Math.max(0, light - 1);
  }

  return {
    next(nowMs, movement) {
      const most = MOST_LIGHT[movement];
      const tookMs = nowMs - lastMs;
      lastMs = nowMs;
      // A light frame is late for reasons that are not ours.
      const isLate = hadPart && tookMs > LATE_MS && tookMs < STILL_MS;
      good = isLate ? 0 : good + 1;
      if (hadPart) late = isLate ? late + 1 : Math.max(0, late - FORGIVEN);
      if (late >= (isTry ? 1 : TOO_LATE)) oneLightMore(most);
      if (good >= neededGood) oneLightLess();
      // The first frame of a movement answers at once.
      if (tookMs >= STILL_MS) {
        hadPart = false;
        return 'texts';
      }
      hadPart = left === 0;
      // The first after a part are the lightest: they make up for it. Of one alone, the time is seen.
      if (left > 0) return left-- % LIGHT_PER_TEXTS === 1 ? 'texts' : 'markers';
      left = Math.min(most, light);
      return PARTS[turn++ % PARTS.length] ?? 'markers';
    },
  };
}
