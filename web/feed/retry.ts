// Retrying what failed: how long to wait, and a task that is retried until it succeeds.
import type { Env } from '../base/env.ts';

const FIRST_DELAY_MS = 1_000;
/** Short enough that an open page is live again soon after an outage ends. */
const LONGEST_DELAY_MS = 30_000;

/**
 * The delay after a number of failures in a row (1 or more). It doubles each time. Its second half is random, so that
 * the pages of one outage do not all return at the same moment.
 */
export function retryDelayMs(failures: number, random: () => number): number {
  const stepMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return stepMs / 2 + (random() * stepMs) / 2;
}

export interface RetriedTask {
  /** Whether it has run at least once. */
  readonly hasStarted: boolean;
  readonly isRunning: boolean;
  /** Why the last run failed, and when the next one starts. Undefined after a success. */
  readonly failure: { error: unknown; retryAtMs: number } | undefined;
  /** Runs the task now. If it is running, it runs again afterwards: its present answer may be older than this call. */
  run(): void;
}

/** Makes a task that is retried until it succeeds. Calls `onSettled` after each success and each failure. */
export function createRetriedTask(env: Env, task: () => Promise<void>, onSettled: () => void): RetriedTask {
  let hasStarted = false;
  let isRunning = false;
  let mustRunAgain = false;
  let failures = 0;
  let failure: RetriedTask['failure'];
  let cancelRetry = () => {};

  function run() {
    if (isRunning) {
      mustRunAgain = true;
      return;
    }
    cancelRetry();
    hasStarted = true;
    isRunning = true;
    mustRunAgain = false;
    // Not .then().catch(): an error of onSettled is no failure of the task.
    task().then(succeed, fail);
  }

  function succeed() {
    isRunning = false;
    failures = 0;
    failure = undefined;
    if (mustRunAgain) run();
    onSettled();
  }

  function fail(error: unknown) {
    isRunning = false;
    failures++;
    const delayMs = retryDelayMs(failures, env.random);
    failure = { error, retryAtMs: env.nowMs() + delayMs };
    cancelRetry = env.after(delayMs, run);
    onSettled();
  }

  return {
    get hasStarted() {
      return hasStarted;
    },
    get isRunning() {
      return isRunning;
    },
    get failure() {
      return failure;
    },
    run,
  };
}
