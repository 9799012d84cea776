// `npm run demo` as a process: it prints the address of the demo, and leaves nothing behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { LOCAL_FOLDER } from '../../local/machine/folders.mjs';
import { anyPort } from '../../local/machine/port.ts';

const children: { child: ChildProcess; ended: Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../local/demo.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  children.push({ child, ended });
  return {
    child,
    ended,
    output: () => output,
    /** Resolves when it has printed the text; rejects when it ends without. */
    async says(text: string): Promise<void> {
      const over = ended.then(() => true);
      while (!output.includes(text)) {
        const isOver = await Promise.race([over, once(child.stdout, 'data').then(() => false)]);
        if (isOver && !output.includes(text)) throw new Error(`It ended without "${text}": ${output}`);
      }
    },
    leftBehind: () => readdirSync(join(LOCAL_FOLDER, 'runs')).filter((name) => name.startsWith(`${child.pid}-`)),
  };
}

test.each<[NodeJS.Signals, number]>([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('serves the demo until %s and leaves nothing behind', async (signal, code) => {
  const port = await anyPort();
  const demo = start('--port', String(port));
  await demo.says('Ctrl-C stops it.');

  const url = `http://127.0.0.1:${port}/`;
  expect(demo.output()).toContain(url);
  expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
  expect((await fetch(`${url}nothing`)).status).toBe(404);
  expect(demo.leftBehind()).toHaveLength(1);

  demo.child.kill(signal);

  expect(await demo.ended).toBe(code);
  expect(demo.leftBehind()).toEqual([]);
});

test('says that the requested port is in use', async () => {
  const port = await anyPort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const demo = start('--port', String(port));

  expect(await demo.ended).toBe(1);
  expect(demo.output()).toBe(
    `\nPort ${port} is in use. Stop the other program or run npm run demo -- --port ${port + 1}.\n`,
  );
  server.close();
});
