// GET /frame once a minute, where no socket can be kept open: refused, blocked on the way, or too many viewers.
import type { Env } from '../base/env.ts';
import { EVERY_MS, FIRST_SPREAD_MS, SPREAD_MS } from './frame-rhythm.ts';

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
