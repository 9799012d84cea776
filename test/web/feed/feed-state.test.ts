// Every time in the feed's state is converted to the page's clock.
import { expect, it } from 'vitest';
import { toPageClock } from '../../../web/feed/feed-state.ts';
import { aFeedState, NOW } from '../feed-state.ts';

it('converts every time to the clock of the page', () => {
  const state = aFeedState({
    socket: { name: 'waiting', retryAtMs: NOW },
    lastFrameMs: NOW - 1_000,
    failure: { request: 'api', error: undefined, retryAtMs: NOW + 1_000 },
  });

  expect(toPageClock(state, 5_000)).toEqual({
    ...state,
    socket: { name: 'waiting', retryAtMs: NOW + 5_000 },
    lastFrameMs: NOW + 4_000,
    failure: { request: 'api', error: undefined, retryAtMs: NOW + 6_000 },
  });
});

it('leaves a state without times as it is', () => {
  const state = aFeedState({ lastFrameMs: undefined });

  expect(toPageClock(state, 5_000)).toEqual(state);
});
