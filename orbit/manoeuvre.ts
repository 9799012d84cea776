// A satellite that flies where its last elements do not lead has probably manoeuvred.
import { epochMs, toSgp4Record } from './elements.ts';
import { ElementsError, type Omm } from './omm.ts';
import { propagateTeme, Sgp4Error } from './propagate.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/** Sets further apart say nothing: then a quiet satellite strays by kilometres too. */
export const COMPARABLE_MS = 5 * DAY_MS;

/** A quiet satellite stays within 0.4 km over five days (measured on published sets of Terra); a manoeuvre moves it by more than this. */
export const JUMP_KM = 5;

/**
 * How far apart two sets of one satellite put it at the epoch of the older, km.
 * Undefined when their epochs are more than five days apart, or SGP4 refuses one of them.
 */
export function distanceOfSetsKm(older: Omm, newer: Omm): number | undefined {
  const gapMs = epochMs(newer) - epochMs(older);
  if (Math.abs(gapMs) > COMPARABLE_MS) return undefined;
  try {
    const was = propagateTeme(toSgp4Record(older), 0).positionKm;
    const is = propagateTeme(toSgp4Record(newer), -gapMs / MINUTE_MS).positionKm;
    return Math.hypot(is.x - was.x, is.y - was.y, is.z - was.z);
  } catch (error) {
    if (error instanceof Sgp4Error || error instanceof ElementsError) return undefined;
    throw error;
  }
}
