// Finding manoeuvres: two element sets of one satellite that disagree.
import { epochMs, toSgp4Record } from './elements.ts';
import { ElementsError, type Omm } from './omm.ts';
import { orbitalState, Sgp4Error } from './propagate.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

// Over a longer gap drag moves a satellite by kilometres too.
const MAX_GAP_MS = 5 * DAY_MS;

/**
 * Without a manoeuvre two sets differ by 0.4 km after five days (measured on published sets of Terra); with one, by
 * more than this.
 */
export const MANOEUVRE_KM = 5;

/**
 * Distance between the positions that two sets of one satellite give at the epoch of the older, km.
 * Undefined when their epochs are more than five days apart, or one of them does not hold there.
 */
export function distanceBetweenSetsKm(older: Omm, newer: Omm): number | undefined {
  const gapMs = epochMs(newer) - epochMs(older);
  if (Math.abs(gapMs) > MAX_GAP_MS) return undefined;
  try {
    const before = orbitalState(toSgp4Record(older), 0).positionKm;
    const after = orbitalState(toSgp4Record(newer), -gapMs / MINUTE_MS).positionKm;
    return Math.hypot(after.x - before.x, after.y - before.y, after.z - before.z);
  } catch (error) {
    if (error instanceof Sgp4Error || error instanceof ElementsError) return undefined;
    throw error;
  }
}
