// The page's heartbeat: at whole steps of UTC, and only while somebody looks.
import type { Env } from './env.ts';

export interface Heartbeat {
  start(): void;
  stop(): void;
}

/** Calls `beat` at once when started, then at every whole step until stopped. The step divides a second. */
export function createHeartbeat({ nowMs, after }: Env, stepMs: number, beat: (nowMs: number) => void): Heartbeat {
  let cancel = () => {};

  function tick() {
    // A timer may fire a millisecond early or late: the step that is meant is the nearest one.
    const now = nowMs();
    const atMs = Math.round(now / stepMs) * stepMs;
    cancel = after(atMs + stepMs - now, tick);
    beat(atMs);
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
