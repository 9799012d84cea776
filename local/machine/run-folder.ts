// The folder of one run, .local/runs/PID-RANDOM: the engine's files,
// the CDK's output, temporary files. The run deletes it at its end.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './files.ts';
import { LOCAL_FOLDER } from './folders.mjs';
import { commandLineOf, isRunning } from './processes.mjs';
import { signalGroup } from './programs.ts';

const RUNS = join(LOCAL_FOLDER, 'runs');

// SIGKILL takes milliseconds on an idle machine. A process that survives this long hangs in the kernel.
const GONE_WITHIN_MS = 30_000;

/** Makes the folder of a run, after cleaning up after runs that were killed. */
export function makeRunFolder(): string {
  clearDeadRuns();
  mkdirSync(RUNS, { recursive: true });
  return mkdtempSync(join(RUNS, `${process.pid}-`));
}

/** Notes the engine's process group, so that a later run can end the engine when this run was killed. */
export function noteEngine(folder: string, groupId: number | undefined): void {
  if (groupId !== undefined) writeFileSync(join(folder, 'engine.pid'), String(groupId));
}

/** Notes where the system of a run is, so that no other run deploys over it. */
export function noteEndpoint(folder: string, endpoint: string): void {
  writeFileSync(join(folder, 'endpoint'), endpoint);
}

/** Whether the system of a run that goes on is at an endpoint of this machine. */
export function hasRunAt(endpoint: string, runs = RUNS): boolean {
  if (!existsSync(runs)) return false;
  return readdirSync(runs).some((name) => {
    const other = readIfThere(join(runs, name, 'endpoint'));
    return other !== undefined && hostOf(other) === hostOf(endpoint) && isRunning(Number(name.split('-')[0]));
  });
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).host.replace('localhost', '127.0.0.1');
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Ends the engines of runs that were killed, waits until their ports are free, and removes the runs' folders. */
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
  // The operating system may have given the number to another program since.
  if (!commandLineOf(groupId).includes('ministack')) return;
  signalGroup(groupId, 'SIGKILL');
  const deadlineMs = Date.now() + GONE_WITHIN_MS;
  while (isRunning(groupId) && Date.now() < deadlineMs) pause(10);
}

// Blocks the process, which has nothing else to do yet.
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
