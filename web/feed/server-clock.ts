// How far the device's clock is from the server's: a second is 7 km of flight. Pure, but for what it remembers.
import { SECOND_MS } from '../../orbit/time.ts';

/** What the page knows about the server's clock. */
export interface ServerClock {
  /** The time of the device. */
  deviceMs(): number;
  /** The time that the page goes by: the device's, or, when that is off, the server's. */
  nowMs(): number;
  /**
   * An answer of the server came.
   * @param date its header Date: whole seconds, cut
   * @param sentMs when it was asked for, by the device
   * @param receivedMs when it came, by the device
   */
  note(date: string | null, sentMs: number, receivedMs: number): void;
  /** How far the server is ahead of the device, milliseconds; negative when the device is ahead. Undefined until an answer has told. */
  readonly offsetMs: number | undefined;
}

/** From here on the device's clock is off: the page says so, and goes by the server's. Closer, the device knows better than whole seconds tell. */
export const CLOCK_OFF_MS = 2_000;

// A slower answer tells too little: it may have been written at any time while it was waited for.
const SLOWEST_MS = 2_000;

/**
 * Each answer bounds the difference: it was written between its asking and its coming, in the second that it names. What all answers
 * allow is the rest, half a second wide or less after some answers. An answer that contradicts the others means that a clock was set:
 * from then on it counts alone.
 */
export function createServerClock(deviceMs: () => number): ServerClock {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;

  const offsetMs = () => (Number.isFinite(least) ? (least + most) / 2 : undefined);

  return {
    deviceMs,
    nowMs() {
      const offset = offsetMs() ?? 0;
      return deviceMs() + (Math.abs(offset) > CLOCK_OFF_MS ? Math.round(offset) : 0);
    },
    note(date, sentMs, receivedMs) {
      const secondMs = Date.parse(date ?? '');
      // A clock that was set meanwhile makes an answer come before it was asked for.
      const tookMs = receivedMs - sentMs;
      if (Number.isNaN(secondMs) || tookMs < 0 || tookMs > SLOWEST_MS) return;
      const [low, high] = [secondMs - receivedMs, secondMs + SECOND_MS - sentMs];
      const contradicts = low > most || high < least;
      least = contradicts ? low : Math.max(least, low);
      most = contradicts ? high : Math.min(most, high);
    },
    get offsetMs() {
      return offsetMs();
    },
  };
}
