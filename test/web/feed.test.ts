import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import {
  type Feed,
  HEAL_AFTER_MS,
  HEAL_EVERY_MS,
  RELIST_EVERY_MS,
  SOCKET_GRACE_MS,
  startFeed,
} from '../../web/feed.ts';
import { lastHour } from '../../web/tracks.ts';
import { FakeBrowser, settle } from './fake-env.ts';
import { aFrame, aPoint, aSatellite, aTrackAnswer, NEWER_ELEMENTS, pointsBetween } from './points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const TERRA = 25994;

let browser: FakeBrowser;
let feed: Feed;
let stored: TrackPoint[];

const requests = (end: string) => browser.asked.filter((url) => url.endsWith(end)).length;
const shownCount = () => lastHour(feed.state.tracks.get(TERRA) ?? [], browser.nowMs).length;

async function start() {
  feed = startFeed('config.json', browser.env, () => {});
  await settle();
}

async function startAndOpen() {
  await start();
  browser.socket.opened();
  await settle();
}

// What the feed does each minute: a frame with the newest minute.
function sendFrame() {
  const untilMs = browser.nowMs + LEAD_MS;
  browser.socket.message(aFrame(TERRA, pointsBetween(untilMs - 2 * STEP_MS, untilMs)));
}

beforeEach(() => {
  browser = new FakeBrowser(NOW);
  stored = pointsBetween(NOW - HOUR_MS, NOW + LEAD_MS);
  browser.answers.set('config.json', { apiUrl: 'https://api.example/', socketUrl: 'wss://socket.example/live' });
  browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
  browser.answers.set('/track', () => aTrackAnswer(TERRA, stored, browser.nowMs));
});

describe('starting', () => {
  it('reads config.json, opens the socket, and only then asks the API', async () => {
    await start();
    expect(browser.asked).toEqual(['config.json']);
    expect(browser.socket.url).toBe('wss://socket.example/live');

    browser.socket.opened();
    await settle();

    expect(browser.asked.slice(1)).toEqual([
      'https://api.example/satellites',
      `https://api.example/satellites/${TERRA}/track`,
    ]);
    expect(shownCount()).toBe(180);
    expect(feed.state.failure).toBeUndefined();
  });

  it('asks the API without a socket when none gets through', async () => {
    await start();
    await browser.pass(SOCKET_GRACE_MS);

    expect(feed.state.connectedOnce).toBe(false);
    expect(shownCount()).toBe(180);
  });

  it('keeps the points of a frame that overtakes the answer', async () => {
    let answer = (_: unknown) => {};
    browser.answers.set(
      '/track',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await startAndOpen();

    const untilMs = NOW + LEAD_MS + 60_000;
    browser.socket.message(aFrame(TERRA, pointsBetween(NOW + LEAD_MS + STEP_MS, untilMs)));
    answer(aTrackAnswer(TERRA, stored, NOW));
    await settle();

    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBe(untilMs);
    expect(shownCount()).toBe(180);
  });

  it('tries config.json until it can be read', async () => {
    browser.answers.set('config.json', 404);
    await start();
    expect(feed.state.failure).toMatchObject({ asked: 'config', retryAtMs: NOW + 1_000 });

    browser.answers.set('config.json', { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' });
    await browser.pass(1_000);

    expect(feed.state.failure).toBeUndefined();
    expect(browser.sockets).toHaveLength(1);
  });
});

describe('an API that cannot be read', () => {
  it.each([
    ['unreachable', new TypeError('Failed to fetch')],
    ['failing', 503],
    ['not JSON', '<html>'],
    ['something else', { hello: 'world' }],
  ])('is asked again, with growing delays: %s', async (_, answer) => {
    browser.answers.set('/satellites', answer);
    await startAndOpen();
    expect(feed.state.failure).toMatchObject({ asked: 'api', retryAtMs: NOW + 1_000 });
    await browser.pass(1_000);
    expect(feed.state.failure).toMatchObject({ asked: 'api', retryAtMs: NOW + 3_000 });

    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
    await browser.pass(2_000);

    expect(feed.state.failure).toBeUndefined();
    expect(shownCount()).toBe(180);
  });

  it('is given up when it does not answer in time', async () => {
    browser.env.fetch = (url, signal) =>
      url === 'config.json'
        ? Promise.resolve(new Response('{"apiUrl":"https://a","socketUrl":"wss://a"}'))
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await startAndOpen();

    await browser.pass(15_000);

    expect(feed.state.failure?.asked).toBe('api');
  });
});

describe('frames', () => {
  it('are merged, and remembered', async () => {
    await startAndOpen();
    for (let minute = 0; minute < 30; minute++) {
      await browser.pass(60_000);
      sendFrame();
      feed.check();
    }

    expect(shownCount()).toBe(180);
    expect(feed.state.lastFrameMs).toBe(browser.nowMs);
    // The list was read every ten minutes, for the elements; nothing else was asked.
    expect(requests('/satellites')).toBe(1 + 3);
  });

  it('that are malformed change nothing and are counted', async () => {
    await startAndOpen();

    browser.socket.message('{"type":"points","satellites":"none"}');
    browser.socket.message('!');

    expect(feed.state.ignored).toEqual({ count: 2, reason: 'not JSON' });
    expect(feed.state.lastFrameMs).toBeUndefined();
    expect(shownCount()).toBe(180);
  });

  it('from new elements have the list read again', async () => {
    await startAndOpen();
    const point = aPoint(NOW + LEAD_MS + STEP_MS, { elementsEpoch: NEWER_ELEMENTS });

    browser.socket.message(aFrame(TERRA, [point], NEWER_ELEMENTS));
    await settle();

    expect(requests('/satellites')).toBe(2);
    expect(feed.state.tracks.get(TERRA)?.at(-1)).toEqual(point);
  });
});

describe('holes', () => {
  it('are asked for after ten seconds, then once a minute, until they are closed', async () => {
    const whole = stored;
    stored = stored.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2);
    await startAndOpen();
    expect(shownCount()).toBe(179);
    const checkEachSecond = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        await browser.pass(1_000);
        feed.check();
        await settle();
      }
    };

    await checkEachSecond(HEAL_AFTER_MS / 1000 - 1);
    expect(requests('/track')).toBe(1);
    await checkEachSecond(1);
    expect(requests('/track')).toBe(2);
    await checkEachSecond(HEAL_EVERY_MS / 1000 - 1);
    expect(requests('/track')).toBe(2);
    stored = whole;
    await checkEachSecond(1);
    expect(requests('/track')).toBe(3);
    expect(feed.state.tracks.get(TERRA)?.some(({ timeMs }) => timeMs === NOW - HOUR_MS / 2)).toBe(true);
  });

  it('are not asked for where no points can be expected', async () => {
    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA, null)] });
    stored = [];
    await startAndOpen();

    await browser.pass(RELIST_EVERY_MS - 1_000);
    feed.check();
    await settle();

    expect(requests('/track')).toBe(1);
  });
});

