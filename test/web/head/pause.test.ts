// A paused page shows the second and the data of the pause, and resumes at the present.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FeedState } from '../../../web/feed/feed-state.ts';
import { createPause, type Pause } from '../../../web/head/pause.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aFeedState, NOW } from '../feed-state.ts';
import { aPoint, aSatellite } from '../points.ts';

let nowMs: number;
/** How far the feed's clock is ahead of the device's. */
let aheadMs: number;
let state: FeedState;
let pause: Pause;

const EMPTY = { satellites: undefined, tracks: new Map() };

function open(changes: Partial<FeedState> = {}) {
  state = aFeedState(changes);
  const feed = {
    get state() {
      return state;
    },
    nowMs: () => nowMs + aheadMs,
  };
  pause = createPause(feed, () => nowMs);
}

beforeEach(() => {
  nowMs = NOW + 300;
  aheadMs = 0;
  open();
});

describe('a page that runs', () => {
  it('shows everything in a new second, and only the markers within one', () => {
    expect(pause.secondMs).toBe(NOW);
    expect(pause.onTick(NOW + 500)).toBe('markers');
    expect(pause.onTick(NOW + 1_000)).toBe('everything');
    expect(pause.secondMs).toBe(NOW + 1_000);
    expect(pause.onTick(NOW + 1_250)).toBe('markers');
  });

  it('shows new data at once, in the second that it shows', () => {
    nowMs = NOW + 1_200;
    state = aFeedState({ lastFrameMs: NOW + 1_100 });

    expect(pause.onData()).toBe(true);
    expect(pause.state).toBe(state);
    expect(pause.secondMs).toBe(NOW);
  });
});

describe('a reader who pauses', () => {
  beforeEach(() => {
    nowMs = NOW + 2_700;
    pause.freeze();
  });

  it('sees the second and the data of that moment', () => {
    const before = state;
    state = aFeedState({ lastFrameMs: NOW + 3_000 });
    nowMs = NOW + 4_000;

    expect(pause.onTick(nowMs)).toBe('nothing');
    expect(pause.onData()).toBe(false);
    expect(pause.secondMs).toBe(NOW + 2_000);
    expect(pause.state).toEqual(before);
  });

  it('does not see points that the feed adds to its own tracks', () => {
    (state.tracks as Map<number, unknown>).set(1, [aPoint(NOW)]);

    expect(pause.state.tracks.get(1)).not.toEqual([aPoint(NOW)]);
  });

  it('sees the present when they resume', () => {
    state = aFeedState({ lastFrameMs: NOW + 9_000 });
    nowMs = NOW + 9_400;
    pause.resume();

    expect(pause.secondMs).toBe(NOW + 9_000);
    expect(pause.state).toBe(state);
    expect(pause.onTick(NOW + 10_000)).toBe('everything');
  });

  it('keeps what is frozen when a step back in the address pauses again', () => {
    nowMs = NOW + 9_400;
    pause.freezeWhenFilled();
    state = aFeedState({ lastFrameMs: NOW + 9_000 });

    expect(pause.onTick(nowMs)).toBe('nothing');
    expect(pause.secondMs).toBe(NOW + 2_000);
  });
});

describe('a page that is opened paused', () => {
  it('freezes when every expected track has arrived', () => {
    const satellites = [aSatellite(1), aSatellite(2), aSatellite(3, null)] as unknown as SatelliteAnswer[];
    open(EMPTY);
    pause.freezeWhenFilled();
    expect(pause.onTick(NOW + 1_000)).toBe('everything');
    expect(pause.onData()).toBe(true);

    state = aFeedState({ satellites, tracks: new Map([[1, []]]) });
    expect(pause.onData()).toBe(true);
    expect(pause.onTick(NOW + 2_000)).toBe('everything');
    expect(pause.onTick(NOW + 3_000)).toBe('everything');

    state = aFeedState({
      satellites,
      tracks: new Map([
        [1, []],
        [2, []],
      ]),
    });
    nowMs = NOW + 3_400;
    // It freezes with the arrival, and shows it.
    expect(pause.onData()).toBe(true);
    expect(pause.onData()).toBe(false);
    expect(pause.onTick(NOW + 4_000)).toBe('nothing');
    expect(pause.secondMs).toBe(NOW + 3_000);
  });

  it('freezes after 15 seconds with what it has', () => {
    open(EMPTY);
    pause.freezeWhenFilled();
    nowMs += 15_000;
    pause.onTick(nowMs);
    expect(pause.onData()).toBe(true);

    nowMs += 1;

    expect(pause.onTick(nowMs)).toBe('everything');
    expect(pause.onTick(nowMs + 1_000)).toBe('nothing');
  });

  it("waits by the device's clock, which a correction does not move", () => {
    open(EMPTY);
    pause.freezeWhenFilled();
    aheadMs = 3_600_000;

    expect(pause.onTick(nowMs + aheadMs)).toBe('everything');
    expect(pause.onTick(nowMs + aheadMs + 1_000)).toBe('everything');
  });

  it('freezes at the corrected second', () => {
    open(EMPTY);
    pause.freezeWhenFilled();
    aheadMs = 3_600_000;
    state = aFeedState();
    pause.onData();

    expect(pause.secondMs).toBe(NOW + 3_600_000);
  });

  it('does not freeze when the reader resumes before it is filled', () => {
    open(EMPTY);
    pause.freezeWhenFilled();
    pause.resume();
    state = aFeedState();
    pause.onData();

    expect(pause.onTick(NOW + 1_000)).toBe('everything');
    expect(pause.onTick(NOW + 2_000)).toBe('everything');
  });
});
