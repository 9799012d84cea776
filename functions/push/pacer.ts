// Spreads calls over time, so that all workers together stay below a quota.

/** Time, which tests control. */
export interface Clock {
  nowMs(): number;
  wait(ms: number): Promise<void>;
}

/** The clock of this machine. */
export const REAL_CLOCK: Clock = {
  nowMs: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

// What a late timer or a pause of the process may catch up at once. Without a limit, a second without posts would be
// followed by a second of twice as many.
const CATCH_UP_MS = 100;

// Turns of so long come together, at its end: a timer for each would cost a tenth of the posts' processor time.
const TOGETHER_MS = 10;

/**
 * Makes a function that resolves when it is the caller's turn: `perSecond` times a second, in the order of the calls.
 * In any time span there are at most as many turns as in a span that is 110 ms longer.
 */
export function createPacer(perSecond: number, clock: Clock): () => Promise<void> {
  const stepMs = 1000 / perSecond;
  let nextMs = clock.nowMs();
  return async () => {
    const nowMs = clock.nowMs();
    const turnMs = Math.max(nextMs, nowMs - CATCH_UP_MS);
    nextMs = turnMs + stepMs;
    if (turnMs > nowMs) await clock.wait(Math.ceil(turnMs / TOGETHER_MS) * TOGETHER_MS - nowMs);
  };
}
