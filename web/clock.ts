// The page's heartbeat: once in each whole second of UTC, and only while somebody looks.
import type { Env } from './env.ts';

const SECOND_MS = 1000;

export interface Heartbeat {
  start(): void;
  stop(): void;
}

/** Calls `beat` at once when started, then at every whole second until stopped. */
export function createHeartbeat({ nowMs, after }: Env, beat: (nowMs: number) => void): Heartbeat {
  let cancel = () => {};

  function tick() {
    // A timer may fire a millisecond early or late: the second that is meant is the nearest one.
    const now = nowMs();
    const secondMs = Math.round(now / SECOND_MS) * SECOND_MS;
    cancel = after(secondMs + SECOND_MS - now, tick);
    beat(secondMs);
  }

  return {
    start() {
      cancel();
      tick();
    },
    stop() {
      cancel();
    },
  };
}
