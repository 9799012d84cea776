// One question at a time, asked until it is answered.

import type { Env } from '../base/env.ts';
import { retryDelayMs } from './backoff.ts';

export interface Asker {
  readonly busy: boolean;
  /** When the next try comes, and why the last one failed; undefined when it did not. */
  readonly failure: { error: unknown; retryAtMs: number } | undefined;
  /** Asks; once more afterwards if a question is under way, whose answer may be older than this wish. */
  ask(): void;
}

/** Makes an asker of a task; `changed` is called after each success and failure. */
export function createAsker(env: Env, task: () => Promise<void>, changed: () => void): Asker {
  let busy = false;
  let again = false;
  let failures = 0;
  let failure: Asker['failure'];
  let cancelTimer = () => {};

  function ask() {
    if (busy) {
      again = true;
      return;
    }
    cancelTimer();
    busy = true;
    task().then(succeeded, failed);
  }

  // What `changed` does with the news is not the task's success or failure.
  function succeeded() {
    busy = false;
    failures = 0;
    failure = undefined;
    askAgain();
    changed();
  }

  function failed(error: unknown) {
    busy = false;
    again = false;
    failures++;
    const delayMs = retryDelayMs(failures, env.random);
    failure = { error, retryAtMs: env.nowMs() + delayMs };
    cancelTimer = env.after(delayMs, ask);
    changed();
  }

  function askAgain() {
    if (!again) return;
    again = false;
    ask();
  }

  return {
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    ask,
  };
}
