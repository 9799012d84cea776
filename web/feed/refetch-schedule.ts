// When the page refetches from the API. Pure: the caller has the clock and the requests.

/** Points that are missing are refetched at most this often... */
const HEAL_EVERY_MS = 60_000;
/** ...and no sooner than this after any request: a feed that has just started fills its hour within seconds. */
const HEAL_AFTER_MS = 10_000;
/** Elements change a few times a day. Without another reason, list and tracks are refetched this often. */
const REFRESH_EVERY_MS = 600_000;

export interface RefetchSchedule {
  /** A request to the API has been sent. */
  sent(nowMs: number): void;
  /** Whether to refetch now. If this is because of holes, the next time is a minute later. */
  isDue(nowMs: number, hasHoles: () => boolean): boolean;
}

export function createRefetchSchedule(): RefetchSchedule {
  let sentMs = Number.NEGATIVE_INFINITY;
  let healedMs = Number.NEGATIVE_INFINITY;

  function isDue(nowMs: number, hasHoles: () => boolean): boolean {
    // The device's clock was set back: the old times mean nothing.
    if (nowMs < sentMs) sentMs = healedMs = Number.NEGATIVE_INFINITY;
    if (nowMs - sentMs < HEAL_AFTER_MS) return false;
    if (nowMs - sentMs >= REFRESH_EVERY_MS) return true;
    if (nowMs - healedMs < HEAL_EVERY_MS || !hasHoles()) return false;
    healedMs = nowMs;
    return true;
  }

  return {
    sent(nowMs) {
      sentMs = nowMs;
    },
    isDue,
  };
}
