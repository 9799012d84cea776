// Processes that a test has started, to the last grandchild: they are told by a variable of their environment.
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

// A process may end while it is looked at.
function readProc(pid: string | number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
