// GET /frame once a minute, where no socket can be kept open: refused, blocked on the way, or too many viewers.
import type { Env } from '../base/env.ts';

/** Points come three minutes early, so two requests in a row may fail before a viewer could notice. */
const EVERY_MS = 55_000;
/** A random part of this is added: pages that began together drift apart. */
const SPREAD_MS = 10_000;
/** Pages begin together when a service ends. Their tracks reach a minute ahead at least. */
const FIRST_SPREAD_MS = 10_000;

export interface FramePoll {
  /** Whether it feeds the page: it runs, and its last request succeeded. */
  readonly feeds: boolean;
  /** Begins to ask, unless it already does. */
  start(): void;
  stop(): void;
  /** Asks now, if it runs: the network is back. */
  hurry(): void;
}

/** Makes a poll that is stopped. `ask` requests a frame, and rejects when that fails. */
export function createFramePoll(env: Env, ask: () => Promise<void>, onSettled: () => void): FramePoll {
  let isRunning = false;
  let isAsking = false;
  let hasSucceeded = false;
  let cancel = () => {};

  function run() {
    if (isAsking) return;
    isAsking = true;
    ask().then(
      () => settle(true),
      () => settle(false),
    );
  }

  function settle(succeeded: boolean) {
    isAsking = false;
    if (!isRunning) return;
    hasSucceeded = succeeded;
    // It may have been stopped and started meanwhile.
    cancel();
    cancel = env.after(EVERY_MS + env.random() * SPREAD_MS, run);
    onSettled();
  }

  return {
    get feeds() {
      return isRunning && hasSucceeded;
    },
    start() {
      if (isRunning) return;
      isRunning = true;
      cancel = env.after(env.random() * FIRST_SPREAD_MS, run);
    },
    stop() {
      cancel();
      isRunning = false;
      hasSucceeded = false;
    },
    hurry() {
      if (!isRunning) return;
      cancel();
      run();
    },
  };
}
