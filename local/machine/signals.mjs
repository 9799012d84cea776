// Ctrl-C, and the other signals that end a program which runs until it is told to stop.
import { constants } from 'node:os';
import { Stopped } from './errors.ts';

/** Aborts with `Stopped` at the first such signal, and sets the exit code that shells expect after it. */
export function stopOnSignals(): AbortController {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The terminal signals the whole group and npm passes it on once more: the first is enough.
      process.exitCode = 128 + constants.signals[signal];
      stopping.abort(new Stopped());
    });
  }
  return stopping;
}
