// Calls the page at whole steps of UTC while it is visible.
import { SECOND_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';

interface Ticker {
  /** Ticks at once, then at every whole step. */
  start(): void;
  stop(): void;
}

/** The markers on the map move four times a second or, for readers who prefer reduced motion, once. */
export function tickStepMs(prefersReducedMotion: boolean): number {
  return prefersReducedMotion ? SECOND_MS : SECOND_MS / 4;
}

/** Makes a ticker. `stepMs` is read at each tick and divides a second; `onTick` gets the time of its step. */
export function createTicker({ nowMs, after }: Env, stepMs: () => number, onTick: (timeMs: number) => void): Ticker {
  let cancel = () => {};

  function tick() {
    const step = stepMs();
    // A timer may fire a millisecond early or late, so the nearest step is the one it was set for.
    const now = nowMs();
    const timeMs = Math.round(now / step) * step;
    cancel = after(timeMs + step - now, tick);
    onTick(timeMs);
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
