// Processor time of a local AWS and its functions, from outside. Linux only: it reads /proc (proc_pid_stat(5)).
import { readdirSync, readFileSync } from 'node:fs';

/** In units of 1/100 s: USER_HZ is fixed for programs. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time that the engine at a port and everything in its process group have used so far, seconds. What a process
 * used that has ended is in it if its parent has waited for it.
 */
export function engineCpuSeconds(port: string): number {
  if (process.platform !== 'linux') throw new Error('Processor time of other processes is read on Linux only.');
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(pid) ?? []);
  const engines = new Set(processes.filter(({ pid }) => isEngine(pid, port)).map(({ group }) => group));
  if (engines.size !== 1) throw new Error(`${engines.size} process groups have the local AWS at port ${port}.`);
  const own = processes.filter(({ group }) => engines.has(group));
  return own.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;
}

function readProcess(pid: string): { pid: string; group: string; ticks: number } | undefined {
  try {
    // The name, in parentheses, may hold spaces and parentheses.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // state ppid pgrp ... utime (11), stime, cutime, cstime
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, group: fields[2] as string, ticks };
  } catch {
    return undefined; // it has ended
  }
}

function isEngine(pid: string, port: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return command.includes('ministack-with-options.py') && environment.includes(`GATEWAY_PORT=${port}`);
  } catch {
    return false; // ended, or another user's
  }
}
