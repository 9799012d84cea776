// Finds every process that a test has started, directly or not, by a variable in its environment.
import { readdirSync, readFileSync } from 'node:fs';

/** The processes with this in their environment, NAME=VALUE. */
export function pidsWith(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, 'environ').split('\0').includes(mark))
    .map(Number);
}

/** Their command lines. */
export function processesWith(mark: string): string[] {
  return pidsWith(mark).map((pid) => readProc(pid, 'cmdline').replaceAll('\0', ' '));
}

// A process may end while we read about it.
function readProc(pid: string | number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
