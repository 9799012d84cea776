// The file of addresses is there for as long as the system is, and never half.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOutputs, removeStaleOutputs, writeOutputs } from '../../../local/aws/outputs.ts';
import type { Addresses } from '../../../local/aws/system.ts';
import { anyPort } from '../../../local/machine/port.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-outputs-'));
  file = join(folder, 'new', 'outputs.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (port: number): Addresses => ({
  pageUrl: `http://127.0.0.1:${port}/page/index.html`,
  apiUrl: `http://127.0.0.1:${port}/api`,
  socketUrl: `ws://127.0.0.1:${port}/socket`,
  endpointUrl: `http://127.0.0.1:${port}`,
});

test('the addresses of a live run, and only they', () => {
  writeOutputs(file, at(4566));

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(at(4566));
  expect(readdirSync(join(folder, 'new'))).toEqual(['outputs.json']);
});

test('a run removes its own addresses, not those of one that started later', () => {
  writeOutputs(file, at(4566));
  writeOutputs(file, at(4567));

  removeOutputs(file, at(4566));
  expect(existsSync(file)).toBe(true);

  removeOutputs(file, at(4567));
  expect(existsSync(file)).toBe(false);
});

test('addresses where nothing answers are those of a killed run', async () => {
  writeOutputs(file, at(await anyPort()));

  await removeStaleOutputs(file);

  expect(existsSync(file)).toBe(false);
});

test.for(['', '{', 'null', '{"endpointUrl": 5}', '{"endpointUrl": "nowhere"}'])('"%s" is no address', async (text) => {
  writeOutputs(file, at(4566));
  writeFileSync(file, text);

  await removeStaleOutputs(file);

  expect(existsSync(file)).toBe(false);
});

test('addresses where an engine answers stay', async () => {
  const engine = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  writeOutputs(file, at((engine.address() as { port: number }).port));

  await removeStaleOutputs(file);

  expect(existsSync(file)).toBe(true);
  engine.close();
});
