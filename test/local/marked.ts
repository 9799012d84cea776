// Processes that a test has started, to the last grandchild: they are told by a variable of their environment.
import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the processes with this in their environment, NAME=VALUE. */
export function processesWith(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, 'environ').split('\0').includes(mark))
    .map((pid) => readProc(pid, 'cmdline').replaceAll('\0', ' '));
}

// A process may end while it is looked at.
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
