// Cleans up after a killed run: its engine and its folder, no live run's folder, no other program.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearDeadRuns, hasRunAt, noteEndpoint, noteEngine } from '../../../local/machine/run-folder.ts';

let runs: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'subpoint-runs-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child);
  rmSync(runs, { recursive: true });
});

/** A program in its own process group that never ends by itself and answers. Its command line contains the word. */
async function aProgram(word: string): Promise<ChildProcess & { pid: number }> {
  // With so much memory that the operating system needs a while to end it.
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

/**
 * Whether all its threads have ended, and this process, its parent, has not noticed: it cannot while a test computes.
 */
function isZombie({ pid }: ChildProcess): boolean {
  const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
  return state === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1;
}

test('ends the engine of a killed run, then removes its folder', async () => {
  const engine = await aProgram('ministack');
  const folder = aRun(await aDeadPid(), engine);

  clearDeadRuns(runs);

  expect(isZombie(engine)).toBe(true);
  expect(existsSync(folder)).toBe(false);
});

test('a killed run is dead even before its parent has noticed', async () => {
  const run = await aProgram('run');
  const folder = aRun(run.pid);
  run.kill('SIGKILL');
  while (!isZombie(run));

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(false);
});

test('leaves a live run and its engine alone', async () => {
  const engine = await aProgram('ministack');
  const folder = aRun(process.pid, engine);

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(true);
  await answers(engine);
});

test('does not end a program that now has the number of an engine', async () => {
  const bystander = await aProgram('bystander');
  const folder = aRun(await aDeadPid(), bystander);

  clearDeadRuns(runs);

  expect(existsSync(folder)).toBe(false);
  await answers(bystander);
});

test('a run that was killed before it had an engine; a folder that does not exist', async () => {
  const folder = aRun(await aDeadPid());

  clearDeadRuns(runs);
  clearDeadRuns(join(runs, 'missing'));

  expect(existsSync(folder)).toBe(false);
});

test('where a live run has its system', async () => {
  noteEndpoint(aRun(process.pid), 'http://127.0.0.1:4566');
  noteEndpoint(aRun(await aDeadPid()), 'http://127.0.0.1:4567');

  expect(hasRunAt('http://localhost:4566/', runs)).toBe(true);
  expect(hasRunAt('http://127.0.0.1:4567', runs)).toBe(false);
  expect(hasRunAt('http://127.0.0.1:4566', join(runs, 'missing'))).toBe(false);
});
