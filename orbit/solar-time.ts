// Local mean solar time: the hour by which sun-synchronous orbits are described. Pure.
import { DAY_MS } from './time.ts';

const MS_PER_DEG = DAY_MS / 360;

/**
 * The time of day of the mean Sun at a longitude, milliseconds from 0 up to a day: UTC plus four minutes for each
 * degree east (Meeus, Astronomical Algorithms, 1998, chapter 28; of UT1, from which UTC differs by less than a second).
 * A sundial, which shows the apparent Sun, is up to 16 minutes ahead or behind.
 */
export function meanSolarTimeMs(longitudeDeg: number, timeMs: number): number {
  const sinceMidnight = (timeMs + longitudeDeg * MS_PER_DEG) % DAY_MS;
  return sinceMidnight < 0 ? sinceMidnight + DAY_MS : sinceMidnight;
}
