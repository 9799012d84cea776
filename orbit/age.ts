// What the age of an element set means for times: how much too early or too late a satellite may come.

/** Along the track, a satellite at 700 km covers this much in a second: kilometres of error divided by it are seconds. */
export const ALONG_TRACK_KM_PER_S = 7.5;

// The error at the epoch itself: SGP4's own fit, under a kilometre for such orbits (Vallado 2006, AIAA 2006-6753).
const AT_EPOCH_S = 0.1;

// A drag that was misjudged speeds a satellite up steadily: the error grows with the square of the age. Measured, by comparing published
// sets of Terra, Aqua and Aura with the newest of the same satellite: 0.1 km after 2.3 days, 0.4 after 5.3, 4.2 after 7.5, 69 after 45,
// 65 after 75, 18 after 93. The worst of these is 4.2 km, 0.01 seconds for each square day; six sets are few, hence twice that.
const PER_SQUARE_DAY_S = 0.02;

// Half a revolution of a satellite at 700 km. When it may be anywhere on its orbit, it cannot be further off.
const AT_MOST_S = 2970;

/**
 * A cautious estimate, from six comparisons, of how much earlier or later than computed a satellite comes, seconds, from the age of its
 * elements in days (before their epoch as after it). Never shrinks with age. It is meant for a satellite that is left alone: one manoeuvre has moved Aqua by 2,440 km,
 * more than five minutes, and no age tells of it.
 */
export function timingUncertaintySeconds(ageDays: number): number {
  return Math.min(AT_EPOCH_S + PER_SQUARE_DAY_S * ageDays * ageDays, AT_MOST_S);
}
