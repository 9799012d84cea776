// What every command has in common: Ctrl-C stops it, and a person sees a message instead of a stack.
import { UserError } from './errors.mjs';
import { stopSignal } from './signals.mjs';

/** Runs a command. Its signal is aborted at Ctrl-C; whatever fails after that is part of stopping. */
export async function runCommand(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const signal = stopSignal();
  try {
    await work(signal);
  } catch (error) {
    if (!signal.aborted) {
      process.exitCode = 1;
      if (!(error instanceof UserError)) throw error;
      console.error(`\n${error.message}`);
    }
  } finally {
    if (signal.aborted) console.log('\nStopped.');
  }
}
