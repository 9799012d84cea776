// Programs that a run starts: each in a process group of its own, so that Ctrl-C ends them in an orderly way and no grandchild survives.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { UserError } from './errors.ts';

/** How long a program may take to end on SIGTERM before SIGKILL; the local engine takes under a second when it is well. */
const GRACE_MS = 3000;

export interface Program {
  child: ChildProcess;
  /** What it has printed so far, to both streams. */
  output(): string;
  /** Ends it and all that it started. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Starts a program in its own process group. */
export function startProgram(command: string, args: string[], { cwd, env }: ProgramOptions): Program {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => {
    // The end is what explains a failure.
    output = (output + chunk).slice(-200_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.on('error', (error) => collect(Buffer.from(String(error))));
  const closed = new Promise((resolve) => child.once('close', resolve));
  return { child, output: () => output, stop: () => stopGroup(child, closed) };
}

/** Whether a program runs no more, or never did. What it said last may still be on its way: `stop` waits for that. */
export function hasEnded({ child }: Program): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/**
 * Runs a program to its end.
 * @param signal aborts it
 * @throws UserError with the end of its output when it fails; the signal's reason when it was aborted
 */
export async function runProgram(
  what: string,
  command: string,
  args: string[],
  options: ProgramOptions,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const program = startProgram(command, args, options);
  const abort = () => void program.stop();
  signal.addEventListener('abort', abort);
  try {
    const code = await exitCode(program.child);
    signal.throwIfAborted();
    if (code !== 0)
      throw new UserError(`${what} failed:\n${program.output().trim().split('\n').slice(-25).join('\n')}`);
  } finally {
    signal.removeEventListener('abort', abort);
    await program.stop();
  }
}

async function exitCode(child: ChildProcess): Promise<number> {
  if (child.pid === undefined) return 127;
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode ?? 1;
}

async function stopGroup(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child.pid as number, 'SIGKILL'), GRACE_MS);
  await closed;
  clearTimeout(timer);
  // The leader has gone; what it left behind goes too.
  signalGroup(child.pid, 'SIGKILL');
}

/** Sends a signal to a process group; one that is gone needs none. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// Where there is /proc there may be no ps: small container images come without it.
const PROC = existsSync('/proc/self/stat') ? '/proc' : undefined;

/** The command line of any process of this machine; empty when there is none of that number. */
export function commandLineOf(pid: number): string {
  if (PROC) return readOrNothing(`${PROC}/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return ps(pid, 'args=');
}

/** Whether a process runs. One that has ended and only waits for its parent to notice (a zombie) does not: some parents take their time. */
export function isRunning(pid: number): boolean {
  if (!PROC) return !/^(Z|$)/.test(ps(pid, 'stat='));
  // PID (NAME) STATE ...
  const state = readOrNothing(`${PROC}/${pid}/stat`).split(') ').at(-1)?.[0];
  if (state !== 'Z') return state !== undefined;
  // A thread that is not yet done still holds the ports of all.
  return filesIn(`${PROC}/${pid}/task`) > 1;
}

function ps(pid: number, format: string): string {
  return spawnSync('ps', ['-p', String(pid), '-o', format], { encoding: 'utf8' }).stdout.trim();
}

// A process may end while it is looked at.
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function filesIn(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
