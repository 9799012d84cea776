// What the page refetches from the API, and when. Pure: the caller has the clock and the requests.

/** Points that are missing are refetched at most this often... */
const HEAL_EVERY_MS = 60_000;
/** ...and no sooner than this after any request: a feed that has just started fills its hour within seconds. */
const HEAL_AFTER_MS = 10_000;
/** Elements change a few times a day. Without another reason, the list is refetched this often. */
const REFRESH_EVERY_MS = 600_000;

/**
 * `list`: the satellites and their elements. `holes`: the tracks of satellites whose points are missing. `everything`:
 * list and all tracks, because the clock was set back. `missed`: what may have come while there was no socket.
 */
export type Refetch = 'list' | 'holes' | 'everything' | 'missed';

type DueRefetch = Exclude<Refetch, 'missed'>;

export interface RefetchSchedule {
  /** A request to the API has been sent. */
  sent(nowMs: number, isForList: boolean): void;
  /** What to refetch now. If that is `holes`, the next time is a minute later. */
  due(nowMs: number, hasHoles: () => boolean): DueRefetch | undefined;
}

export function createRefetchSchedule(): RefetchSchedule {
  let sentMs = Number.NEGATIVE_INFINITY;
  let listedMs = Number.NEGATIVE_INFINITY;
  let healedMs = Number.NEGATIVE_INFINITY;

  function due(nowMs: number, hasHoles: () => boolean): DueRefetch | undefined {
    if (nowMs < sentMs) {
      // The old times mean nothing.
      sentMs = listedMs = healedMs = Number.NEGATIVE_INFINITY;
      return 'everything';
    }
    if (nowMs - sentMs < HEAL_AFTER_MS) return undefined;
    if (nowMs - listedMs >= REFRESH_EVERY_MS) return 'list';
    if (nowMs - healedMs < HEAL_EVERY_MS || !hasHoles()) return undefined;
    healedMs = nowMs;
    return 'holes';
  }

  return {
    sent(nowMs, isForList) {
      sentMs = nowMs;
      if (isForList) listedMs = nowMs;
    },
    due,
  };
}
