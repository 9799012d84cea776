// Starts the functions of the schedules from here, where the emulator stores schedules and does not run them.
import { setTimeout as wait } from 'node:timers/promises';
import type { EmulatorKind } from '../emulator/addresses.ts';
import { requireOutput } from './deploy.ts';
import { invoke } from './invoke.ts';

const MINUTE_MS = 60_000;
// The schedule of elements comes every five minutes.
const ELEMENTS_EVERY = 5;

/** LocalStack's does not: https://docs.localstack.cloud/aws/services/scheduler/#current-limitations */
export function runsSchedules(kind: EmulatorKind): boolean {
  return kind !== 'LocalStack';
}

/**
 * Starts propagate each minute, and elements every five minutes where they are downloaded, until the signal is aborted.
 * A run that fails is the function's to report; the next one does its work.
 */
export async function keepTime(
  endpoint: string,
  feed: Record<string, string>,
  downloads: boolean,
  signal: AbortSignal,
): Promise<void> {
  const run = (output: string) => invoke(endpoint, requireOutput(feed, output), signal).catch(() => undefined);
  for (let minute = 1; !signal.aborted; minute++) {
    await wait(MINUTE_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await run('PropagateFunctionName');
    if (downloads && minute % ELEMENTS_EVERY === 0) await run('ElementsFunctionName');
  }
}
