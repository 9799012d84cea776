// A WebSocket that is kept open: it reconnects with growing delays, and counts as dead when it is silent.
import type { Env } from '../base/env.ts';
import { retryDelayMs } from './retry.ts';

/** A frame comes each minute. A socket that misses two is dead. The ten seconds are for a late one. */
const SILENCE_MS = 130_000;
/** A handshake takes well under a second. */
const HANDSHAKE_MS = 10_000;
/** A socket works if it has been open this long and then brings a frame. */
const PROVEN_MS = 30_000;

export type SocketPhase = { name: 'connecting' } | { name: 'open' } | { name: 'waiting'; retryAtMs: number };

interface SocketListener {
  onOpen(): void;
  /** Reads a message, and returns whether it is a good frame. */
  onMessage(data: unknown): boolean;
  onChange(): void;
}

export interface KeptSocket {
  readonly phase: SocketPhase;
  /** After a sleep: connects at once if it was waiting, and gives up a socket that was silent for too long. */
  wake(): void;
  /** When the network has changed: replaces the socket at once, since the old one may be dead without a sign. */
  reconnect(): void;
}

/** Opens a socket and keeps it open for as long as the page lives. */
export function keepSocket(url: string, env: Env, { onOpen, onMessage, onChange }: SocketListener): KeptSocket {
  let phase: SocketPhase = { name: 'connecting' };
  let failures = 0;
  let deadlineMs = 0;
  let openedMs = 0;
  let close = () => {};
  let cancelTimer = () => {};
  let newestAttempt = 0;

  function connect() {
    const attempt = ++newestAttempt;
    // A socket that was given up may still report events.
    const ifNewest = (react: () => void) => {
      if (attempt === newestAttempt) react();
    };
    phase = { name: 'connecting' };
    giveUpAfter(HANDSHAKE_MS);
    try {
      close = env.openSocket(url, {
        opened: () => ifNewest(opened),
        message: (data) => ifNewest(() => receive(data)),
        closed: () => ifNewest(giveUp),
      });
    } catch {
      // The browser refuses the address, for example ws: on a page over https:.
      giveUp();
      return;
    }
    onChange();
  }

  function opened() {
    phase = { name: 'open' };
    openedMs = env.nowMs();
    giveUpAfter(SILENCE_MS);
    onOpen();
    onChange();
  }

  function receive(data: unknown) {
    if (onMessage(data)) {
      // Only a good frame after a while ends the growing delays: do not hammer a server that accepts and then fails.
      if (env.nowMs() - openedMs >= PROVEN_MS) failures = 0;
      giveUpAfter(SILENCE_MS);
    }
    onChange();
  }

  function giveUpAfter(delayMs: number) {
    deadlineMs = env.nowMs() + delayMs;
    cancelTimer();
    cancelTimer = env.after(delayMs, giveUp);
  }

  function giveUp() {
    newestAttempt++;
    close();
    failures++;
    const delayMs = retryDelayMs(failures, env.random);
    phase = { name: 'waiting', retryAtMs: env.nowMs() + delayMs };
    cancelTimer();
    cancelTimer = env.after(delayMs, connect);
    onChange();
  }

  function wake() {
    if (phase.name === 'waiting') connect();
    // Timers stand still during a sleep, so the deadline may have passed without its timer.
    else if (env.nowMs() >= deadlineMs) giveUp();
  }

  function reconnect() {
    close();
    connect();
  }

  connect();
  return {
    get phase() {
      return phase;
    },
    wake,
    reconnect,
  };
}
