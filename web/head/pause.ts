// Which second and which state of the feed the page shows: the present ones or, while it is paused, frozen ones. Pure:
// feed and clock are arguments.
import { SECOND_MS } from '../../orbit/time.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedState } from '../feed/feed-state.ts';
import { hasUsableElements } from '../satellite/shown-satellite.ts';

/** A page that is opened paused fills first, but waits no longer than this. */
const FILL_WITHIN_MS = 15_000;

export interface Pause {
  /** The state to show. */
  readonly state: FeedState;
  /** The second to show. Data that arrives within it is shown at once, but does not move the clock. */
  readonly secondMs: number;
  /** Freezes at once: the reader sees what they paused. */
  freeze(): void;
  /** Freezes when there is something to see: the page was opened paused. */
  freezeWhenFilled(): void;
  resume(): void;
  /** Data has arrived. Returns whether to show it. */
  onData(): boolean;
  /** Time has passed. Returns what to show: everything in a new second, only the markers within one. */
  onTick(nowMs: number): 'everything' | 'markers' | 'nothing';
}

/** Takes the feed and the device's clock, which does not jump when the feed's is corrected. */
export function createPause(feed: Pick<Feed, 'state' | 'nowMs'>, deviceMs: () => number): Pause {
  const openedMs = deviceMs();
  let secondMs = toSecond(feed.nowMs());
  let frozenState: FeedState | undefined;
  let isWaitingToFreeze = false;

  function freeze() {
    isWaitingToFreeze = false;
    secondMs = toSecond(feed.nowMs());
    frozenState = snapshot(feed.state);
  }

  function resume() {
    isWaitingToFreeze = false;
    secondMs = toSecond(feed.nowMs());
    frozenState = undefined;
  }

  /** Returns whether the page froze just now. */
  function freezeIfReady(): boolean {
    if (!isWaitingToFreeze) return false;
    if (!isFilled(feed.state) && deviceMs() - openedMs <= FILL_WITHIN_MS) return false;
    freeze();
    return true;
  }

  function onTick(nowMs: number) {
    if (frozenState) return 'nothing';
    if (freezeIfReady()) return 'everything';
    if (toSecond(nowMs) === secondMs) return 'markers';
    secondMs = toSecond(nowMs);
    return 'everything';
  }

  return {
    get state() {
      return frozenState ?? feed.state;
    },
    get secondMs() {
      return secondMs;
    },
    freeze,
    freezeWhenFilled() {
      isWaitingToFreeze = true;
    },
    resume,
    onData() {
      if (frozenState) return false;
      freezeIfReady();
      return true;
    },
    onTick,
  };
}

function toSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS;
}

/** Whether every expected track has arrived. */
function isFilled({ satellites, tracks }: FeedState): boolean {
  return satellites?.filter(hasUsableElements).every(({ catalogNumber }) => tracks.has(catalogNumber)) ?? false;
}

// The feed goes on changing its own map of tracks.
function snapshot(state: FeedState): FeedState {
  return { ...state, tracks: new Map(state.tracks) };
}
