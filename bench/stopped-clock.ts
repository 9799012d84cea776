// A clock for measurements.

/** The time of everything in this process, which stands still until `nowMs` is set. Disposing lets it go on. */
export function stoppedClock(nowMs: number = Date.now()) {
  const { now } = Date;
  const clock = {
    nowMs,
    [Symbol.dispose]() {
      Date.now = now;
    },
  };
  Date.now = () => clock.nowMs;
  return clock;
}
