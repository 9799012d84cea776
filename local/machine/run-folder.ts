// The folder of one run, .local/runs/PID-RANDOM: the engine's files, the CDK's output, temporary files. It goes with the run.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_FOLDER } from './folders.mjs';
import { commandLineOf, isRunning, signalGroup } from './programs.ts';

const RUNS = join(LOCAL_FOLDER, 'runs');

// SIGKILL takes milliseconds; a process that survives it hangs in the kernel, and nobody can wait for that.
const GONE_WITHIN_MS = 2000;

/** Makes the folder of a run, after clearing away what killed runs have left. */
export function makeRunFolder(): string {
  clearDeadRuns();
  mkdirSync(RUNS, { recursive: true });
  return mkdtempSync(join(RUNS, `${process.pid}-`));
}

/** Notes the engine's process group, so that a later run can end it when this one was killed. */
export function noteEngine(folder: string, groupId: number | undefined): void {
  if (groupId !== undefined) writeFileSync(join(folder, 'engine.pid'), String(groupId));
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Ends the engines of runs that were killed, waits until they are gone, their ports free again, and removes the runs' folders. */
export function clearDeadRuns(runs = RUNS): void {
  if (!existsSync(runs)) return;
  for (const name of readdirSync(runs)) {
    if (isRunning(Number(name.split('-')[0]))) continue;
    const folder = join(runs, name);
    const note = join(folder, 'engine.pid');
    if (existsSync(note)) endEngine(Number(readFileSync(note, 'utf8')));
    removeRunFolder(folder);
  }
}

function endEngine(groupId: number): void {
  // The system may have given the number to another program since: only one that is the engine is ended.
  if (!commandLineOf(groupId).includes('ministack')) return;
  signalGroup(groupId, 'SIGKILL');
  const deadlineMs = Date.now() + GONE_WITHIN_MS;
  while (isRunning(groupId) && Date.now() < deadlineMs) pause(10);
}

// Nothing else goes on yet that could be held up.
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
