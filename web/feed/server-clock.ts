// How far the device's clock is off the server's. A second is 7 km of flight.
import { SECOND_MS } from '../../orbit/time.ts';

export interface ServerClock {
  /** The page's time: the device's, corrected to the server's if the device is off. */
  nowMs(): number;
  /** How far the page's time is ahead of the device's: 0 while the device's clock is right. */
  readonly correctionMs: number;
  /** How far the server is ahead of the device, negative when it is behind. Undefined until it has been measured. */
  readonly offsetMs: number | undefined;
  /**
   * Measures the offset with an answer of the server.
   * @param date its Date header: whole seconds, cut
   * @param age its Age header, if a cache answered: for how long it has been there, likewise
   * @param sentMs when the request was sent, on the device's clock
   * @param receivedMs when the answer arrived, on the device's clock
   */
  observe(date: string | null, age: string | null, sentMs: number, receivedMs: number): void;
}

/**
 * A larger offset is an error of the device's clock: the page reports it and corrects it. Below, the device is the
 * better clock, because a Date header has whole seconds only.
 */
export const CLOCK_OFF_MS = 2_000;

// The server may have written a slow answer at any time between request and arrival, so it says too little.
const SLOWEST_MS = 2_000;

/**
 * Each answer bounds the offset: the server wrote it between request and arrival, within the second that it names, or a
 * cache sent it then, within the two seconds of date and age.
 * After a few answers, their common bounds are half a second apart or less. An answer that contradicts them means that
 * a clock was set. Then the bounds start again with that answer.
 */
export function createServerClock(deviceMs: () => number): ServerClock {
  let leastMs = Number.NEGATIVE_INFINITY;
  let mostMs = Number.POSITIVE_INFINITY;

  function offsetMs(): number | undefined {
    return Number.isFinite(leastMs) ? (leastMs + mostMs) / 2 : undefined;
  }

  function correctionMs(): number {
    const offset = offsetMs() ?? 0;
    return Math.abs(offset) > CLOCK_OFF_MS ? Math.round(offset) : 0;
  }

  function observe(date: string | null, age: string | null, sentMs: number, receivedMs: number) {
    const secondMs = Date.parse(date ?? '') + Number(age) * SECOND_MS;
    const tookMs = receivedMs - sentMs;
    // A negative duration means that the device's clock was set in between.
    if (Number.isNaN(secondMs) || tookMs < 0 || tookMs > SLOWEST_MS) return;
    const [lowMs, highMs] = [secondMs - receivedMs, secondMs + (age ? 2 : 1) * SECOND_MS - sentMs];
    const contradicts = lowMs > mostMs || highMs < leastMs;
    leastMs = contradicts ? lowMs : Math.max(leastMs, lowMs);
    mostMs = contradicts ? highMs : Math.min(mostMs, highMs);
  }

  return {
    nowMs: () => deviceMs() + correctionMs(),
    get correctionMs() {
      return correctionMs();
    },
    get offsetMs() {
      return offsetMs();
    },
    observe,
  };
}
