// What happens when the engine cannot start: its port is in use, or the run is stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEngine } from '../../../local/aws/engine.ts';
import { PortInUseError } from '../../../local/machine/errors.mjs';
import { anyPort } from '../../../local/machine/port.ts';
import { processesWith } from '../marked.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-engine-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NEVER = new AbortController().signal;
const engines = () => processesWith(`TMPDIR=${join(folder, 'tmp')}`);

test('does not mistake another engine on the port for its own', async () => {
  const other = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };

  await expect(startEngine(port, folder, NEVER)).rejects.toThrow(PortInUseError);

  expect(engines()).toEqual([]);
  other.close();
});

test('a port that another program has bound without listening is in use too', async () => {
  const port = await anyPort();
  const script = `import socket; s = socket.socket(); s.bind(('127.0.0.1', ${port})); print('bound', flush=True); input()`;
  const holder = spawn('python3', ['-c', script]);
  await once(holder.stdout, 'data');

  await expect(startEngine(port, folder, NEVER)).rejects.toThrow(PortInUseError);

  expect(engines()).toEqual([]);
  holder.stdin.end();
  await once(holder, 'close');
});

test('stops while the engine starts, and leaves no process', async () => {
  const stopping = new AbortController();
  const starting = startEngine(await anyPort(), folder, stopping.signal);

  stopping.abort(new Error('asked to stop'));

  await expect(starting).rejects.toThrow('asked to stop');
  expect(engines()).toEqual([]);
});
