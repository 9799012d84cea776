// A program that another program of this project runs, and that reports to it: `npm run dev` runs `npm start`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Sends a message to the program that started this one with `startReporting`, and from then on ends with that program,
 * however it ends. Does nothing otherwise.
 */
export function reportToParent(message: object): void {
  if (!process.send) return;
  process.send(message);
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Must not keep this process running.
  process.channel?.unref();
}

/** Starts a script of the project whose output is this program's, and that may report to it. */
export function startReporting(script: string, args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [script, ...args], { cwd, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
}

/** What it reports; undefined when it ends before. */
export async function firstReport<T>(child: ChildProcess): Promise<T | undefined> {
  const ended = once(child, 'exit').then(() => undefined);
  return Promise.race([once(child, 'message').then(([message]) => message as T), ended]);
}
