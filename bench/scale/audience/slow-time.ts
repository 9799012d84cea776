// Slow time: a clock that several processes share, on which a second lasts several real ones. So a machine of two cores
// can be what needs ten: to the processes on this clock, it is as many times as fast. The method is time dilation
// (Gupta et al., "To Infinity and Beyond: Time-Warped Network Emulation", NSDI 2006).
import { Socket } from 'node:net';

export interface SlowTime {
  /** Real seconds for each second. */
  factor: number;
  /** The time on this clock when it was `realMs` on the real one, epoch milliseconds both. */
  nowMs: number;
  realMs: number;
}

export interface SlowClock {
  nowMs(): number;
  wait(ms: number): Promise<void>;
  /** Turns the clock forward. */
  advance(ms: number): void;
  /** To make the same clock in another process. */
  time(): SlowTime;
}

// Those of the process, which slowDown replaces.
const real = { Date, now: Date.now, setTimeout, setInterval, timeout: AbortSignal.timeout };

/** A clock for whoever asks it. */
export function slowClock({ factor, nowMs, realMs }: SlowTime): SlowClock {
  let beginMs = nowMs;
  return {
    nowMs: () => beginMs + (real.now() - realMs) / factor,
    wait: (ms) => new Promise((resolve) => real.setTimeout(resolve, ms * factor)),
    advance(ms) {
      beginMs += ms;
    },
    time: () => ({ factor, nowMs: beginMs, realMs }),
  };
}

/** Makes it the time of everything in this process: of dates, timers, and timeouts of sockets and signals. */
export function slowDown(time: SlowTime): SlowClock {
  const clock = slowClock(time);
  const { factor } = time;
  globalThis.Date = class extends real.Date {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(Math.floor(clock.nowMs()));
      else super(...(parts as [number]));
    }
    static override now = () => Math.floor(clock.nowMs());
  } as DateConstructor;
  globalThis.setTimeout = slowed(real.setTimeout, factor);
  globalThis.setInterval = slowed(real.setInterval, factor);
  AbortSignal.timeout = (ms) => real.timeout(Math.ceil(ms * factor));
  const { setTimeout: ofSocket } = Socket.prototype;
  Socket.prototype.setTimeout = function (ms, callback) {
    return ofSocket.call(this, Math.ceil(ms * factor), callback);
  };
  return clock;
}

/** A function that starts a timer. A cast: its type also has a variant for promisify, which the functions do not use. */
function slowed<Start extends typeof setTimeout | typeof setInterval>(start: Start, factor: number): Start {
  return ((callback: () => void, ms = 1, ...rest: []) => start(callback, ms * factor, ...rest)) as unknown as Start;
}
