// A feed's state for tests: one satellite, live.

import { STEP_MS } from '../../orbit/grid.ts';
import type { FeedState } from '../../web/feed/feed-state.ts';
import { aSatellite, pointsBetween } from './points.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);

export function aFeedState(changes: Partial<FeedState> = {}): FeedState {
  return {
    config: { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' },
    socket: { name: 'open' },
    connectedOnce: true,
    isPolling: false,
    lastFrameMs: NOW - 12_000,
    ignored: undefined,
    satellites: [aSatellite(1)],
    tracks: new Map([[1, pointsBetween(NOW - STEP_MS, NOW + STEP_MS)]]),
    isAnswered: true,
    clockOffsetMs: undefined,
    isClockInDoubt: false,
    failure: undefined,
    ...changes,
  };
}
