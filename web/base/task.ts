// Work that may wait until the browser has done what else is due.

/** Resolves in a task of its own, so that taps and keys get their turn before it. Not a timer: these may be paused. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Calls back when the browser has nothing else to do. */
export function whenIdle(callback: () => void): void {
  // Safari has no requestIdleCallback.
  const ask: (callback: () => void) => unknown = window.requestIdleCallback ?? setTimeout;
  ask(callback);
}
