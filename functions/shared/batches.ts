// Sending many things to AWS: in few calls, and again what a call gave back.

/** Cuts a list into batches within a call's limits, in order. An item over `maxBytes` makes a batch of its own. */
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

/** The pace of resending: clock, chance and waiting are handed in. */
export interface Pace {
  /** When to stop resending, epoch milliseconds. */
  deadlineMs: number;
  nowMs(): number;
  /** From 0 to 1, as Math.random. */
  random(): number;
  wait(ms: number): Promise<void>;
}

/** A pace that ends at the deadline, on the real clock. */
export function realPace(deadlineMs: number): Pace {
  return {
    deadlineMs,
    nowMs: Date.now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}

// Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter"): a shard takes 1,000 records a second, so that
// waits of up to 50 ms at first and up to 2 s in the end span a short throttle and a long one.
const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 2000;

/**
 * Sends items, and sends again those that the answer names as not taken, with backoff, until none is left or the next
 * try would begin after the deadline. What `send` throws goes through.
 * @param send takes items, returns those to send again
 * @returns what was left over at the deadline
 */
export async function sendUntilTaken<T>(
  items: readonly T[],
  send: (items: T[]) => Promise<T[]>,
  pace: Pace,
): Promise<T[]> {
  let left = [...items];
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > 0) {
      const backoffMs = pace.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
      if (pace.nowMs() + backoffMs >= pace.deadlineMs) return left;
      await pace.wait(backoffMs);
    }
    left = await send(left);
  }
  return left;
}
