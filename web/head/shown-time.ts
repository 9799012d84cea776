// Which moment and which state of the feed the page shows: the present ones, or held ones. A pause holds the present
// moment, a chosen time another one. Pure: feed and clock are arguments.
import { SECOND_MS } from '../../orbit/time.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedState } from '../feed/feed-state.ts';
import { hasUsableElements } from '../satellite/shown-satellite.ts';

/** A page that is opened with a held time fills first, but waits no longer than this for the last of its tracks. */
const FILL_WITHIN_MS = 15_000;

/** A state of the feed, and the second at which to show it. */
interface Moment {
  readonly state: FeedState;
  readonly timeMs: number;
}

export interface ShownTime {
  /** For the map and the columns. */
  readonly shown: Moment;
  /** For the connection and the next overpasses, which a chosen time does not change. A pause holds it too. */
  readonly present: Moment;
  /** Whether a chosen time is shown, and not the present or a pause. */
  readonly isChosen: boolean;
  /** Holds the present moment, or another one, at once: the reader sees what they paused or chose. */
  hold(timeMs?: number): void;
  /** Holds the present moment when there is something to see, or another one and fills: the page was opened so. */
  holdWhenFilled(timeMs?: number): void;
  /** Follows the present. */
  follow(): void;
  /** Data has arrived. Returns what to show. */
  onData(): 'everything' | 'present' | 'nothing';
  /** Time has passed. Returns what to show: in a new second, or only the markers within one. */
  onTick(nowMs: number): 'everything' | 'present' | 'markers' | 'nothing';
}

/** Takes the feed and the device's clock, which does not jump when the feed's is corrected. */
export function createShownTime(feed: Pick<Feed, 'state' | 'nowMs'>, deviceMs: () => number): ShownTime {
  const openedMs = deviceMs();
  let nowMs = toSecond(feed.nowMs());
  let held: (Moment & { isPause: boolean }) | undefined;
  let isFilling = false;
  let isWaitingToPause = false;

  function hold(timeMs?: number) {
    isFilling = false;
    isWaitingToPause = false;
    nowMs = toSecond(feed.nowMs());
    held = { timeMs: timeMs ?? nowMs, isPause: timeMs === undefined, state: snapshot(feed.state) };
  }

  function holdWhenFilled(timeMs?: number) {
    if (timeMs !== undefined) {
      hold(timeMs);
      isFilling = !isFilled(feed.state);
    } else if (!held?.isPause) {
      follow();
      isWaitingToPause = true;
    }
  }

  function follow() {
    isFilling = false;
    isWaitingToPause = false;
    nowMs = toSecond(feed.nowMs());
    held = undefined;
  }

  function isReady(): boolean {
    // A page of a wrong time, or on which nothing can be shown yet, is not worth holding, however slow the network is.
    if (feed.state.isClockInDoubt) return false;
    const hasWaited = deviceMs() - openedMs > FILL_WITHIN_MS && hasSomething(feed.state);
    return isFilled(feed.state) || hasWaited;
  }

  function onData() {
    if (isWaitingToPause && isReady()) hold();
    else if (held && !isFilling) return held.isPause ? 'nothing' : 'present';
    if (held && isFilling) {
      isFilling = !isReady();
      held = { ...held, state: snapshot(feed.state) };
    }
    return 'everything';
  }

  function onTick(tickMs: number) {
    if (held?.isPause) return 'nothing';
    if (isWaitingToPause && isReady()) {
      hold();
      return 'everything';
    }
    const isNew = toSecond(tickMs) !== nowMs;
    nowMs = toSecond(tickMs);
    if (held) return isNew ? 'present' : 'nothing';
    return isNew ? 'everything' : 'markers';
  }

  return {
    get shown() {
      return held ?? { state: feed.state, timeMs: nowMs };
    },
    get present() {
      return held?.isPause ? held : { state: feed.state, timeMs: nowMs };
    },
    get isChosen() {
      return held !== undefined && !held.isPause;
    },
    hold,
    holdWhenFilled,
    follow,
    onData,
    onTick,
  };
}

function toSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS;
}

/** Whether every expected track has arrived. */
function isFilled({ satellites, tracks, isAnswered }: FeedState): boolean {
  if (!isAnswered) return false;
  return satellites?.filter(hasUsableElements).every(({ catalogNumber }) => tracks.has(catalogNumber)) ?? false;
}

/** Whether the track of a listed satellite has arrived. The socket brings tracks also when there is no list. */
function hasSomething({ satellites, tracks }: FeedState): boolean {
  return satellites?.some(({ catalogNumber }) => tracks.has(catalogNumber)) ?? false;
}

// The feed goes on changing its own map of tracks.
function snapshot(state: FeedState): FeedState {
  return { ...state, tracks: new Map(state.tracks) };
}
