// A browser that a test controls: its clock, timers, sockets and answers.
import type { Env, SocketEvents } from '../../web/base/env.ts';

export interface FakeSocket extends SocketEvents {
  url: string;
  isClosed: boolean;
}

type Answer = unknown | (() => unknown);

export class FakeBrowser {
  nowMs: number;
  /** The next random numbers. 1 means just below 1, which makes delays the longest. */
  random = 1;
  readonly sockets: FakeSocket[] = [];
  /** Requested addresses, in order. */
  readonly requested: string[] = [];
  /** By the end of the address. A function is called for each request, an Error rejects, a number is an HTTP status. */
  readonly answers = new Map<string, Answer>();
  /** How far the server's clock is ahead. Undefined means that answers have no Date header. */
  serverAheadMs: number | undefined;
  private timers: { atMs: number; callback: () => void }[] = [];

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  readonly env: Env = {
    origin: 'https://page.example',
    nowMs: () => this.nowMs,
    random: () => this.random,
    fetch: async (url) => {
      this.requested.push(url);
      const entry = [...this.answers].find(([end]) => url.endsWith(end));
      const answer = typeof entry?.[1] === 'function' ? entry[1]() : (entry?.[1] ?? 404);
      if (answer instanceof Error) throw answer;
      const headers = new Headers();
      if (this.serverAheadMs !== undefined)
        headers.set('date', new Date(this.nowMs + this.serverAheadMs).toUTCString());
      if (typeof answer === 'number') return new Response('', { status: answer, headers });
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(await answer), { headers });
    },
    openSocket: (url, events) => {
      const socket: FakeSocket = { url, isClosed: false, ...events };
      this.sockets.push(socket);
      return () => {
        socket.isClosed = true;
      };
    },
    after: (delayMs, callback) => {
      const timer = { atMs: this.nowMs + delayMs, callback };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((other) => other !== timer);
      };
    },
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  /** Moves the clock and fires each timer at its time. */
  async pass(durationMs: number): Promise<void> {
    const untilMs = this.nowMs + durationMs;
    for (;;) {
      const next = this.timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.callback();
      await settle();
    }
    this.nowMs = untilMs;
    await settle();
  }
}

/** Lets answers take effect: a turn of the event loop runs all promises that are ready. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
