// Steps of a run: shown as they end, with the seconds that each took, and given up when somebody asks to stop.

/** Does the work and prints its name and seconds. */
export async function showStep<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedMs = Date.now();
  const result = await work();
  console.log(`${secondsSince(startedMs).padStart(7)}  ${name}`);
  return result;
}

/** The seconds since a moment, as text. */
export function secondsSince(startedMs: number): string {
  return `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
}

/**
 * The work's outcome, or the signal's reason as soon as it is aborted: nobody waits any longer then, for an engine that does not answer
 * least of all, and how the work ends is nobody's business.
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
