// Keeps the number of open sockets below a ceiling, without a counter that every connect would write. Fanout reads all
// connections each minute anyway, and stores their number.
import { SECOND_MS } from '../../orbit/time.ts';
import type { ConnectionCount } from '../shared/connections-table.ts';

// The number is a minute old as it is. Read so often, it costs nothing.
const READ_EVERY_MS = 5 * SECOND_MS;

export interface Ceiling {
  /** Whether one more socket may open. Errors of `readCount` pass through. */
  mayOpen(nowMs: number): Promise<boolean>;
  /** Counts a socket that has been opened here. */
  opened(nowMs: number): void;
}

/** The ceiling in the function's environment; without one, every socket may open. */
export function readCeiling(variable: string | undefined): number {
  return variable ? Number(variable) : Number.POSITIVE_INFINITY;
}

/**
 * Makes a ceiling for this execution environment of the function. It knows the last count, and what it has opened itself
 * since then; what others opened meanwhile, it learns a minute later. So the number of sockets may exceed the ceiling
 * by what the gateway lets through between two counts: 50 a second, 3,250 at most (infra/feed/socket.ts).
 * Without new counts, while the feed is down, the last one holds.
 */
export function createCeiling(maxViewers: number, readCount: () => Promise<ConnectionCount>): Ceiling {
  let count: ConnectionCount = { connections: 0, countedAtMs: Number.NEGATIVE_INFINITY };
  let readMs = Number.NEGATIVE_INFINITY;
  let openedMs: number[] = [];

  return {
    async mayOpen(nowMs) {
      if (maxViewers === Number.POSITIVE_INFINITY) return true;
      if (nowMs - readMs >= READ_EVERY_MS) {
        count = await readCount();
        readMs = nowMs;
        openedMs = openedMs.filter((timeMs) => timeMs > count.countedAtMs);
      }
      return count.connections + openedMs.length < maxViewers;
    },
    opened(nowMs) {
      openedMs.push(nowMs);
    },
  };
}
