// A WebSocket that is kept open: it reconnects with growing delays, and counts as dead when it is silent.
import type { Env } from '../base/env.ts';
import { retryDelayMs } from './retry.ts';

/** A frame comes each minute. A socket that misses two is dead. The ten seconds are for a late one. */
const SILENCE_MS = 130_000;
/** A handshake takes well under a second. */
const HANDSHAKE_MS = 10_000;
/** A socket works if it has been open this long and then brings a frame. */
const PROVEN_MS = 30_000;
/** After so many failures in a row, something on the way or the service itself refuses sockets. */
const BLOCKED_AFTER = 3;
/** While frames come in another way, a socket is tried now and then: a random time between this and twice as long. */
const BLOCKED_DELAY_MS = 300_000;
/**
 * API Gateway ends sockets after two hours, and a maintenance may end all at once. A page whose socket ends at this age
 * has points for three minutes, so it waits for a random part of a minute: pages that came together do not return so.
 */
const LONG_LIFE_MS = 600_000;
const RETURN_SPREAD_MS = 60_000;

/** `isUsual`: the socket has ended as each one does at some time, and nothing is wrong. */
export type SocketPhase =
  | { name: 'connecting'; isUsual?: true }
  | { name: 'open' }
  | { name: 'waiting'; retryAtMs: number; isUsual?: true };

interface SocketListener {
  onOpen(): void;
  /** Sockets do not work here. */
  onBlocked(): void;
  /** Whether frames come in another way. */
  isFed(): boolean;
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
export function keepSocket(url: string, env: Env, listener: SocketListener): KeptSocket {
  const { onOpen, onBlocked, isFed, onMessage, onChange } = listener;
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
    phase = { name: 'connecting', ...(phase.name === 'waiting' && phase.isUsual && { isUsual: true }) };
    giveUpAfter(HANDSHAKE_MS);
    try {
      close = env.openSocket(url, {
        opened: () => ifNewest(opened),
        message: (data) => ifNewest(() => receive(data)),
        closed: () => ifNewest(end),
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

  function end() {
    if (phase.name !== 'open' || env.nowMs() - openedMs < LONG_LIFE_MS) return giveUp();
    wait(env.random() * RETURN_SPREAD_MS, true);
  }

  function giveUp() {
    failures++;
    if (failures >= BLOCKED_AFTER) onBlocked();
    wait(isFed() ? BLOCKED_DELAY_MS * (1 + env.random()) : retryDelayMs(failures, env.random));
  }

  function wait(delayMs: number, isUsual?: true) {
    newestAttempt++;
    close();
    phase = { name: 'waiting', retryAtMs: env.nowMs() + delayMs, ...(isUsual && { isUsual }) };
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
