// Looks up any process of this machine. Plain JavaScript: the set-up needs it too.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

// Small container images have /proc but no ps; macOS has ps but no /proc.
const PROC = existsSync('/proc/self/stat') ? '/proc' : undefined;

/**
 * The command line of a process; empty when there is no such process.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  if (PROC) return readOrNothing(`${PROC}/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return ps(pid, 'args=');
}

/**
 * Whether a process runs. A zombie, which has ended and whose parent has not noticed yet, does not.
 * @param {number} pid
 */
export function isRunning(pid) {
  if (!PROC) return !/^(Z|$)/.test(ps(pid, 'stat='));
  // PID (NAME) STATE ...
  const state = readOrNothing(`${PROC}/${pid}/stat`).split(') ').at(-1)?.[0];
  if (state !== 'Z') return state !== undefined;
  // As long as another thread of it runs, it still holds its ports.
  return filesIn(`${PROC}/${pid}/task`) > 1;
}

/**
 * @param {number} pid
 * @param {string} format
 */
function ps(pid, format) {
  return spawnSync('ps', ['-p', String(pid), '-o', format], { encoding: 'utf8' }).stdout.trim();
}

// A process may end while we read about it.

/** @param {string} file */
function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} folder */
function filesIn(folder) {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
