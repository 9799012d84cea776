// How long to wait before trying again: exponential, with jitter so that the viewers of one outage do not come back as one.

export const FIRST_DELAY_MS = 1_000;
/** Short enough that a page left open is live again soon after an outage ends. */
export const LONGEST_DELAY_MS = 30_000;

/** The delay after a number of failures in a row (1 or more): between half of the step and the whole of it. */
export function retryDelayMs(failures: number, random: () => number): number {
  const stepMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return stepMs / 2 + (random() * stepMs) / 2;
}
