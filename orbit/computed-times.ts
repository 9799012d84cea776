// From when until when positions are computed, given the epochs of the known element sets: one rule for API and page.
import { DAY_MS } from './time.ts';

/** How far from the nearest known epoch: as far as uncertainties were measured (docs/accuracy.md). */
const REACH_MS = 30 * DAY_MS;
// As far ahead as overpasses are searched, however old the newest set is.
export const AHEAD_MS = 10 * DAY_MS;
// A track of a day that ends now is always allowed; some of it is recorded.
const BEHIND_MS = DAY_MS;

/** A span of time, epoch milliseconds, and what each end is. */
export interface ComputedTimes {
  fromMs: number;
  untilMs: number;
  fromIs: string;
  untilIs: string;
}

/**
 * From 30 days before the oldest known set, or a day ago if that is earlier, until 30 days after the newest, or in ten
 * days if that is later; all of it, also a gap between sets. Undefined without a set.
 */
export function computedTimes(epochsMs: readonly number[], nowMs: number): ComputedTimes | undefined {
  if (epochsMs.length === 0) return undefined;
  const oldestMs = Math.ceil(Math.min(...epochsMs)) - REACH_MS;
  const newestMs = Math.floor(Math.max(...epochsMs)) + REACH_MS;
  const [agoMs, aheadMs] = [nowMs - BEHIND_MS, nowMs + AHEAD_MS];
  return {
    ...(oldestMs <= agoMs ? { fromMs: oldestMs, fromIs: BEFORE_OLDEST } : { fromMs: agoMs, fromIs: 'a day ago' }),
    ...(newestMs >= aheadMs
      ? { untilMs: newestMs, untilIs: AFTER_NEWEST }
      : { untilMs: aheadMs, untilIs: IN_TEN_DAYS }),
  };
}

export const BEFORE_OLDEST = '30 days before the oldest known element set';
export const AFTER_NEWEST = '30 days after the newest known element set';
export const IN_TEN_DAYS = 'ten days from now';
