// Steps of a run, shown as they end, with the seconds that each took.

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
