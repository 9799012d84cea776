// `npm start` as a test runs it: with files of its own, on a port of its own, and never with a source of elements out in the world.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect } from 'vitest';
import type { Addresses } from '../../local/aws/system.ts';
import { anyPort } from '../../local/machine/port.ts';
import { signalGroup } from '../../local/machine/programs.ts';
import { pidsWith, processesWith } from '../local/marked.ts';
import { SATELLITES_FILE } from '../support/builders.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const RUNS = join(ROOT, '.local', 'runs');
const started: Start[] = [];

afterEach(async () => {
  for (const start of started.splice(0)) {
    start.interrupt('SIGKILL');
    await start.ended;
    // A test that failed halfway may have left the engine: it is in a group of its own.
    for (const pid of pidsWith(start.mark)) process.kill(pid, 'SIGKILL');
    rmSync(start.folder, { recursive: true, force: true });
  }
});

export interface StartOptions {
  port?: number;
  /** Address of a source on this machine; without one it is an offline start. */
  elementsUrl?: string;
  args?: string[];
  /** Through npm itself, instead of what its script runs. */
  byNpm?: boolean;
  env?: NodeJS.ProcessEnv;
  /** Where its files are: another start's folder, to follow upon that. */
  folder?: string;
}

export interface Start {
  child: ChildProcess;
  port: number;
  folder: string;
  outputsFile: string;
  /** Folders of runs that were there before. */
  runsBefore: string[];
  /** Every process of this start, to its last grandchild, has this in its environment. */
  mark: string;
  output(): string;
  /** Resolves when the output contains the text. */
  says(text: string): Promise<void>;
  /** The addresses, once it is live. */
  live(): Promise<Addresses>;
  /** As the terminal does it: to the whole process group. */
  interrupt(signal: NodeJS.Signals): void;
  /** The exit code. */
  ended: Promise<number | null>;
}

export async function npmStart(options: StartOptions = {}): Promise<Start> {
  const { elementsUrl, args = [], env = {} } = options;
  const port = options.port ?? (await anyPort());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'subpoint-start-'));
  const id = randomUUID();
  const outputsFile = join(folder, 'outputs.json');
  const runsBefore = runFolders();
  const elements = elementsUrl ? ['--elements-url', elementsUrl] : ['--offline'];
  const given = ['--port', String(port), ...elements, ...args];
  const [command, script] = options.byNpm
    ? ['npm', ['start', '--', ...given]]
    : [process.execPath, ['local/setup/main.mjs', 'local/start.ts', ...given]];
  const child = spawn(command, script, {
    cwd: ROOT,
    detached: true,
    env: {
      ...process.env,
      ...env,
      SUBPOINT_OUTPUTS_FILE: outputsFile,
      SUBPOINT_SATELLITES_FILE: SATELLITES_FILE,
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

function runFolders(): string[] {
  return readdirSync(RUNS);
}

/** Command lines of all that a start has started and that still runs. */
export function survivors({ mark }: Start): string[] {
  return processesWith(mark);
}

/** Resolves when the engine runs, whether or not it answers. */
export async function engineRuns(start: Start): Promise<void> {
  while (!survivors(start).some((commandLine) => commandLine.includes('ministack'))) await turn();
}

/** The process group of the engine. */
export function engineGroupOf(start: Start): number {
  const own = new Set(pidsWith(start.mark).map(String));
  const run = runFolders().find((name) => own.has(name.split('-')[0] as string)) as string;
  return Number(readFileSync(join(RUNS, run, 'engine.pid'), 'utf8'));
}

/** Resolves when a request waits on the port that the frozen program behind it does not read. */
export async function requestWaits(port: number): Promise<void> {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const waits = (line: string) => {
    const [, local, , , queues] = line.trim().split(/\s+/);
    return local === address && !queues?.endsWith(':00000000');
  };
  while (!readFileSync('/proc/net/tcp', 'utf8').split('\n').some(waits)) await turn();
}

export function expectNothingLeft(start: Start): void {
  expect(survivors(start)).toEqual([]);
  expect(existsSync(start.outputsFile)).toBe(false);
  // Other runs may be under way, and have their folders.
  const left = runFolders().filter(
    (name) => !start.runsBefore.includes(name) && !existsSync(`/proc/${name.split('-')[0]}`),
  );
  expect(left).toEqual([]);
}
