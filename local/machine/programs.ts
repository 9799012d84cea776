// Programs that a run starts. Each has its own process group, so that it ends with everything that it has started.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lastLines, UserError } from './errors.mjs';

/**
 * Time between SIGTERM and SIGKILL. The local engine ends within a second;
 * killing it later on a loaded machine does no harm.
 */
const GRACE_MS = 3000;

export interface Program {
  child: ChildProcess;
  /** What it has printed so far, to both streams. */
  output(): string;
  /** Ends it and everything that it has started. */
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
    // The end explains a failure; a long run must not fill the memory.
    output = (output + chunk).slice(-200_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.on('error', (error) => collect(Buffer.from(String(error))));
  const closed = new Promise((resolve) => child.once('close', resolve));
  return { child, output: () => output, stop: () => stopGroup(child, closed) };
}

/** Whether a program has ended, or never ran. Its last output may still arrive: `stop` waits for it. */
export function hasEnded({ child }: Program): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/**
 * Runs a program to its end.
 * @param signal stops it
 * @throws UserError with the end of its output when it fails; the signal's reason when it was aborted
 */
export async function runProgram(
  name: string,
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
    const code = await exitCode(program);
    signal.throwIfAborted();
    if (code !== 0) throw new UserError(`${name} failed:\n${lastLines(program.output(), 25)}`);
  } finally {
    signal.removeEventListener('abort', abort);
    await program.stop();
  }
}

async function exitCode(program: Program): Promise<number> {
  if (!hasEnded(program)) await once(program.child, 'close');
  // 127: there is no such program.
  return program.child.pid === undefined ? 127 : (program.child.exitCode ?? 1);
}

async function stopGroup(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  const groupId = child.pid;
  if (groupId === undefined) return;
  signalGroup(groupId, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(groupId, 'SIGKILL'), GRACE_MS);
  await closed;
  clearTimeout(timer);
  // The program itself has ended. Its children may not have.
  signalGroup(groupId, 'SIGKILL');
}

/** Sends a signal to a process group, if it still exists. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
