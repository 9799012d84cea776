import { describe, expect, it } from 'vitest';
import { StatusError } from '../../../web/feed/api.ts';
import type { FeedState } from '../../../web/feed/feed-state.ts';
import { describeConnection, describeFailure, describeFrameAge } from '../../../web/head/status-text.ts';
import { AnswerError } from '../../../wire/json.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aFeedState, NOW } from '../feed-state.ts';
import { aSatellite, pointsBetween } from '../points.ts';

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
    expect(describeConnection(aFeedState(changes), NOW, true)).toEqual({ state, words });
  });

  it('is offline before anything else', () => {
    expect(describeConnection(aFeedState({ socket: waiting }), NOW, false).state).toBe('offline');
  });

  it('is not late for a satellite that can have no points', () => {
    const satellites = [aSatellite(1), aSatellite(2, null)] as unknown as SatelliteAnswer[];

    expect(describeConnection(aFeedState({ satellites }), NOW, true).state).toBe('live');
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
      { request: 'api', error: new TypeError('Failed to fetch'), retryAtMs },
      'The API cannot be read: it does not answer. Trying again in 4 s.',
    ],
    [
      { request: 'api', error: new StatusError(503), retryAtMs: NOW },
      'The API cannot be read: it answers with HTTP status 503. Trying again.',
    ],
    [
      { request: 'config', error: new AnswerError('not JSON'), retryAtMs },
      'The page cannot read its config.json, which names its API: its answer is not understood (not JSON). Trying again in 4 s.',
    ],
  ])('says what and when', (failure, sentence) => {
    expect(describeFailure(aFeedState({ failure, satellites: undefined }), NOW)).toBe(sentence);
  });

  it('says that what is shown is older', () => {
    const failure = { request: 'api', error: new StatusError(500), retryAtMs } as const;

    expect(describeFailure(aFeedState({ failure }), NOW)).toContain('The points that are shown were received before.');
  });

  it('is silent when all is well', () => {
    expect(describeFailure(aFeedState(), NOW)).toBeUndefined();
  });
});
