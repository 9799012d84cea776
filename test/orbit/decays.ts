// Element sets of satellites that decay, as people reported them against other trackers (data/decays.json).
import type { Omm } from '../../orbit/omm.ts';
import { parseTle } from '../accuracy/tle.ts';
import data from './data/decays.json' with { type: 'json' };

/**
 * A piece of debris: 100 km after 0.83 days. SGP4 refuses it from day 0.96, accepts it again from day 3.77, sees it
 * beyond 800,000 km on day 6.06, and refuses it for good from day 47.
 */
export const DEBRIS = data.debris as Omm;

/** By catalog number. */
export const REPORTED: readonly Omm[] = [
  DEBRIS,
  ...data.reported.map(({ source, line1, line2 }) => parseTle(source, line1, line2)),
];

/** The set with an epoch so many days before a time. */
export function agedDays(omm: Omm, days: number, nowMs: number): Omm {
  return { ...omm, EPOCH: new Date(nowMs - days * 86_400_000).toISOString().slice(0, -1) };
}
