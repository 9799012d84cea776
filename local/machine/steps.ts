// Steps of a run: each shows its duration when it ends, and stops at once at Ctrl-C.

/**
 * The longest that a run waits for anything on this machine. Everything takes seconds on an idle machine; a loaded one
 * may take as long as it needs. The limit only ends what hangs.
 */
export const PATIENCE_MS = 240_000;

/** Does the work and prints its name and duration. */
export async function showStep<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedMs = Date.now();
  const result = await work();
  console.log(`${secondsSince(startedMs).padStart(7)}  ${name}`);
  return result;
}

export function secondsSince(startedMs: number): string {
  return `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
}

/**
 * The outcome of the work, or the signal's reason as soon as it is aborted: Ctrl-C does not wait for an engine that
 * does not answer. What becomes of the work after that is ignored.
 */
export function abortable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
