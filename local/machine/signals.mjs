// Ctrl-C and the other signals that stop a program. Plain JavaScript: the set-up needs them too.
import { constants } from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls back at each stop signal. After that, a signal no longer ends the process.
 * @param {(signal: NodeJS.Signals) => void} callback
 */
export function onStopSignal(callback) {
  for (const signal of STOP_SIGNALS) process.on(signal, callback);
}

/**
 * A signal that is aborted at the first stop signal, which also sets the exit code.
 * @returns {AbortSignal}
 */
export function stopSignal() {
  const stopping = new AbortController();
  onStopSignal((signal) => {
    process.exitCode = exitCodeOf(signal);
    // A terminal signals the whole process group, and npm passes the signal on: only the first one counts.
    stopping.abort();
  });
  return stopping.signal;
}

/**
 * The exit code that shells expect of a program that stops at a signal.
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}
