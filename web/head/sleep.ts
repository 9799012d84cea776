// Notices that the computer slept, or that its clock was set.
import { SECOND_MS } from '../../orbit/time.ts';

// Timers stand still during a sleep. A busy page is late by less than this.
const TOLERANCE_MS = 2_000;

/**
 * Returns a function to call at every tick, a second or less apart. It returns true if the device's clock has moved
 * back since the last call, or further than that explains.
 */
export function createSleepDetector(deviceMs: () => number): () => boolean {
  let lastMs = deviceMs();
  return () => {
    const passedMs = deviceMs() - lastMs;
    lastMs += passedMs;
    return passedMs < -TOLERANCE_MS || passedMs > SECOND_MS + TOLERANCE_MS;
  };
}
