// A feed that returns: after a lost connection, a sleep, a clock that was set.
import { describe, expect, it } from 'vitest';
import { LEAD_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { lastHour } from '../../../web/satellite/tracks.ts';
import { settle } from '../fake-env.ts';
import { aSatellite, pointsBetween } from '../points.ts';
import {
  browser,
  feed,
  NOW,
  requests,
  sendFrame,
  serveFrames,
  shownCount,
  start,
  startAndOpen,
  store,
  TERRA,
} from './the-feed.ts';

describe('a feed that returns', () => {
  /** The socket ends and another one opens a second later. Returns what the page then asks for. */
  async function reconnection() {
    const before = browser.requested.length;
    browser.socket.closed();
    await browser.pass(1_000);
    browser.socket.opened();
    await settle();
    return browser.requested.slice(before);
  }

  it('asks for the list and the newest points after a reconnection, and for no track when none has a hole', async () => {
    await startAndOpen();
    store(pointsBetween(NOW - HOUR_MS, NOW + LEAD_MS + 60_000));

    expect(await reconnection()).toEqual(['https://api.example/satellites', 'https://api.example/frame/compact']);
    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBe(NOW + LEAD_MS + 60_000);
    expect(feed.state.connectedOnce).toBe(true);
    // They are not what a socket or a poll brought.
    expect(feed.state.lastFrameMs).toBeUndefined();
  });

  it('asks for the tracks with holes, too, when it was away for longer', async () => {
    await startAndOpen();
    browser.nowMs += 300_000;
    store(pointsBetween(browser.nowMs - HOUR_MS, browser.nowMs + LEAD_MS));

    expect(await reconnection()).toContain(`https://api.example/tracks?satellites=${TERRA}`);
    expect(shownCount()).toBe(180);
  });

  it('retries all of it when the API fails', async () => {
    await startAndOpen();
    browser.answers.set('/frame/compact', 503);
    await reconnection();
    expect(feed.state.failure?.request).toBe('api');

    serveFrames();
    await browser.pass(1_000);

    expect(feed.state.failure).toBeUndefined();
    expect(requests('/frame/compact')).toBe(2);
  });

  it('retries when the newest points cannot be read', async () => {
    await startAndOpen();
    browser.answers.set('/frame/compact', { some: 'page' });
    await reconnection();
    expect(feed.state.failure).toMatchObject({ request: 'api', error: { name: 'AnswerError' } });

    serveFrames();
    await browser.pass(1_000);

    expect(feed.state.failure).toBeUndefined();
  });

  it('is whole again after a sleep of ten minutes', async () => {
    await startAndOpen();
    browser.nowMs += 600_000;
    store(pointsBetween(browser.nowMs - HOUR_MS, browser.nowMs + LEAD_MS));
    expect(shownCount()).toBeLessThan(180);

    feed.wake();
    await browser.pass(1_000);
    browser.socket.opened();
    await settle();

    expect(shownCount()).toBe(180);
  });

  it('refetches after a sleep even when no points are missing: the clock may have been set', async () => {
    await startAndOpen();
    const before = requests('/satellites');

    feed.wake();
    await settle();

    expect(requests('/satellites')).toBe(before + 1);
  });

  it.each([3_600_000, -3_600_000])(
    'shows the time of a server that is %i ms ahead, and waits by the device',
    async (aheadMs) => {
      browser.serverAheadMs = aheadMs;
      store(pointsBetween(NOW + aheadMs - HOUR_MS, NOW + aheadMs + LEAD_MS));
      await startAndOpen();

      expect(Math.abs(feed.nowMs() - browser.nowMs - aheadMs)).toBeLessThan(600);
      expect(lastHour(feed.state.tracks.get(TERRA) ?? [], feed.nowMs()).length).toBe(180);
      feed.refetchIfDue();
      await browser.pass(10_000);
      // The correction of the clock ages nothing: the socket is kept.
      expect(browser.sockets).toHaveLength(1);
      sendFrame();
      expect(Math.abs((feed.state.lastFrameMs ?? 0) - feed.nowMs())).toBeLessThan(600);
      browser.socket.closed();
      const { socket } = feed.state;
      expect(socket.name === 'waiting' && Math.abs(socket.retryAtMs - feed.nowMs() - 1_000)).toBeLessThan(600);
    },
  );

  it.each<[string, unknown]>([
    ['an error', 503],
    ['the page of a portal', '<h1>Login</h1>'],
    ['another document', '{}'],
  ])('does not set its clock by the date of %s', async (_, answer) => {
    browser.serverAheadMs = -3_600_000;
    browser.answers.set('/tracks', answer);
    browser.answers.set('/satellites', answer);
    await start();
    await browser.pass(60_000);

    expect(requests('/tracks')).toBeGreaterThan(1);
    expect(feed.state.clockOffsetMs).toBeUndefined();
    expect(feed.nowMs()).toBe(browser.nowMs);
  });

  it('is whole again at once when the clock was set back', async () => {
    await startAndOpen();
    browser.nowMs -= 1_200_000;
    store(pointsBetween(browser.nowMs - HOUR_MS, browser.nowMs + LEAD_MS));
    expect(shownCount()).toBeLessThan(180);

    feed.refetchIfDue();
    await settle();

    expect(shownCount()).toBe(180);
    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBeLessThanOrEqual(browser.nowMs + 4 * LEAD_MS);
  });

  it.each<'wake' | 'reconnect'>(['wake', 'reconnect'])('retries what failed at once: %s', async (how) => {
    browser.answers.set('config.json', 503);
    await start();
    browser.answers.set('config.json', { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' });
    feed[how]();
    await settle();
    expect(browser.sockets).toHaveLength(1);

    browser.answers.set('/satellites', 503);
    browser.socket.opened();
    await settle();
    expect(feed.state.failure?.request).toBe('api');
    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
    feed[how]();
    await settle();

    expect(feed.state.failure).toBeUndefined();
  });

  it('connects a socket that waits as soon as it wakes', async () => {
    await startAndOpen();
    browser.socket.closed();

    feed.wake();

    expect(browser.sockets).toHaveLength(2);
  });

  it('replaces the socket when the network is back, and refetches only what failed', async () => {
    await startAndOpen();

    feed.reconnect();
    await settle();

    expect(browser.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(requests('/satellites')).toBe(1);
  });
});
