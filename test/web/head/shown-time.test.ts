// A paused page shows the second and the data of the pause, and a chosen time that time, until it follows the present.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FeedState } from '../../../web/feed/feed-state.ts';
import { createShownTime, type ShownTime } from '../../../web/head/shown-time.ts';
import { aFeedState, NOW } from '../feed-state.ts';
import { aPoint, aSatellite } from '../points.ts';

let nowMs: number;
/** How far the feed's clock is ahead of the device's. */
let aheadMs: number;
let state: FeedState;
let time: ShownTime;

const EMPTY = { satellites: undefined, tracks: new Map() };
/** The track of one of two satellites. */
const PART = { satellites: [aSatellite(1), aSatellite(2)], tracks: new Map([[1, [aPoint(NOW)]]]) };

function open(changes: Partial<FeedState> = {}) {
  state = aFeedState(changes);
  const feed = {
    get state() {
      return state;
    },
    nowMs: () => nowMs + aheadMs,
  };
  time = createShownTime(feed, () => nowMs);
}

beforeEach(() => {
  nowMs = NOW + 300;
  aheadMs = 0;
  open();
});

describe('a page that runs', () => {
  it('shows everything in a new second, and only the markers within one', () => {
    expect(time.shown.timeMs).toBe(NOW);
    expect(time.onTick(NOW + 500)).toBe('markers');
    expect(time.onTick(NOW + 1_000)).toBe('everything');
    expect(time.shown.timeMs).toBe(NOW + 1_000);
    expect(time.onTick(NOW + 1_250)).toBe('markers');
  });

  it('shows new data at once, in the second that it shows', () => {
    nowMs = NOW + 1_200;
    state = aFeedState({ lastFrameMs: NOW + 1_100 });

    expect(time.onData()).toBe('everything');
    expect(time.shown.state).toBe(state);
    expect(time.shown.timeMs).toBe(NOW);
  });
});

describe('a reader who pauses', () => {
  beforeEach(() => {
    nowMs = NOW + 2_700;
    time.hold();
  });

  it('sees the second and the data of that moment', () => {
    const before = state;
    state = aFeedState({ lastFrameMs: NOW + 3_000 });
    nowMs = NOW + 4_000;

    expect(time.onTick(nowMs)).toBe('nothing');
    expect(time.onData()).toBe('nothing');
    expect(time.shown.timeMs).toBe(NOW + 2_000);
    expect(time.shown.state).toEqual(before);
  });

  it('does not see points that the feed adds to its own tracks', () => {
    (state.tracks as Map<number, unknown>).set(1, [aPoint(NOW)]);

    expect(time.shown.state.tracks.get(1)).not.toEqual([aPoint(NOW)]);
  });

  it('sees the present when they resume', () => {
    state = aFeedState({ lastFrameMs: NOW + 9_000 });
    nowMs = NOW + 9_400;
    time.follow();

    expect(time.shown.timeMs).toBe(NOW + 9_000);
    expect(time.shown.state).toBe(state);
    expect(time.onTick(NOW + 10_000)).toBe('everything');
  });

  it('keeps what is frozen when a step back in the address pauses again', () => {
    nowMs = NOW + 9_400;
    time.holdWhenFilled();
    state = aFeedState({ lastFrameMs: NOW + 9_000 });

    expect(time.onTick(nowMs)).toBe('nothing');
    expect(time.shown.timeMs).toBe(NOW + 2_000);
  });
});

