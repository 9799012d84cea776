// The file of addresses exists as long as the system is live, and is always complete.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOutputs, removeStaleOutputs, writeOutputs } from '../../../local/aws/outputs.ts';
import type { Addresses } from '../../../local/emulator/addresses.ts';
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

/** An engine, and the addresses of a run on it. */
async function aLiveRun() {
  const engine = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const stop = async () => {
    engine.close();
    engine.closeAllConnections();
    await once(engine, 'close');
  };
  return { addresses: at((engine.address() as { port: number }).port), stop };
}

const written = () => JSON.parse(readFileSync(file, 'utf8'));

test('holds the addresses of a live run, and leaves no draft beside it', async () => {
  await writeOutputs(file, at(4566));

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(at(4566));
  expect(readdirSync(join(folder, 'new'))).toEqual(['outputs.json']);
});

test('a run removes its own addresses, not those of a later run', async () => {
  await writeOutputs(file, at(4566));
  await writeOutputs(file, at(4567));

  await removeOutputs(file, at(4566));
  expect(written()).toEqual(at(4567));

  await removeOutputs(file, at(4567));
  expect(existsSync(file)).toBe(false);
});

test('of two live runs the later one has the file, names the earlier one, and gives the file back', async () => {
  const [first, second] = await Promise.all([aLiveRun(), aLiveRun()]);

  expect(await writeOutputs(file, first.addresses)).toBeUndefined();
  expect(await writeOutputs(file, second.addresses)).toEqual(first.addresses);
  expect(written()).toEqual(second.addresses);

  await removeOutputs(file, second.addresses, first.addresses);
  expect(written()).toEqual(first.addresses);

  await writeOutputs(file, second.addresses);
  await first.stop();
  await removeOutputs(file, second.addresses, first.addresses);
  expect(existsSync(file)).toBe(false);
  await second.stop();
});

test('addresses where nothing answers are removed', async () => {
  await writeOutputs(file, at(await anyPort()));

  await removeStaleOutputs(file);

  expect(existsSync(file)).toBe(false);
});

test.for(['', '{', 'null', '{"endpointUrl": 5}', '{"endpointUrl": "nowhere"}'])(
  'a file with "%s" is removed',
  async (text) => {
    await writeOutputs(file, at(4566));
    writeFileSync(file, text);

    await removeStaleOutputs(file);

    expect(existsSync(file)).toBe(false);
  },
);

test('addresses where an engine answers stay', async () => {
  const { addresses, stop } = await aLiveRun();
  await writeOutputs(file, addresses);

  await removeStaleOutputs(file);

  expect(existsSync(file)).toBe(true);
  await stop();
});
