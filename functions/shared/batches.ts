// Sends many items to AWS in few calls, and resends what a call did not accept.

/** Cuts a list into batches within the limits of a call, in order. An item over `maxBytes` gets a batch of its own. */
export function cutIntoBatches<T>(
  items: readonly T[],
  limits: { maxCount: number; maxBytes: number },
  sizeOf: (item: T) => number,
): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (batch.length > 0 && (batch.length === limits.maxCount || bytes + size > limits.maxBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** When to resend and when to stop. Clock, chance and waiting are arguments, so that tests control them. */
export interface Pace {
  /** When to stop resending, epoch milliseconds. */
  deadlineMs: number;
  nowMs(): number;
  /** From 0 to 1, as Math.random. */
  random(): number;
  wait(ms: number): Promise<void>;
}

/** The pace on the real clock. */
export function realPace(deadlineMs: number): Pace {
  return {
    deadlineMs,
    nowMs: Date.now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}

// Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter"). A shard takes 1,000 records a
// second: up to 50 ms spans a short throttle, up to 2 s a long one.
const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 2000;

/**
 * Sends items and resends, with backoff, those that were not accepted, until none is left or the next try would begin
 * after the deadline. Errors of `send` pass through.
 * @param send returns the items to send again
 * @returns the items that were not accepted by the deadline
 */
export async function sendUntilAccepted<T>(
  items: readonly T[],
  send: (items: T[]) => Promise<T[]>,
  pace: Pace,
): Promise<T[]> {
  let left = [...items];
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > 0) {
      const backoffMs = pace.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
      if (pace.nowMs() + backoffMs >= pace.deadlineMs) return left;
      await pace.wait(backoffMs);
    }
    left = await send(left);
  }
  return left;
}
