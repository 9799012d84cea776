// Processor time of a local AWS and its functions, from outside. Linux only: it reads /proc (proc_pid_stat(5)).
import { readdirSync, readFileSync } from 'node:fs';

/** In units of 1/100 s: USER_HZ is fixed for programs. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time. */
export interface ProcessorTime {
  engine: number;
  /** Of all functions together. */
  functions: number;
}

/**
 * Processor time that the engine at a port and everything else in its process group, its functions, have used so far.
 * What a process used that has ended is the engine's if it has waited for it.
 */
export function processorTime(port: string): ProcessorTime {
  if (process.platform !== 'linux') throw new Error('Processor time of other processes is read on Linux only.');
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(pid) ?? []);
  const engines = processes.filter(({ pid }) => isEngine(pid, port));
  const groups = new Set(engines.map(({ group }) => group));
  if (groups.size !== 1) throw new Error(`${groups.size} process groups have the local AWS at port ${port}.`);
  const secondsOf = (some: typeof processes) => some.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;
  const functions = processes.filter((each) => groups.has(each.group) && !engines.includes(each));
  return { engine: secondsOf(engines), functions: secondsOf(functions) };
}

/** What was used since then. */
export function usedSince(before: ProcessorTime, port: string): ProcessorTime {
  const now = processorTime(port);
  return { engine: now.engine - before.engine, functions: now.functions - before.functions };
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
