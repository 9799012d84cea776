// `npm start`, as a person runs it: it ends in a live page, and Ctrl-C at any moment leaves nothing behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { anyPort } from '../../local/port.ts';
import type { Addresses } from '../../local/system.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const started: Start[] = [];

afterEach(async () => {
  for (const start of started.splice(0)) {
    start.interrupt('SIGKILL');
    await start.ended;
    rmSync(start.folder, { recursive: true });
  }
});

interface Start {
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
  /** As the terminal does it: to the whole process group. */
  interrupt(signal: NodeJS.Signals): void;
  /** The exit code. */
  ended: Promise<number | null>;
}

function npmStart(port: number, ...args: string[]): Start {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-start-'));
  const mark = `SUBPOINT_TEST_MARK=${randomUUID()}`;
  const outputsFile = join(folder, 'outputs.json');
  const runsBefore = runFolders();
  const child = spawn(process.execPath, ['local/setup.mjs', 'local/start.ts', '--port', String(port), ...args], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, SUBPOINT_OUTPUTS_FILE: outputsFile, SUBPOINT_TEST_MARK: mark.split('=')[1] },
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
    mark,
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
    interrupt: (signal) => {
      try {
        process.kill(-(child.pid as number), signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
    ended,
  };
  started.push(start);
  return start;
}

function runFolders(): string[] {
  return readdirSync(join(ROOT, '.local', 'runs'));
}

/** Command lines of the processes that have the mark in their environment. */
function survivors({ mark }: Start): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, 'environ').split('\0').includes(mark))
    .map((pid) => readProc(pid, 'cmdline').replaceAll('\0', ' '));
}

// A process may end while it is looked at.
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function expectNothingLeft(start: Start): void {
  expect(survivors(start)).toEqual([]);
  expect(existsSync(start.outputsFile)).toBe(false);
  // Other runs may be under way, and have their folders.
  const left = runFolders().filter(
    (name) => !start.runsBefore.includes(name) && !existsSync(`/proc/${name.split('-')[0]}`),
  );
  expect(left).toEqual([]);
}

test('it ends in a live page, tells where, and Ctrl-C stops everything', async () => {
  const start = npmStart(await anyPort());

  await start.says('Ctrl-C stops everything');
  const addresses: Addresses = JSON.parse(readFileSync(start.outputsFile, 'utf8'));
  expect(addresses.endpointUrl).toBe(`http://127.0.0.1:${start.port}`);
  expect(start.output()).toContain(addresses.pageUrl);
  const page = await fetch(addresses.pageUrl);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const config = await fetch(new URL('config.json', addresses.pageUrl));
  expect(await config.json()).toEqual({ apiUrl: addresses.apiUrl, socketUrl: addresses.socketUrl });
  expect((await fetch(`${addresses.apiUrl}/status`)).status).toBe(200);
  expect(survivors(start).length).toBeGreaterThan(2);

  start.interrupt('SIGINT');

  expect(await start.ended).toBe(130);
  expect(start.output()).toContain('Stopped.');
  expectNothingLeft(start);
}, 120_000);

test.for(['the engine starts', 'Start the local AWS', 'Synthesize', 'Deploy the stacks', 'Restore'])(
  'Ctrl-C when "%s": nothing is left',
  { timeout: 120_000 },
  async (moment) => {
    const start = npmStart(await anyPort());
    await (moment === 'the engine starts' ? engineRuns(start) : start.says(moment));

    start.interrupt('SIGINT');

    expect(await start.ended).toBe(130);
    expectNothingLeft(start);
  },
);

async function engineRuns(start: Start): Promise<void> {
  const { setImmediate: turn } = await import('node:timers/promises');
  while (!survivors(start).some((commandLine) => commandLine.includes('ministack'))) await turn();
}

test('a lone signal to npm, which hands it on to one process, does the same', async () => {
  const start = npmStart(await anyPort());
  await start.says('Start the local AWS');

  start.child.kill('SIGTERM');

  expect(await start.ended).toBe(143);
  expectNothingLeft(start);
}, 120_000);

test('a port that is taken is told in a sentence', async () => {
  const port = await anyPort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const start = npmStart(port);

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(
    `\nPort ${port} is taken: leave --port out to use the next free one, or stop what holds it.\n`,
  );
  server.close();
});

test('an argument that it does not know is told in a sentence', async () => {
  const start = npmStart(await anyPort(), '--prot', '5000');

  expect(await start.ended).toBe(1);
  expect(start.output()).toMatch(/^\nUnknown option '--prot'.*Usage: npm start \[-- --port N\]\n$/s);
});
