// What the page says about the connection, a failure and the device's clock.
import { describe, expect, it } from 'vitest';
import { StatusError } from '../../../web/feed/api.ts';
import type { FeedState } from '../../../web/feed/feed-state.ts';
import { clockText, connectionOf, failureText, frameAgeText, ignoredText } from '../../../web/head/status-text.ts';
import { AnswerError } from '../../../wire/json.ts';
import { agedDays, DEBRIS } from '../../orbit/decays.ts';
import { aFeedState, NOW } from '../feed-state.ts';
import { aSatellite, pointsBetween } from '../points.ts';

function agedElements(days: number) {
  const omm = agedDays(DEBRIS, days, NOW);
  return { epoch: `${omm.EPOCH}Z`, omm };
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
    ['live', 'Live', { socket: { ...waiting, isUsual: true } }],
    ['live', 'Live', { socket: { name: 'connecting', isUsual: true } }],
    ['live', 'Live updates are blocked here; refreshed each minute', { socket: waiting, isPolling: true }],
    [
      'live',
      'Live updates are blocked here; refreshed each minute',
      { socket: { name: 'connecting' }, isPolling: true, connectedOnce: false },
    ],
    ['connecting', 'Connecting', { socket: waiting, isPolling: true, satellites: undefined }],
    ['late', 'Feed late by 0 s', { socket: waiting, isPolling: true, tracks: new Map([[1, pointsBetween(NOW, NOW)]]) }],
    ['late', 'Feed late by 40 s', { tracks: new Map([[1, pointsBetween(NOW - 80_000, NOW - 40_000)]]) }],
    ['late', 'Feed late by 0 s', { tracks: new Map([[1, pointsBetween(NOW, NOW)]]) }],
    ['late', 'Feed late, no points yet', { tracks: new Map([[1, []]]) }],
  ])('is %s: %s', (state, text, changes) => {
    expect(connectionOf(aFeedState(changes), NOW, true)).toEqual({ state, text });
  });

  it('is offline before anything else', () => {
    expect(connectionOf(aFeedState({ socket: waiting }), NOW, false)).toEqual({ state: 'offline', text: 'Offline' });
  });

  it('is late when one of the satellites is', () => {
    const satellites = [aSatellite(1), aSatellite(2)];
    const tracks = new Map([
      [1, pointsBetween(NOW, NOW + 60_000)],
      [2, pointsBetween(NOW - 60_000, NOW - 20_000)],
    ]);

    expect(connectionOf(aFeedState({ satellites, tracks }), NOW, true).text).toBe('Feed late by 20 s');
  });

  it('is not late for a satellite that cannot have points', () => {
    const satellites = [aSatellite(1), aSatellite(2, null)];

    expect(connectionOf(aFeedState({ satellites }), NOW, true).state).toBe('live');
  });

  it('is not late for a satellite that decays before the next point', () => {
    // It sinks below 100 km after 0.82902 days.
    const elements = { ...agedElements(0.8289), state: 'fresh' };
    const satellites = [aSatellite(1), aSatellite(2, elements)];
    const tracks = new Map([
      [1, pointsBetween(NOW, NOW + 60_000)],
      [2, pointsBetween(NOW - 60_000, NOW)],
    ]);

    expect(connectionOf(aFeedState({ satellites, tracks }), NOW + 11_000, true).state).toBe('live');
  });
});

it('shows the age of the last frame once the next one is late by half a minute', () => {
  expect(frameAgeText(undefined, NOW)).toBe('');
  expect(frameAgeText(NOW - 12_000, NOW)).toBe('');
  expect(frameAgeText(NOW - 90_000, NOW)).toBe('');
  expect(frameAgeText(NOW - 91_000, NOW)).toBe('last frame 91 s ago');
});

describe('a failure', () => {
  const retryAtMs = NOW + 3_400;

  it.each<[NonNullable<FeedState['failure']>, string]>([
    [
      { request: 'api', error: new TypeError('Failed to fetch'), retryAtMs },
      'Cannot reach the API: the server does not answer. Retrying in 4 s.',
    ],
    [
      { request: 'api', error: new StatusError(503), retryAtMs: NOW },
      'Cannot read the API: the server returned HTTP status 503. Retrying.',
    ],
    [
      { request: 'config', error: new AnswerError('not JSON'), retryAtMs },
      "Cannot read config.json, which holds the API's address: the answer is invalid (not JSON). Retrying in 4 s.",
    ],
  ])('says what happened, why, and what is next', (failure, sentence) => {
    expect(failureText(aFeedState({ failure, satellites: undefined }), NOW)).toBe(sentence);
  });

  it('says that the points on the page are older', () => {
    const failure = { request: 'api', error: new StatusError(500), retryAtMs } as const;

    expect(failureText(aFeedState({ failure }), NOW)).toMatch(/ The points on the page were received earlier\.$/);
  });

  it('has no text when nothing failed', () => {
    expect(failureText(aFeedState(), NOW)).toBeUndefined();
  });
});

describe("the device's clock", () => {
  it.each([
    [2_001, "The clock of this device is 2 s behind the server's."],
    [-2_001, "The clock of this device is 2 s ahead of the server's."],
    [30_499, "The clock of this device is 30 s behind the server's."],
    [-30_500, "The clock of this device is 31 s ahead of the server's."],
  ])('is off: %i ms', (offsetMs, sentence) => {
    expect(clockText(offsetMs)).toBe(
      `${sentence} The page uses the server's time, accurate to about half a second. A satellite flies 7 km in a second.`,
    );
  });

  it.each([undefined, 0, 2_000, -2_000])('is right, or not measured: %s', (offsetMs) => {
    expect(clockText(offsetMs)).toBeUndefined();
  });
});

it('says what was ignored', () => {
  expect(ignoredText(undefined)).toBeUndefined();
  expect(ignoredText({ count: 1, reason: 'not JSON' })).toBe(
    'Ignored a message of the feed that could not be read: not JSON.',
  );
  expect(ignoredText({ count: 2, reason: 'not JSON' })).toBe(
    'Ignored 2 messages of the feed that could not be read. The last one: not JSON.',
  );
});
