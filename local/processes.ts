// Programs that a run starts: each in a process group of its own, so that Ctrl-C ends them in an orderly way and no grandchild survives.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
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

/**
 * The command line of any process of this machine; empty when there is none of that number. That of a process which has ended and only
 * waits for its parent to notice (a zombie) is lost: it never names a program.
 */
export function commandLineOf(pid: number): string {
  // Where there is /proc there may be no ps: small container images come without it.
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  const [state = '', ...line] = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,args='], { encoding: 'utf8' })
    .stdout.trim()
    .split(/\s+/);
  return state.startsWith('Z') ? '' : line.join(' ');
}
