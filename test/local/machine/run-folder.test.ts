// What a killed run leaves behind is cleared away, and nothing else is: no live run's folder, no program that is not its engine.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearDeadRuns, noteEngine } from '../../../local/machine/run-folder.ts';

let runs: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'subpoint-runs-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child);
  rmSync(runs, { recursive: true });
});

/** A program in a process group of its own, which never ends by itself and says something back. Its command line contains the word. */
async function aProgram(word: string): Promise<ChildProcess & { pid: number }> {
  // With so much memory that its end takes the system a while.
  const script =
    'const memory = Buffer.alloc(2e8, 1); process.stdin.on("data", () => console.log(memory.length)).resume();';
  const child = spawn(process.execPath, ['-e', `${script} console.log('here')`, word], { detached: true });
  started.push(child);
  await once(child.stdout, 'data');
  return child as typeof child & { pid: number };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}

async function aDeadPid(): Promise<number> {
  const child = await aProgram('run');
  await end(child);
  return child.pid;
}

function aRun(pid: number, engine?: ChildProcess): string {
  const folder = join(runs, `${pid}-abcdef`);
  mkdirSync(folder);
  noteEngine(folder, engine?.pid);
  return folder;
}

/** Rejects when the program has ended. */
async function answers(child: ChildProcess): Promise<void> {
  const answer = once(child.stdout as Readable, 'data');
  const ended = once(child, 'close').then(() => Promise.reject(new Error('it has ended')));
  child.stdin?.write('are you there?');
  await Promise.race([answer, ended]);
}

/** Whether it has ended to its last thread, and only waits for its parent, this process, to notice: which it cannot while a test computes. */
function isZombie({ pid }: ChildProcess): boolean {
  const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
  return state === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1;
}

test('the engine of a killed run is gone when its folder is', async () => {
  const engine = await aProgram('ministack');
  const folder = aRun(await aDeadPid(), engine);

  clearDeadRuns(runs);

  expect(isZombie(engine)).toBe(true);
  expect(existsSync(folder)).toBe(false);
});

test('a run that was killed and whose parent has not noticed is dead', async () => {
  const run = await aProgram('run');
  const folder = aRun(run.pid);
  run.kill('SIGKILL');
  while (!isZombie(run));

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(false);
});

test('a live run and its engine are left alone', async () => {
  const engine = await aProgram('ministack');
  const folder = aRun(process.pid, engine);

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(true);
  await answers(engine);
});

test('a program that has the number of an engine since is not ended', async () => {
  const bystander = await aProgram('bystander');
  const folder = aRun(await aDeadPid(), bystander);

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(false);
  await answers(bystander);
});

test('a run that was killed before it had an engine, and no run at all', async () => {
  const folder = aRun(await aDeadPid());

  clearDeadRuns(runs);
  clearDeadRuns(join(runs, 'not-there'));

  expect(existsSync(folder)).toBe(false);
});
