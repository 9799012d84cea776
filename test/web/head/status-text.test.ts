import { describe, expect, it } from 'vitest';
import { STEP_MS } from '../../../orbit/grid.ts';
import { StatusError } from '../../../web/feed/api.ts';
import type { FeedState } from '../../../web/feed/feed.ts';
import { describeConnection, describeFailure, describeFrameAge } from '../../../web/head/status-text.ts';
import { AnswerError } from '../../../wire/json.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aSatellite, pointsBetween } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

function aState(changes: Partial<FeedState> = {}): FeedState {
  return {
    config: { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' },
    socket: { name: 'open' },
    connectedOnce: true,
    lastFrameMs: NOW - 12_000,
    ignored: undefined,
    satellites: [aSatellite(1) as unknown as SatelliteAnswer],
    tracks: new Map([[1, pointsBetween(NOW - STEP_MS, NOW + STEP_MS)]]),
    clockOffsetMs: undefined,
    failure: undefined,
    ...changes,
  };
}

describe('the connection', () => {
  const waiting = { name: 'waiting', retryAtMs: NOW + 3_400 } as const;

  it.each<[string, string, Partial<FeedState>]>([
    ['live', 'Live', {}],
    ['connecting', 'Connecting', { socket: { name: 'connecting' }, connectedOnce: false }],
    ['connecting', 'Connecting', { satellites: undefined }],
    ['connecting', 'Connecting', { tracks: new Map() }],
    ['reconnecting', 'Reconnecting', { socket: { name: 'connecting' } }],
    ['reconnecting', 'Reconnecting in 4 s', { socket: waiting }],
    ['reconnecting', 'Reconnecting', { socket: { ...waiting, retryAtMs: NOW } }],
    ['late', 'Feed late by 40 s', { tracks: new Map([[1, pointsBetween(NOW - 80_000, NOW - 40_000)]]) }],
    ['late', 'Feed late by 0 s', { tracks: new Map([[1, pointsBetween(NOW, NOW)]]) }],
    ['late', 'Feed late, no point yet', { tracks: new Map([[1, []]]) }],
  ])('is %s: %s', (state, words, changes) => {
    expect(describeConnection(aState(changes), NOW, true)).toEqual({ state, words });
  });

  it('is offline before anything else', () => {
    expect(describeConnection(aState({ socket: waiting }), NOW, false).state).toBe('offline');
  });

  it('is not late for a satellite that can have no points', () => {
    const satellites = [aSatellite(1), aSatellite(2, null)] as unknown as SatelliteAnswer[];

    expect(describeConnection(aState({ satellites }), NOW, true).state).toBe('live');
  });

  it('tells the age of the last frame', () => {
    expect(describeFrameAge(NOW - 12_000, NOW)).toBe('frame 12 s ago');
    expect(describeFrameAge(undefined, NOW)).toBe('first frame within a minute');
  });
});

describe('a failure', () => {
  const retryAtMs = NOW + 3_400;

  it.each<[NonNullable<FeedState['failure']>, string]>([
    [
      { asked: 'api', error: new TypeError('Failed to fetch'), retryAtMs },
      'The API cannot be read: it does not answer. Trying again in 4 s.',
    ],
    [
      { asked: 'api', error: new StatusError(503), retryAtMs: NOW },
      'The API cannot be read: it answers with HTTP status 503. Trying again.',
    ],
    [
      { asked: 'config', error: new AnswerError('not JSON'), retryAtMs },
      'The page cannot read its config.json, which names its API: its answer is not understood (not JSON). Trying again in 4 s.',
    ],
  ])('says what and when', (failure, sentence) => {
    expect(describeFailure(aState({ failure, satellites: undefined }), NOW)).toBe(sentence);
  });

  it('says that what is shown is older', () => {
    const failure = { asked: 'api', error: new StatusError(500), retryAtMs } as const;

    expect(describeFailure(aState({ failure }), NOW)).toContain('The points that are shown were received before.');
  });

  it('is silent when all is well', () => {
    expect(describeFailure(aState(), NOW)).toBeUndefined();
  });
});
