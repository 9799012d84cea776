import { beforeEach, describe, expect, it } from 'vitest';
import { HANDSHAKE_MS, type KeptSocket, keepSocket, PROVEN_MS, SILENCE_MS } from '../../../web/feed/socket.ts';
import { FakeBrowser } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

let browser: FakeBrowser;
let opened: number;
let kept: KeptSocket;

function keep() {
  return keepSocket('ws://feed', browser.env, {
    opened: () => {
      opened++;
    },
    message: (data) => data === 'good',
    changed: () => {},
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

  it('gives up a handshake that hangs', async () => {
    await browser.pass(HANDSHAKE_MS);

    expect(browser.socket.isClosed).toBe(true);
    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: NOW + HANDSHAKE_MS + 1_000 });
  });

  it('takes an address that the browser refuses for a failure', async () => {
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

  it('forgets the failures after a good frame on a socket that has lasted, not after opening, a bad one or a quick one', async () => {
    browser.socket.closed();
    await browser.pass(1_000);
    browser.socket.opened();
    browser.socket.message('bad');
    browser.socket.closed();
    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + 2_000 });

    await browser.pass(2_000);
    browser.socket.opened();
    browser.socket.message('good');
    browser.socket.closed();
    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + 4_000 });

    await browser.pass(4_000);
    browser.socket.opened();
    await browser.pass(PROVEN_MS);
    browser.socket.message('good');
    browser.socket.closed();
    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + 1_000 });
  });

  it('counts the loss of a socket once, whatever it still says', async () => {
    const first = browser.socket;
    first.closed();
    first.closed();
    first.message('good');

    expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + 1_000 });
  });

  it('does not listen to a socket that it gave up', async () => {
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
  it('is death after 130 s without a good frame', async () => {
    browser.socket.opened();
    await browser.pass(60_000);
    browser.socket.message('good');
    await browser.pass(SILENCE_MS - 1);
    browser.socket.message('bad');
    expect(kept.phase.name).toBe('open');

    await browser.pass(1);

    expect(browser.socket.isClosed).toBe(true);
    expect(kept.phase.name).toBe('waiting');
  });

  it('is noticed on waking, when the timers slept too', () => {
    browser.socket.opened();
    browser.nowMs += 600_000;

    kept.wake();

    expect(kept.phase.name).toBe('waiting');
  });
});

describe('waking', () => {
  it('tries at once when it was waiting', () => {
    browser.socket.closed();

    kept.wake();

    expect(kept.phase.name).toBe('connecting');
    expect(browser.sockets).toHaveLength(2);
  });

  it('leaves a living socket alone', () => {
    browser.socket.opened();

    kept.wake();

    expect(browser.sockets).toHaveLength(1);
    expect(kept.phase.name).toBe('open');
  });

  it('renews a socket whose network is gone', () => {
    browser.socket.opened();

    kept.renew();

    expect(browser.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(kept.phase.name).toBe('connecting');
  });
});
