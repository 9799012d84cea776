// `npm start` for tests: with its own files and its own port, and never with a source of elements on the internet.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect } from 'vitest';
import type { Addresses } from '../../local/emulator/addresses.ts';
import { anyPort } from '../../local/machine/port.ts';
import { signalGroup } from '../../local/machine/programs.ts';
import { pidsWith, processesWith } from '../local/marked.ts';
import { SATELLITES_FILE } from '../support/builders.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const started: Start[] = [];
// States of processes and sockets send no event.
const POLL_MS = 20;
const NEXT_REQUEST_WITHIN_MS = 10_000;

afterEach(async () => {
  for (const start of started.splice(0)) {
    start.interrupt('SIGKILL');
    await start.ended;
    // A failed test may have left the engine, which has its own process group.
    for (const pid of pidsWith(start.mark)) process.kill(pid, 'SIGKILL');
    rmSync(start.folder, { recursive: true, force: true });
  }
});

export interface StartOptions {
  port?: number;
  /** Address of a local AWS that already runs, instead of a port. */
  endpoint?: string;
  /** Address of a source on this machine; undefined: an offline start. */
  elementsUrl?: string;
  args?: string[];
  /** Runs npm itself, not only what its script runs. */
  byNpm?: boolean;
  env?: NodeJS.ProcessEnv;
  /** Folder of its files: another start's, to continue with them. */
  folder?: string;
  /** Another command that starts the system: npm run dev. */
  script?: string;
  /** Folder of another copy of the project. */
  root?: string;
}

export interface Start {
  child: ChildProcess;
  port: number;
  folder: string;
  /** Folder of the project. */
  root: string;
  outputsFile: string;
  /** Folders of earlier runs. */
  runsBefore: string[];
  /** In the environment of every process of this start. */
  mark: string;
  output(): string;
  /** Resolves when the output contains the text. */
  says(text: string): Promise<void>;
  /** The addresses, once it is live. */
  live(): Promise<Addresses>;
  /** Sends a signal to the whole process group, like a terminal. */
  interrupt(signal: NodeJS.Signals): void;
  /** The exit code. */
  ended: Promise<number | null>;
}

export async function npmStart(options: StartOptions = {}): Promise<Start> {
  const { elementsUrl, args = [], env = {}, script: file = 'local/start.ts', root = ROOT } = options;
  const port = options.port ?? (await anyPort());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'subpoint-start-'));
  const id = randomUUID();
  const outputsFile = join(folder, 'outputs.json');
  const runsBefore = runFolders(root);
  const elements = elementsUrl ? ['--elements-url', elementsUrl] : ['--offline'];
  const where = options.endpoint ? ['--endpoint', options.endpoint] : ['--port', String(port)];
  const given = [...where, '--satellites', SATELLITES_FILE, ...elements, ...args];
  const [command, script] = options.byNpm
    ? ['npm', ['start', '--', ...given]]
    : [process.execPath, ['local/setup/main.mjs', file, ...given]];
  const child = spawn(command, script, {
    cwd: root,
    detached: true,
    env: {
      ...process.env,
      ...env,
      SUBPOINT_OUTPUTS_FILE: outputsFile,
      SUBPOINT_ELEMENTS_FILE: join(folder, 'elements.json'),
      SUBPOINT_TEST_MARK: id,
    },
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const start: Start = {
    child,
    port,
    folder,
    root,
    outputsFile,
    runsBefore,
    mark: `SUBPOINT_TEST_MARK=${id}`,
    output: () => output,
    says: (text) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          if (!output.includes(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        void ended.then((code) => reject(new Error(`ended with ${code} before it said "${text}":\n${output}`)));
        listener();
      }),
    live: async () => {
      await start.says('Ctrl-C stops everything');
      return JSON.parse(readFileSync(outputsFile, 'utf8'));
    },
    interrupt: (signal) => signalGroup(child.pid as number, signal),
    ended,
  };
  started.push(start);
  return start;
}

function runsOf(root: string): string {
  return join(root, '.local', 'runs');
}

function runFolders(root: string): string[] {
  return existsSync(runsOf(root)) ? readdirSync(runsOf(root)) : [];
}

/** Command lines of the processes of a start that still run. */
export function survivors({ mark }: Start): string[] {
  return processesWith(mark);
}

/** Resolves when the engine runs, whether or not it answers. */
export async function engineRuns(start: Start): Promise<void> {
  while (!survivors(start).some((commandLine) => commandLine.includes('ministack'))) await wait(POLL_MS);
}

/** The process group of the engine. */
export function engineGroupOf(start: Start): number {
  const own = new Set(pidsWith(start.mark).map(String));
  const run = runFolders(start.root).find((name) => own.has(name.split('-')[0] as string)) as string;
  return Number(readFileSync(join(runsOf(start.root), run, 'engine.pid'), 'utf8'));
}

/**
 * Resolves when the start waits for an answer of its frozen engine: when a request waits on the engine's port. The
 * engine may have read the request just before it was frozen;
 * then no other one follows, and the start has been waiting since.
 */
export async function requestHangs(port: number): Promise<void> {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const isUnread = (line: string) => {
    const [, local, , , queues] = line.trim().split(/\s+/);
    return local === address && !queues?.endsWith(':00000000');
  };
  const deadlineMs = Date.now() + NEXT_REQUEST_WITHIN_MS;
  while (!readFileSync('/proc/net/tcp', 'utf8').split('\n').some(isUnread) && Date.now() < deadlineMs)
    await wait(POLL_MS);
}

export function expectNothingLeft(start: Start): void {
  expect(survivors(start)).toEqual([]);
  expect(existsSync(start.outputsFile)).toBe(false);
  // Other runs may be in progress.
  const left = runFolders(start.root).filter(
    (name) => !start.runsBefore.includes(name) && !existsSync(`/proc/${name.split('-')[0]}`),
  );
  expect(left).toEqual([]);
}
