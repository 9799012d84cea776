// The folder of one run, .local/runs/PID-RANDOM: the engine's files, the CDK's output, temporary files. It goes with the run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signalGroup } from './processes.ts';

/** What a run keeps in the project: ignored by git. */
export const LOCAL_FOLDER = join(dirname(import.meta.dirname), '.local');

const RUNS = join(LOCAL_FOLDER, 'runs');

/** Makes the folder of a run, after clearing away what killed runs have left. */
export function makeRunFolder(): string {
  clearDeadRuns();
  mkdirSync(RUNS, { recursive: true });
  const folder = mkdtempSync(join(RUNS, `${process.pid}-`));
  return folder;
}

/** Notes the engine's process group, so that a later run can end it when this one was killed. */
export function noteEngine(folder: string, groupId: number | undefined): void {
  if (groupId !== undefined) writeFileSync(join(folder, 'engine.pid'), String(groupId));
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function clearDeadRuns(): void {
  if (!existsSync(RUNS)) return;
  for (const name of readdirSync(RUNS)) {
    if (isAlive(Number(name.split('-')[0]))) continue;
    const folder = join(RUNS, name);
    const note = join(folder, 'engine.pid');
    if (existsSync(note)) endEngine(Number(readFileSync(note, 'utf8')));
    removeRunFolder(folder);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// The system may have given the number to another program since: only one that is the engine is ended.
function endEngine(groupId: number): void {
  const { stdout } = spawnSync('ps', ['-p', String(groupId), '-o', 'args='], { encoding: 'utf8' });
  if (stdout?.includes('ministack')) signalGroup(groupId, 'SIGKILL');
}
