// Runs one program after another, and at Ctrl-C stops together with the running one.
import { spawn } from 'node:child_process';
import { ROOT } from '../machine/folders.mjs';
import { onStopSignal } from '../machine/signals.mjs';

/**
 * @typedef {object} Result
 * @property {number | null} code null when a signal ended the program; 127 when there is no such program
 * @property {string} output empty when the program inherits this process's output
 */

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
/** @type {NodeJS.Signals | undefined} */
let interruptedBy;

/** The signal that asked this process to stop; undefined before. */
export function interrupted() {
  return interruptedBy;
}

/**
 * From now on this process outlives the program that it runs, and passes stop signals on to it. A terminal signals the
 * whole process group, npm only this process: so the program may get a signal twice.
 * @param {NodeJS.Signals[]} [kept] signals that are not passed on,
 *   because a second one would interrupt the program's clean-up
 */
export function passSignalsOn(kept = []) {
  onStopSignal((signal) => interrupt(signal, kept.includes(signal)));
  // A killed npm passes nothing on. Then this process gets another parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    interrupt('SIGTERM');
  }, 500);
  watch.unref();
}

/**
 * @param {NodeJS.Signals} signal
 * @param {boolean} [keep]
 */
function interrupt(signal, keep = false) {
  interruptedBy = signal;
  if (!keep) child?.kill(signal);
}

/**
 * Runs a program in the project's folder, to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<Result>}
 */
export function run(command, args, options = {}) {
  if (interruptedBy) return Promise.resolve({ code: null, output: '' });
  return new Promise((resolve) => {
    let output = '';
    const started = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    started.on('error', (error) => resolve({ code: 127, output: String(error) }));
    started.on('close', (code) => {
      child = undefined;
      resolve({ code, output });
    });
  });
}
