// How far the device's clock is off the server's. A second is 7 km of flight.
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';

/** What the offset may be. */
interface Bounds {
  leastMs: number;
  mostMs: number;
}

export interface ServerClock {
  /** The page's time: the device's, corrected to the server's if the device is off. */
  nowMs(): number;
  /** How far the page's time is ahead of the device's: 0 while the device's clock is right. */
  readonly correctionMs: number;
  /** How far the server is ahead of the device, negative when it is behind. Undefined until it has been measured. */
  readonly offsetMs: number | undefined;
  /** Whether the last answer was far off, and no other has agreed with it yet. */
  readonly isInDoubt: boolean;
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

/**
 * An answer that moves the page's clock further than this may come from another server than the API's: a portal, a
 * proxy. A second one has to agree.
 */
const JUMP_MS = 5 * MINUTE_MS;

// The caches that answer keep nothing for longer (infra/page/api.ts).
const OLDEST_MS = DAY_MS;

// The server may have written a slow answer at any time between request and arrival, so it says too little, unless all of
// this time is far off.
const SLOWEST_MS = 2_000;

/**
 * Each answer bounds the offset: the server wrote it between request and arrival, within the second that it names, or a
 * cache sent it then, within the two seconds of date and age.
 * After a few answers, their common bounds are half a second apart or less. An answer that contradicts them means that
 * a clock was set. Then the bounds start again with that answer; after a far jump, with two that agree.
 */
export function createServerClock(deviceMs: () => number): ServerClock {
  let known: Bounds | undefined;
  /** Of an answer that is far off, until another one agrees. */
  let doubtful: Bounds | undefined;

  function offsetMs(): number | undefined {
    return known && middleOf(known);
  }

  function correctionMs(): number {
    const offset = offsetMs() ?? 0;
    return Math.abs(offset) > CLOCK_OFF_MS ? Math.round(offset) : 0;
  }

  function observe(date: string | null, age: string | null, sentMs: number, receivedMs: number) {
    const ageMs = Number(age) * SECOND_MS;
    const secondMs = Date.parse(date ?? '') + ageMs;
    const tookMs = receivedMs - sentMs;
    // A negative duration means that the device's clock was set in between.
    if (Number.isNaN(secondMs) || tookMs < 0 || ageMs < 0 || ageMs > OLDEST_MS) return;
    const answer = { leastMs: secondMs - receivedMs, mostMs: secondMs + (age ? 2 : 1) * SECOND_MS - sentMs };
    const offset = offsetMs() ?? 0;
    if (tookMs > SLOWEST_MS && inCommon(answer, { leastMs: offset - JUMP_MS, mostMs: offset + JUMP_MS })) return;
    const common = known && inCommon(known, answer);
    if (common) known = common;
    else if (Math.abs(middleOf(answer) - offset) <= JUMP_MS) known = answer;
    else {
      const agreed = doubtful && inCommon(doubtful, answer);
      if (agreed) known = agreed;
      doubtful = agreed ? undefined : answer;
      return;
    }
    doubtful = undefined;
  }

  return {
    nowMs: () => deviceMs() + correctionMs(),
    get correctionMs() {
      return correctionMs();
    },
    get offsetMs() {
      return offsetMs();
    },
    get isInDoubt() {
      return doubtful !== undefined;
    },
    observe,
  };
}

function middleOf({ leastMs, mostMs }: Bounds): number {
  return (leastMs + mostMs) / 2;
}

/** What two answers both allow; undefined when they contradict each other. */
function inCommon(one: Bounds, other: Bounds): Bounds | undefined {
  const common = { leastMs: Math.max(one.leastMs, other.leastMs), mostMs: Math.min(one.mostMs, other.mostMs) };
  return common.leastMs <= common.mostMs ? common : undefined;
}