describe('a page that is opened paused', () => {
  it('does not freeze with the points of a frame that came before the answer of the API', () => {
    const satellites = [aSatellite(1)];
    const tracks = new Map([[1, [aPoint(NOW)]]]);
    open(EMPTY);
    time.holdWhenFilled();

    state = aFeedState({ satellites, tracks, isAnswered: false });
    expect(time.onData()).toBe('everything');
    expect(time.onTick(NOW + 1_000)).toBe('everything');

    state = aFeedState({ satellites, tracks });
    expect(time.onData()).toBe('everything');
    expect(time.onData()).toBe('nothing');
  });

  it('freezes when every expected track has arrived', () => {
    const satellites = [aSatellite(1), aSatellite(2), aSatellite(3, null)];
    open(EMPTY);
    time.holdWhenFilled();
    expect(time.onTick(NOW + 1_000)).toBe('everything');
    expect(time.onData()).toBe('everything');

    state = aFeedState({ satellites, tracks: new Map([[1, []]]) });
    expect(time.onData()).toBe('everything');
    expect(time.onTick(NOW + 2_000)).toBe('everything');
    expect(time.onTick(NOW + 3_000)).toBe('everything');

    state = aFeedState({
      satellites,
      tracks: new Map([
        [1, []],
        [2, []],
      ]),
    });
    nowMs = NOW + 3_400;
    // It freezes with the arrival, and shows it.
    expect(time.onData()).toBe('everything');
    expect(time.onData()).toBe('nothing');
    expect(time.onTick(NOW + 4_000)).toBe('nothing');
    expect(time.shown.timeMs).toBe(NOW + 3_000);
  });

  it('freezes after 15 seconds with what it has', () => {
    open(PART);
    time.holdWhenFilled();
    nowMs += 15_000;
    time.onTick(nowMs);
    expect(time.onData()).toBe('everything');

    nowMs += 1;

    expect(time.onTick(nowMs)).toBe('everything');
    expect(time.onTick(nowMs + 1_000)).toBe('nothing');
  });

  it('does not freeze while it has nothing, however long that is', () => {
    open(EMPTY);
    time.holdWhenFilled();
    nowMs += 60_000;
    expect(time.onTick(nowMs)).toBe('everything');
    expect(time.onData()).toBe('everything');

    state = aFeedState();

    expect(time.onData()).toBe('everything');
    expect(time.shown.state).toEqual(state);
    expect(time.onTick(nowMs + 1_000)).toBe('nothing');
  });

  it('does not freeze while it has tracks, but no list of satellites', () => {
    open({ ...PART, satellites: undefined });
    time.holdWhenFilled();
    nowMs += 16_000;
    expect(time.onTick(nowMs)).toBe('everything');
    expect(time.onData()).toBe('everything');

    state = aFeedState(PART);

    expect(time.onData()).toBe('everything');
    expect(time.shown.state.satellites).toEqual(PART.satellites);
    expect(time.onData()).toBe('nothing');
  });

  it('does not freeze while its clock is in doubt, however long that is', () => {
    open({ isClockInDoubt: true });
    time.holdWhenFilled();
    nowMs += 16_000;
    expect(time.onData()).toBe('everything');
    aheadMs = -3_600_000;

    state = aFeedState();

    expect(time.onData()).toBe('everything');
    expect(time.shown.timeMs).toBe(NOW + 16_000 + aheadMs);
    expect(time.onData()).toBe('nothing');
  });

  it("waits by the device's clock, which a correction does not move", () => {
    open(PART);
    time.holdWhenFilled();
    aheadMs = 3_600_000;

    expect(time.onTick(nowMs + aheadMs)).toBe('everything');
    expect(time.onTick(nowMs + aheadMs + 1_000)).toBe('everything');
  });

  it('freezes at the corrected second', () => {
    open(EMPTY);
    time.holdWhenFilled();
    aheadMs = 3_600_000;
    state = aFeedState();
    time.onData();

    expect(time.shown.timeMs).toBe(NOW + 3_600_000);
  });

  it('does not freeze when the reader resumes before it is filled', () => {
    open(EMPTY);
    time.holdWhenFilled();
    time.follow();
    state = aFeedState();
    time.onData();

    expect(time.onTick(NOW + 1_000)).toBe('everything');
    expect(time.onTick(NOW + 2_000)).toBe('everything');
  });
});

describe('a reader who chooses a time', () => {
  const YESTERDAY = NOW - 86_400_000;

  beforeEach(() => time.hold(YESTERDAY));

  it('sees it, while what is about the present goes on', () => {
    nowMs = NOW + 1_300;
    state = aFeedState({ lastFrameMs: NOW + 1_100 });

    expect(time.onTick(nowMs)).toBe('present');
    expect(time.onTick(nowMs + 250)).toBe('nothing');
    expect(time.onData()).toBe('present');
    expect(time.shown.timeMs).toBe(YESTERDAY);
    expect(time.isChosen).toBe(true);
    expect(time.present).toEqual({ state, timeMs: NOW + 1_000 });
  });

  it('returns to the present, or pauses there', () => {
    nowMs = NOW + 5_000;
    time.holdWhenFilled();

    expect(time.onTick(nowMs)).toBe('everything');
    expect(time.onTick(nowMs + 1_000)).toBe('nothing');
    expect(time.shown.timeMs).toBe(NOW + 5_000);
    time.follow();
    expect(time.onTick(nowMs + 1_000)).toBe('everything');
  });
});

it('a page that is opened with a time shows it at once, and fills until every expected track has arrived', () => {
  open(EMPTY);
  time.holdWhenFilled(NOW - 3_600_000);

  expect(time.shown.timeMs).toBe(NOW - 3_600_000);
  expect(time.onData()).toBe('everything');
  state = aFeedState();
  expect(time.onData()).toBe('everything');
  expect(time.shown.state).toEqual(state);
  expect(time.onData()).toBe('present');
});
