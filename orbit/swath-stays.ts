// How long a place stays in the swath of a satellite that hardly moves over the ground.
import type { Sgp4Record } from './elements.ts';
import { EQUATORIAL_RADIUS_KM, type Place } from './geodetic.ts';
import { groundMotion } from './motion.ts';
import { Sgp4Error } from './propagate.ts';
import { findChangeMs, SAMPLE_MS, sampleStepMs } from './search.ts';
import { seenFromTrack } from './swath-overpasses.ts';
import { DAY_MS, HOUR_MS } from './time.ts';

/** From when until when a place is in the swath: UTC, epoch milliseconds with a fraction. */
export interface SwathStay {
  /** null when it is in the swath a day before the window, or the elements do not hold at the beginning. */
  beginMs: number | null;
  /** null when it is still in the swath a day after the window, or the elements do not hold until the end. */
  endMs: number | null;
}

// An instrument that images as its satellite flies sees a place for a moment. Half of the swath is then within reach
// for minutes: six of Terra's 2330 km, and less than an hour whatever the swath of a low satellite. A satellite with a
// longer stay hardly moves, so its instrument must see the whole disk.
const MIN_STAY_MS = HOUR_MS;

// How far a stay over an edge of the window is followed beyond it.
const FOLLOW_MS = DAY_MS;

/** What a stay is about: whether the sub-satellite point is within reachKm of the place, along the WGS84 ellipsoid. */
interface Reach {
  /** The record that gives the position at a time. */
  recordAt: (timeMs: number) => Sgp4Record;
  place: Place;
  reachKm: number;
}

/**
 * For each overpass in the window, the stay of an hour or longer that it belongs to; undefined when it has none. Exact
 * to 0.1 ms for the model. Two samples for each overpass; if one may stay, at most 17,280 more in ten days, and
 * fewer while the satellite moves slowly.
 * @param overpasses epoch milliseconds of closest approaches in [fromMs, untilMs]
 */
export function swathStays(
  reach: Reach,
  overpasses: readonly number[],
  fromMs: number,
  untilMs: number,
): (SwathStay | undefined)[] {
  // A stay of an hour reaches half an hour from each of its moments, at least to one side.
  const mayStay = overpasses.some((timeMs) =>
    [-1, 1].some((side) => sampleAt(reach, timeMs + (side * MIN_STAY_MS) / 2)?.isInside),
  );
  const stays = mayStay ? findStays(reach, fromMs - FOLLOW_MS, untilMs + FOLLOW_MS) : [];
  return overpasses.map((timeMs) =>
    stays.find(
      ({ beginMs, endMs }) =>
        (beginMs ?? Number.NEGATIVE_INFINITY) <= timeMs && timeMs <= (endMs ?? Number.POSITIVE_INFINITY),
    ),
  );
}

/** The stays of an hour or longer, in order of time. One that is cut by an end has null there. */
function findStays(reach: Reach, fromMs: number, untilMs: number): SwathStay[] {
  const isInside = (timeMs: number) => sampleAt(reach, timeMs)?.isInside ?? false;
  const isOutside = (timeMs: number) => !isInside(timeMs);
  const isReceding = (timeMs: number) => sampleAt(reach, timeMs)?.isAhead === false;
  const stays: SwathStay[] = [];
  /** The current stay, and its first known moment. */
  let current: { beginMs: number | null; knownMs: number } | undefined;
  let earlier: Sample | undefined;

  const enter = (beginMs: number | null, knownMs: number) => {
    current = { beginMs, knownMs };
  };
  const leave = (endMs: number | null, knownMs: number) => {
    if (current && knownMs - current.knownMs >= MIN_STAY_MS) stays.push({ beginMs: current.beginMs, endMs });
    current = undefined;
  };

  // Between two samples it may leave and return around the farthest moment; the edges are then on both sides of it.
  const crossing = (before: Sample, after: Sample) => {
    if (before.isInside && !after.isInside) {
      const endMs = findChangeMs(before.timeMs, after.timeMs, isInside);
      leave(endMs, endMs);
    } else if (!before.isInside && after.isInside) {
      const beginMs = findChangeMs(before.timeMs, after.timeMs, isOutside);
      enter(beginMs, beginMs);
    }
  };

  for (let timeMs = fromMs; ; ) {
    const sample = sampleAt(reach, timeMs);
    if (sample && earlier) {
      const turnsBack = !earlier.isAhead && sample.isAhead;
      const farthest = turnsBack && sampleAt(reach, findChangeMs(earlier.timeMs, timeMs, isReceding));
      if (farthest) crossing(earlier, farthest);
      crossing(farthest || earlier, sample);
    } else if (sample?.isInside) {
      enter(null, timeMs);
    } else if (earlier) {
      leave(null, earlier.timeMs);
    }
    earlier = sample;
    if (timeMs >= untilMs) break;
    timeMs = Math.min(timeMs + (sample?.stepMs ?? SAMPLE_MS), untilMs);
  }
  if (earlier) leave(null, earlier.timeMs);
  return stays;
}

interface Sample {
  timeMs: number;
  isInside: boolean;
  isAhead: boolean;
  /** Until the next sample. */
  stepMs: number;
}

/** Undefined when the elements do not hold at this time. */
function sampleAt({ recordAt, place, reachKm }: Reach, timeMs: number): Sample | undefined {
  try {
    const motion = groundMotion(recordAt(timeMs), timeMs);
    const { distanceKm, isAhead } = seenFromTrack(place, motion);
    const stepMs = sampleStepMs(motion.groundSpeedKmPerS / EQUATORIAL_RADIUS_KM);
    return { timeMs, isInside: distanceKm <= reachKm, isAhead, stepMs };
  } catch (error) {
    if (error instanceof Sgp4Error) return undefined;
    throw error;
  }
}
