// The socket reconnects after failures, silence and a wake-up, and never too often.
import { beforeEach, describe, expect, it } from 'vitest';
import { type KeptSocket, keepSocket } from '../../../web/feed/socket.ts';
import { FakeBrowser } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

let browser: FakeBrowser;
let opened: number;
let kept: KeptSocket;

function keep() {
  return keepSocket('ws://feed', browser.env, {
    onOpen: () => {
      opened++;
    },
    onMessage: (data) => data === 'good',
    onChange: () => {},
  });
}

beforeEach(() => {
  browser = new FakeBrowser(NOW);
  opened = 0;
  kept = keep();
});

describe('connecting', () => {
  it('opens at once', () => {
    expect(browser.socket.url).toBe('ws://feed');
    expect(kept.phase).toEqual({ name: 'connecting' });

    browser.socket.opened();

    expect(kept.phase).toEqual({ name: 'open' });
    expect(opened).toBe(1);
  });

  it('gives up a handshake after ten seconds', async () => {
    await browser.pass(9_999);
    expect(kept.phase.name).toBe('connecting');
    await browser.pass(1);

    expect(browser.socket.isClosed).toBe(true);
    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: NOW + 11_000 });
  });

  it('counts an address that the browser refuses as a failure', async () => {
    const open = browser.env.openSocket;
    browser.env.openSocket = () => {
      throw new DOMException('mixed content', 'SecurityError');
    };
    kept = keep();
    expect(kept.phase.name).toBe('waiting');

    browser.env.openSocket = open;
    await browser.pass(1_000);
    expect(kept.phase.name).toBe('connecting');
  });
});

describe('reconnecting', () => {
  it('waits longer after each failure', async () => {
    for (const delayMs of [1_000, 2_000, 4_000]) {
      browser.socket.closed();
      expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + delayMs });
      await browser.pass(delayMs - 1);
      expect(kept.phase.name).toBe('waiting');
      await browser.pass(1);
      expect(kept.phase.name).toBe('connecting');
    }
    expect(browser.sockets).toHaveLength(4);
  });

  it('starts with the first delay again only after a good frame on a socket that has been open for 30 s', async () => {
    const delayAfter = async (openMs: number, message: string) => {
      browser.socket.opened();
      await browser.pass(openMs);
      browser.socket.message(message);
      browser.socket.closed();
      const delayMs = kept.phase.name === 'waiting' ? kept.phase.retryAtMs - browser.nowMs : Number.NaN;
      await browser.pass(delayMs);
      return delayMs;
    };

    expect(await delayAfter(0, 'bad')).toBe(1_000);
    expect(await delayAfter(0, 'good')).toBe(2_000);
    expect(await delayAfter(29_999, 'good')).toBe(4_000);
    expect(await delayAfter(30_000, 'bad')).toBe(8_000);
    expect(await delayAfter(30_000, 'good')).toBe(1_000);
  });

  it('counts the loss of a socket once, whatever else it reports', async () => {
    const first = browser.socket;
    first.closed();
    first.closed();
    first.message('good');

    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + 1_000 });
  });

  it('ignores a socket that it gave up', async () => {
    const first = browser.socket;
    first.closed();
    await browser.pass(1_000);

    first.opened();
    first.closed();

    expect(kept.phase.name).toBe('connecting');
    expect(opened).toBe(0);
  });
});

describe('silence', () => {
  it('ends a socket after 130 s without a good frame', async () => {
    browser.socket.opened();
    await browser.pass(60_000);
    browser.socket.message('good');
    await browser.pass(129_999);
    browser.socket.message('bad');
    expect(kept.phase.name).toBe('open');

    await browser.pass(1);

    expect(browser.socket.isClosed).toBe(true);
    expect(kept.phase.name).toBe('waiting');
  });

  it('is noticed on waking, when the timers slept too', () => {
    browser.socket.opened();
    browser.nowMs += 129_999;
    kept.wake();
    expect(kept.phase.name).toBe('open');

    browser.nowMs += 1;
    kept.wake();

    expect(kept.phase.name).toBe('waiting');
  });
});

describe('waking', () => {
  it('connects at once when it was waiting', () => {
    browser.socket.closed();

    kept.wake();

    expect(kept.phase.name).toBe('connecting');
    expect(browser.sockets).toHaveLength(2);
  });

  it('keeps an open socket', () => {
    browser.socket.opened();

    kept.wake();

    expect(browser.sockets).toHaveLength(1);
    expect(kept.phase.name).toBe('open');
  });

  it('replaces a socket whose network has changed', () => {
    browser.socket.opened();

    kept.reconnect();

    expect(browser.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(kept.phase.name).toBe('connecting');
  });
});
