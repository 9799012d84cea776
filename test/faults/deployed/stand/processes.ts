// The processes of a stand and their memory, from outside. Linux only: it reads /proc.
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  group: number;
  command: string;
  /** Resident memory, megabytes. */
  memoryMb: number;
}

/** The local AWS at a port. It leads the process group of its functions. @throws Error when there is not exactly one */
function enginePid(port: number): number {
  const engines = processes().filter(
    ({ pid, command }) => command.includes('ministack') && portOf(pid) === String(port),
  );
  const leaders = engines.filter(({ pid, group }) => pid === group);
  if (leaders.length !== 1) throw new Error(`${leaders.length} processes are the local AWS at port ${port}.`);
  return (leaders[0] as Process).pid;
}

/** A figure of memory. */
export interface Memory {
  /** Whose. */
  name: string;
  /** The process, or the one that leads the group. Another number: it was started again. */
  pid: number;
  mb: number;
}

/**
 * Resident memory of processes: the local AWS, its functions together (they come and go), the browser that this process
 * has started, and those that are named.
 */
export function residentMemory(port: number, named: Readonly<Record<string, number | undefined>>): Memory[] {
  const all = processes();
  const memory: Memory[] = [];
  const add = (name: string, leader: number, which: readonly Process[]) =>
    memory.push({ name, pid: leader, mb: which.reduce((total, { memoryMb }) => total + memoryMb, 0) });
  const engine = enginePid(port);
  const browser = all.find(({ parent, command }) => parent === process.pid && /chrom/i.test(command));
  add(
    'local AWS',
    engine,
    all.filter(({ pid }) => pid === engine),
  );
  add(
    'functions',
    engine,
    all.filter(({ group, pid }) => group === engine && pid !== engine),
  );
  if (browser) {
    add(
      'browser',
      browser.pid,
      all.filter(({ group }) => group === browser.group),
    );
  }
  for (const [name, pid] of Object.entries(named)) {
    if (pid === undefined) continue;
    add(
      name,
      pid,
      all.filter((each) => each.pid === pid),
    );
  }
  return memory;
}

function portOf(pid: number): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return variables.find((variable) => variable.startsWith('GATEWAY_PORT='))?.split('=')[1];
  } catch {
    return undefined;
  }
}

function processes(): Process[] {
  if (process.platform !== 'linux') throw new Error('Processes of the local AWS are found on Linux only.');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(Number(pid)) ?? []);
}

function readProcess(pid: number): Process | undefined {
  try {
    // The name, in parentheses, may hold spaces and parentheses: proc_pid_stat(5).
    const [, parent, group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: parent ?? 0, group: group ?? 0, command, memoryMb: Number(kilobytes ?? 0) / 1024 };
  } catch {
    return undefined; // it has ended
  }
}