describe('coming back', () => {
  it('asks the API after each reconnection', async () => {
    await startAndOpen();
    browser.socket.closed();
    await browser.pass(1_000);
    browser.socket.opened();
    await settle();

    expect(requests('/track')).toBe(2);
    expect(feed.state.connectedOnce).toBe(true);
  });

  it('heals a sleep of ten minutes', async () => {
    await startAndOpen();
    browser.nowMs += 600_000;
    stored = pointsBetween(browser.nowMs - HOUR_MS, browser.nowMs + LEAD_MS);
    expect(shownCount()).toBeLessThan(180);

    feed.wake();
    await browser.pass(1_000);
    browser.socket.opened();
    await settle();

    expect(shownCount()).toBe(180);
  });

  it('asks after a sleep also when nothing is missing: the clock may have been set', async () => {
    await startAndOpen();
    const before = requests('/satellites');

    feed.wake();
    await settle();

    expect(requests('/satellites')).toBe(before + 1);
  });

  it.each([3_600_000, -3_600_000])(
    'goes by the server that is %i ms ahead, and waits by the device',
    async (aheadMs) => {
      browser.serverAheadMs = aheadMs;
      stored = pointsBetween(NOW + aheadMs - HOUR_MS, NOW + aheadMs + LEAD_MS);
      await startAndOpen();

      expect(Math.abs(feed.nowMs() - browser.nowMs - aheadMs)).toBeLessThan(600);
      expect(lastHour(feed.state.tracks.get(TERRA) ?? [], feed.nowMs()).length).toBe(180);
      feed.check();
      await browser.pass(10_000);
      // The socket is as young as it was.
      expect(browser.sockets).toHaveLength(1);
      sendFrame();
      expect(Math.abs((feed.state.lastFrameMs ?? 0) - feed.nowMs())).toBeLessThan(600);
      browser.socket.closed();
      const { socket } = feed.state;
      expect(socket.name === 'waiting' && Math.abs(socket.retryAtMs - feed.nowMs() - 1_000)).toBeLessThan(600);
    },
  );

  it('asks once for the list when a frame brings a satellite that is not in it', async () => {
    await startAndOpen();
    const before = requests('/satellites');
    for (let count = 0; count < 3; count++) {
      browser.socket.message(aFrame(99, pointsBetween(browser.nowMs, browser.nowMs + LEAD_MS)));
      await settle();
    }

    expect(requests('/satellites')).toBe(before + 1);
  });

  it('heals at once when the clock was set back', async () => {
    await startAndOpen();
    browser.nowMs -= 1_200_000;
    stored = pointsBetween(browser.nowMs - HOUR_MS, browser.nowMs + LEAD_MS);
    expect(shownCount()).toBeLessThan(180);

    feed.check();
    await settle();

    expect(shownCount()).toBe(180);
    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBeLessThanOrEqual(browser.nowMs + 4 * LEAD_MS);
  });

  it('connects at once when the network is back', async () => {
    await startAndOpen();
    browser.answers.set('/satellites', new TypeError('Failed to fetch'));
    browser.socket.closed();
    await browser.pass(8_000);
    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });

    feed.reconnect();
    browser.socket.opened();
    await settle();

    expect(feed.state.socket).toEqual({ name: 'open' });
    expect(feed.state.failure).toBeUndefined();
  });

  it('forgets a satellite that is not listed any more', async () => {
    await startAndOpen();
    browser.answers.set('/satellites', { satellites: [] });
    feed.reconnect();
    browser.socket.opened();
    await settle();

    expect([...feed.state.tracks.keys()]).toEqual([]);
  });
});
