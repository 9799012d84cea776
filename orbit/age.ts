// The age of an element set: in days, as a state, and as the seconds by which a satellite may be early or late.
import { cachedRecord, epochMs } from './elements.ts';
import { ElementsError, type Omm } from './omm.ts';
import { Sgp4Error, subSatellitePoint } from './propagate.ts';
import { DAY_MS } from './time.ts';

/** What an age means for positions. */
export type AgeState = 'fresh' | 'ageing' | 'stale' | 'old';

/**
 * State of a satellite's elements: by age, `waiting` until there is a first set, `failed` when the set does not hold
 * (any more).
 */
export type ElementsState = AgeState | 'waiting' | 'failed';

/**
 * Age of an element set at a time, days; negative before its epoch.
 * @throws ElementsError when EPOCH is not a UTC time
 */
export function elementsAgeDays(omm: Omm, timeMs: number): number {
  return (timeMs - epochMs(omm)) / DAY_MS;
}

/**
 * Fresh sets agree with newer ones to a few hundred metres and are about a kilometre from the truth. After two weeks
 * tens of kilometres along the track are possible; after a manoeuvre, thousands.
 */
export function ageState(ageDays: number): AgeState {
  if (ageDays <= 3) return 'fresh';
  if (ageDays <= 7) return 'ageing';
  return ageDays <= 14 ? 'stale' : 'old';
}

/** State of the elements that a satellite has, or does not have, at a time. */
export function elementsState(omm: Omm | undefined, timeMs: number): ElementsState {
  if (!omm) return 'waiting';
  try {
    subSatellitePoint(cachedRecord(omm), timeMs);
  } catch (error) {
    if (error instanceof Sgp4Error || error instanceof ElementsError) return 'failed';
    throw error;
  }
  return ageState(elementsAgeDays(omm, timeMs));
}

/** Whether positions can be computed from elements in this state. */
export function isUsable(state: ElementsState): state is AgeState {
  return state !== 'waiting' && state !== 'failed';
}

/** Speed of a satellite at 700 km along its track: an error of as many km is one second. */
export const ALONG_TRACK_KM_PER_S = 7.5;

// The error at the epoch itself: SGP4's own fit, under a kilometre for such orbits (Vallado 2006, AIAA 2006-6753).
const AT_EPOCH_S = 0.1;

// A misjudged drag changes a satellite's speed steadily, so the error grows with the square of the age. Measured by
// comparing published sets of Terra, Aqua and Aura with the newest of the same satellite: 0.1 km after 2.3 days, 0.4
// after 5.3, 4.2 after 7.5, 69 after 45, 65 after 75, 18 after 93. The worst of these is 4.2 km: 0.01 seconds per
// square day. Six sets are few, hence twice that.
const PER_SQUARE_DAY_S = 0.02;

// Half a revolution of a satellite at 700 km. One that may be anywhere on its orbit is at most this far off.
const MAX_S = 2970;

/**
 * How much earlier or later than computed a satellite may come, seconds, from the age of its elements in days (before
 * their epoch as after it). A cautious estimate from six comparisons; it never shrinks with age. It does not cover
 * manoeuvres: one has moved Aqua by 2,440 km, more than five minutes.
 */
export function timingUncertaintySeconds(ageDays: number): number {
  return Math.min(AT_EPOCH_S + PER_SQUARE_DAY_S * ageDays * ageDays, MAX_S);
}
