// A WebSocket that is kept open: reconnects with backoff, and takes silence for death.

import type { Env } from '../base/env.ts';
import { retryDelayMs } from './backoff.ts';

/** A frame comes each minute. After two that did not come, and ten seconds, the socket counts as dead. */
export const SILENCE_MS = 130_000;
/** A handshake takes well under a second; one that hangs is given up. */
export const HANDSHAKE_MS = 10_000;

/** A socket that has been open for this long, and brings a frame, has worked. */
export const PROVEN_MS = 30_000;

export type SocketPhase = { name: 'connecting' } | { name: 'open' } | { name: 'waiting'; retryAtMs: number };

export interface SocketListener {
  opened(): void;
  /** Takes a message; says whether it was a good frame. */
  message(data: unknown): boolean;
  changed(): void;
}

export interface KeptSocket {
  readonly phase: SocketPhase;
  /** After a sleep: tries at once if it waits, and notices a silence that no timer could. */
  wake(): void;
  /** When the network is another: gives up the present socket, which may be dead without a sign, and connects at once. */
  renew(): void;
}

/** Opens a socket and keeps it open for as long as the page lives. */
export function keepSocket(url: string, env: Env, listener: SocketListener): KeptSocket {
  let phase: SocketPhase = { name: 'connecting' };
  let failures = 0;
  let deadlineMs = 0;
  let openedMs = 0;
  let close = () => {};
  let cancelTimer = () => {};
  // Events of a socket that was given up must not touch its successor.
  let current = 0;

  function connect() {
    const mine = ++current;
    const ifCurrent = (react: () => void) => () => {
      if (mine === current) react();
    };
    phase = { name: 'connecting' };
    expectWithin(HANDSHAKE_MS);
    close = () => {};
    try {
      close = env.openSocket(url, {
        opened: ifCurrent(() => {
          phase = { name: 'open' };
          openedMs = env.nowMs();
          expectWithin(SILENCE_MS);
          listener.opened();
          listener.changed();
        }),
        message: (data) => ifCurrent(() => receive(data))(),
        closed: ifCurrent(lost),
      });
    } catch {
      // The browser refuses the address (say, ws: on an https: page): as good as closed.
      lost();
      return;
    }
    listener.changed();
  }

  function receive(data: unknown) {
    // Only good frames over a while prove that the feed is alive: a server that accepts, and then fails, must not be hammered.
    if (listener.message(data)) {
      if (env.nowMs() - openedMs >= PROVEN_MS) failures = 0;
      expectWithin(SILENCE_MS);
    }
    listener.changed();
  }

  function expectWithin(delayMs: number) {
    deadlineMs = env.nowMs() + delayMs;
    cancelTimer();
    cancelTimer = env.after(delayMs, lost);
  }

  function lost() {
    current++;
    close();
    failures++;
    const delayMs = retryDelayMs(failures, env.random);
    phase = { name: 'waiting', retryAtMs: env.nowMs() + delayMs };
    cancelTimer();
    cancelTimer = env.after(delayMs, connect);
    listener.changed();
  }

  function wake() {
    if (phase.name === 'waiting') connect();
    else if (env.nowMs() >= deadlineMs) lost();
  }

  function renew() {
    close();
    connect();
  }

  connect();
  return {
    get phase() {
      return phase;
    },
    wake,
    renew,
  };
}
