// The age of an element set: in days, and as a state.
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
 * The state of an age. It is the same for every satellite, because it says when a newer set should have come; how far a
 * satellite may be off by then depends on its orbit (`timingUncertaintySeconds`).
 */
export function ageState(ageDays: number): AgeState {
  // Before its epoch a set is as far off as after it.
  const days = Math.abs(ageDays);
  if (days <= 3) return 'fresh';
  if (days <= 7) return 'ageing';
  return days <= 14 ? 'stale' : 'old';
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
