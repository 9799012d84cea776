// The feed fills the page, retries what failed, ignores what it cannot read, and closes holes.
import { describe, expect, it } from 'vitest';
import { LEAD_MS, STEP_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { settle } from '../fake-env.ts';
import { aFrame, aPoint, aSatellite, aTrackAnswer, aTracksAnswer, NEWER_ELEMENTS, pointsBetween } from '../points.ts';
import {
  browser,
  feed,
  NOW,
  requests,
  sendFrame,
  shownCount,
  start,
  startAndOpen,
  store,
  stored,
  TERRA,
} from './the-feed.ts';

describe('starting', () => {
  it('reads config.json, opens the socket, and then requests the API', async () => {
    await start();
    expect(browser.requested).toEqual(['config.json']);
    expect(browser.socket.url).toBe('wss://socket.example/live?form=compact');

    browser.socket.opened();
    await settle();

    expect(browser.requested.slice(1)).toEqual(['https://api.example/satellites', 'https://api.example/tracks']);
    expect(shownCount()).toBe(180);
    expect(feed.state.failure).toBeUndefined();
  });

  it('requests the API after two seconds when no socket opens', async () => {
    await start();
    await browser.pass(1_999);
    expect(requests('/satellites')).toBe(0);
    await browser.pass(1);

    expect(feed.state.connectedOnce).toBe(false);
    expect(shownCount()).toBe(180);
  });

  it('does not ask for the tracks again when a socket opens while they are on their way', async () => {
    let answer = (_: unknown) => {};
    let answerList = (_: unknown) => {};
    browser.answers.set('/tracks', () => new Promise((resolve) => (answer = resolve)));
    // Nothing has come when the socket opens, no list either.
    browser.answers.set('/satellites', () => new Promise((resolve) => (answerList = resolve)));
    await start();
    await browser.pass(2_000);
    browser.socket.opened();
    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
    answerList({ satellites: [aSatellite(TERRA)] });
    answer(aTracksAnswer(aTrackAnswer(TERRA, stored, NOW)));
    await settle();

    expect(browser.requested.slice(1).map((url) => url.replace('https://api.example', ''))).toEqual([
      '/satellites',
      '/tracks',
      // What may have come before the socket.
      '/satellites',
      '/frame/compact',
    ]);
    expect(shownCount()).toBe(180);
  });

  it('asks for the tracks again when the socket opens after they could not be read', async () => {
    browser.answers.set('/tracks', 503);
    await start();
    await browser.pass(2_000);
    browser.answers.set('/tracks', () => aTracksAnswer(aTrackAnswer(TERRA, stored, NOW)));
    browser.socket.opened();
    await settle();

    expect(requests('/tracks')).toBe(2);
    expect(shownCount()).toBe(180);
  });

  it('does not request an API whose address is unknown', async () => {
    await start();
    feed.refetchIfDue();
    feed.wake();
    await browser.pass(1_000);
    feed.refetchIfDue();

    expect(requests('/satellites')).toBe(1);
  });

  it('reports the list and the tracks as they arrive, in any order', async () => {
    let answer = (_: unknown) => {};
    browser.answers.set('/satellites', { satellites: [aSatellite(1), aSatellite(2)] });
    browser.answers.set('/tracks', () => new Promise((resolve) => (answer = resolve)));
    const reported: string[] = [];
    await start(() => reported.push(`${feed.state.satellites?.length} ${feed.state.tracks.size}`));
    browser.socket.opened();
    await settle();
    expect(reported.at(-1)).toBe('2 0');

    answer(aTracksAnswer(aTrackAnswer(1, stored, NOW), aTrackAnswer(2, stored, NOW)));
    await settle();

    expect(reported.at(-1)).toBe('2 2');
  });

  it('keeps the points of a frame that overtakes the answer', async () => {
    let answer = (_: unknown) => {};
    browser.answers.set(
      '/tracks',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await startAndOpen();

    const untilMs = NOW + LEAD_MS + 60_000;
    browser.socket.message(aFrame(TERRA, pointsBetween(NOW + LEAD_MS + STEP_MS, untilMs)));
    answer(aTracksAnswer(aTrackAnswer(TERRA, stored, NOW)));
    await settle();

    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBe(untilMs);
    expect(shownCount()).toBe(180);
  });

  it('retries config.json until it can be read', async () => {
    browser.answers.set('config.json', 404);
    await start();
    expect(feed.state.failure).toMatchObject({ request: 'config', retryAtMs: NOW + 1_000 });

    browser.answers.set('config.json', { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' });
    await browser.pass(1_000);

    expect(feed.state.failure).toBeUndefined();
    expect(browser.sockets).toHaveLength(1);
  });
});

describe('an API that cannot be read', () => {
  it.each([
    ['TypeError: Failed to fetch', new TypeError('Failed to fetch')],
    ['StatusError: HTTP status 503', 503],
    ['AnswerError: not JSON', '<html>'],
    ['AnswerError: no list of satellites', { hello: 'world' }],
  ])('is retried with growing delays: %s', async (error, answer) => {
    browser.answers.set('/satellites', answer);
    await startAndOpen();
    expect(String(feed.state.failure?.error)).toBe(error);
    expect(feed.state.failure).toMatchObject({ request: 'api', retryAtMs: NOW + 1_000 });
    await browser.pass(1_000);
    expect(feed.state.failure).toMatchObject({ request: 'api', retryAtMs: NOW + 3_000 });

    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
    await browser.pass(2_000);

    expect(feed.state.failure).toBeUndefined();
    expect(shownCount()).toBe(180);
  });

  it('gets no request between two retries', async () => {
    store(stored.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2));
    await startAndOpen();
    browser.answers.set(`/tracks?satellites=${TERRA}`, 503);
    const requestedAt: number[] = [];
    for (let second = 1; second <= 111; second++) {
      const before = requests('/tracks');
      await browser.pass(1_000);
      feed.refetchIfDue();
      await settle();
      if (requests('/tracks') > before) requestedAt.push(second);
    }

    // First for the hole, then after 1, 2, 4, 8, 16, 30 and 30 seconds.
    expect(requestedAt).toEqual([20, 21, 23, 27, 35, 51, 81, 111]);
  });

  it('is asked for the list too when it refuses satellites: it may no longer follow them', async () => {
    store(stored.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2));
    await startAndOpen();
    browser.answers.set(`/tracks?satellites=${TERRA}`, 404);
    browser.answers.set('/satellites', { satellites: [] });
    await browser.pass(10_000);
    feed.refetchIfDue();
    await browser.pass(11_000);
    expect(feed.state.failure?.request).toBe('api');
    await browser.pass(2_000);

    expect(feed.state.satellites).toEqual([]);
    expect(feed.state.failure).toBeUndefined();
  });

  it('gets no second request before it has answered', async () => {
    let answer = (_: unknown) => {};
    browser.answers.set('/tracks', () => new Promise((resolve) => (answer = resolve)));
    await startAndOpen();
    await browser.pass(14_000);
    feed.refetchIfDue();
    answer(aTracksAnswer(aTrackAnswer(TERRA, stored, NOW)));
    await settle();

    expect(requests('/satellites')).toBe(1);
  });

  it('fails when it does not answer within 15 seconds', async () => {
    browser.env.fetch = (url, signal) =>
      url === 'config.json'
        ? Promise.resolve(new Response('{"apiUrl":"https://a","socketUrl":"wss://a"}'))
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await startAndOpen();

    await browser.pass(14_999);
    expect(feed.state.failure).toBeUndefined();
    await browser.pass(1);

    expect(feed.state.failure?.request).toBe('api');
  });
});

it('does not abort a request that was answered', async () => {
  const { fetch } = browser.env;
  const signals: AbortSignal[] = [];
  browser.env.fetch = (url, signal) => {
    signals.push(signal);
    return fetch(url, signal);
  };
  await startAndOpen();
  await browser.pass(15_000);

  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
});

describe('frames', () => {
  it('keep the hour whole, with a new list every ten minutes', async () => {
    await startAndOpen();
    for (let minute = 0; minute < 30; minute++) {
      await browser.pass(60_000);
      sendFrame();
      feed.refetchIfDue();
    }

    expect(shownCount()).toBe(180);
    expect(feed.state.lastFrameMs).toBe(browser.nowMs);
    // After 11 and 22 minutes: ten, and up to one of spread.
    expect(requests('/satellites')).toBe(1 + 2);
    expect(requests('/tracks')).toBe(1);
  });

  it('that cannot be read change nothing and are counted', async () => {
    await startAndOpen();

    browser.socket.message('{"type":"points","satellites":"none"}');
    browser.socket.message('!');

    expect(feed.state.ignored).toEqual({ count: 2, reason: 'not JSON' });
    expect(feed.state.lastFrameMs).toBeUndefined();
    expect(shownCount()).toBe(180);
  });

  it('that cannot be read do not keep a silent socket open', async () => {
    await startAndOpen();
    await browser.pass(100_000);
    browser.socket.message('!');
    await browser.pass(30_000);

    expect(feed.state.socket.name).toBe('waiting');
  });

  it('from newer elements make it refetch the list alone, within a minute of spread', async () => {
    await startAndOpen();
    const point = aPoint(NOW + LEAD_MS + STEP_MS, { elementsEpoch: NEWER_ELEMENTS });

    browser.random = 0.5;
    browser.socket.message(aFrame(TERRA, [point], NEWER_ELEMENTS));
    await browser.pass(29_999);
    expect(requests('/satellites')).toBe(1);
    await browser.pass(1);

    expect(requests('/satellites')).toBe(2);
    expect(requests('/tracks')).toBe(1);
    expect(feed.state.tracks.get(TERRA)?.at(-1)).toEqual(point);
  });
});
