// A feed without a socket: it asks for a frame once a minute, until a socket works.
import { describe, expect, it } from 'vitest';
import { floorToGrid, LEAD_MS } from '../../../orbit/grid.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { settle } from '../fake-env.ts';
import { NEWER_ELEMENTS, pointsBetween } from '../points.ts';
import { browser, feed, requests, sendFrame, serveFrames, shownCount, start, store, TERRA } from './the-feed.ts';

/** What a feed that works has stored. */
function knownPoints() {
  const gridMs = floorToGrid(browser.nowMs);
  return pointsBetween(gridMs - HOUR_MS, gridMs + LEAD_MS);
}

/** Refuses every socket for a while, second by second, with a feed that goes on. */
async function refuse(seconds: number) {
  for (let second = 0; second < seconds; second++) {
    store(knownPoints());
    if (feed.state.socket.name === 'connecting') browser.socket.closed();
    await browser.pass(1_000);
    feed.refetchIfDue();
  }
}

describe('where sockets are refused', () => {
  it('the page is complete, and frames come once a minute', async () => {
    await start();
    await refuse(20);
    expect(feed.state.isPolling).toBe(true);
    expect(shownCount()).toBe(180);
    const before = requests('/frame/compact');

    await refuse(7 * 60);

    // One each 55 to 65 s: the longest, as random numbers are here.
    expect(requests('/frame/compact') - before).toBe(6);
    expect(shownCount()).toBe(180);
    expect(feed.state.tracks.get(TERRA)?.at(-1)?.timeMs).toBeGreaterThan(browser.nowMs + 60_000);
    expect(feed.state.lastFrameMs).toBeGreaterThan(browser.nowMs - 66_000);
    expect(requests('/tracks')).toBe(1);
    expect(feed.state.failure).toBeUndefined();
  });

  it.each([
    [0, 7],
    [1, 6],
  ])('pages drift apart: with random %d, %d requests at most in 5:50', async (random, count) => {
    await start();
    await refuse(20);
    browser.random = random;
    const before = requests('/frame/compact');

    // The first of them was timed before.
    await refuse(350);

    expect(requests('/frame/compact') - before).toBeGreaterThanOrEqual(count - 1);
    expect(requests('/frame/compact') - before).toBeLessThanOrEqual(count);
  });

  it('sockets are tried only now and then', async () => {
    await start();
    await refuse(60);
    const before = browser.sockets.length;

    await refuse(540);
    expect(browser.sockets.length).toBe(before);
    await refuse(120);
    expect(browser.sockets.length).toBe(before + 1);
  });

  it('so it is when the browser refuses the address', async () => {
    browser.env.openSocket = () => {
      throw new DOMException('mixed content', 'SecurityError');
    };
    await start();
    await browser.pass(20_000);

    expect(feed.state.isPolling).toBe(true);
    expect(shownCount()).toBe(180);
  });

  it('newer elements in a frame refetch the list', async () => {
    await start();
    await refuse(20);
    const newer = knownPoints().map((point) => ({
      ...point,
      elementsEpoch: NEWER_ELEMENTS,
    }));
    store(newer);
    const before = requests('/satellites');

    await browser.pass(65_000 + 60_000);

    expect(requests('/satellites')).toBe(before + 1);
  });
});

describe('when a socket works again', () => {
  it('the first frame that it brings ends the requests', async () => {
    await start();
    await refuse(60);
    feed.reconnect();
    await settle();
    browser.socket.opened();
    await settle();
    expect(feed.state.isPolling).toBe(false);
    expect(feed.state.socket.name).toBe('open');

    sendFrame();
    const before = requests('/frame/compact');
    for (let minute = 0; minute < 3; minute++) {
      await browser.pass(60_000);
      sendFrame();
    }

    expect(requests('/frame/compact')).toBe(before);
  });

  it('a socket that opens and brings nothing does not end them', async () => {
    await start();
    await refuse(60);
    feed.reconnect();
    browser.socket.opened();
    await settle();
    const before = requests('/frame/compact');

    await browser.pass(120_000);

    expect(requests('/frame/compact')).toBeGreaterThan(before);
  });
});

describe('when frames cannot be read either', () => {
  it.each<[string, unknown]>([
    ['the API fails', 503],
    ['nothing answers', new TypeError('Failed to fetch')],
    ['the answer is no frame', '<html>'],
  ])('%s: the page says that it reconnects, and tries sockets soon', async (_what, answer) => {
    browser.answers.set('/frame/compact', answer);
    await start();
    await refuse(120);
    expect(feed.state.isPolling).toBe(false);
    const { socket } = feed.state;
    expect(socket.name === 'waiting' && socket.retryAtMs - browser.nowMs <= 30_000).toBe(true);

    serveFrames();
    await refuse(66);

    expect(feed.state.isPolling).toBe(true);
  });

  it('asks at once when the network is back', async () => {
    await start();
    await refuse(60);
    const before = requests('/frame/compact');

    feed.reconnect();
    await settle();

    expect(requests('/frame/compact')).toBe(before + 1);
  });
});
