// The socket reconnects after failures, silence and a wake-up, and never too often.
import { beforeEach, describe, expect, it } from 'vitest';
import { type KeptSocket, keepSocket } from '../../../web/feed/socket.ts';
import { FakeBrowser } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

let browser: FakeBrowser;
let opened: number;
let blocked: number;
let isFed: boolean;
let kept: KeptSocket;

function keep() {
  return keepSocket('ws://feed', browser.env, {
    onOpen: () => {
      opened++;
    },
    onBlocked: () => {
      blocked++;
    },
    isFed: () => isFed,
    onMessage: (data) => data === 'good',
    onChange: () => {},
  });
}

beforeEach(() => {
  browser = new FakeBrowser(NOW);
  opened = 0;
  blocked = 0;
  isFed = false;
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

describe('where sockets do not work', () => {
  const fail = async () => {
    browser.socket.closed();
    const { phase } = kept;
    const delayMs = phase.name === 'waiting' ? phase.retryAtMs - browser.nowMs : Number.NaN;
    await browser.pass(delayMs);
    return delayMs;
  };

  it('says so after three failures in a row, and after each further one', async () => {
    await fail();
    await fail();
    expect(blocked).toBe(0);
    await fail();
    expect(blocked).toBe(1);
    await fail();
    expect(blocked).toBe(2);
  });

  it('tries again soon while no frame comes', async () => {
    for (const delayMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) expect(await fail()).toBe(delayMs);
  });

  it.each([
    [0, 300_000],
    [0.5, 450_000],
    [1, 600_000],
  ])('tries again now and then while frames come in another way: random %d, %d ms', async (random, delayMs) => {
    for (let count = 0; count < 3; count++) await fail();
    isFed = true;
    browser.random = random;

    expect(await fail()).toBe(delayMs);
  });

  it('counts a socket that opens and stays silent', async () => {
    for (let count = 0; count < 3; count++) {
      browser.socket.opened();
      await browser.pass(130_000 + 4_000);
    }

    expect(blocked).toBe(1);
  });
});

describe('a socket that the other side ends', () => {
  it.each([
    [0, 0],
    [0.25, 15_000],
    [1, 60_000],
  ])(
    'after ten minutes or longer, is replaced within a random part of a minute: %d, %d ms',
    async (random, delayMs) => {
      browser.socket.opened();
      for (let minute = 0; minute < 10; minute++) {
        browser.socket.message('good');
        await browser.pass(60_000);
      }
      browser.random = random;

      browser.socket.closed();

      expect(kept.phase).toEqual({ name: 'waiting', retryAtMs: browser.nowMs + delayMs, isUsual: true });
      await browser.pass(delayMs);
      expect(kept.phase).toEqual({ name: 'connecting', isUsual: true });
      // It is not there: from now on something is wrong.
      browser.socket.closed();
      expect(kept.phase).not.toHaveProperty('isUsual');
      expect(blocked).toBe(0);
    },
  );
});
