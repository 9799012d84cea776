// `npm start`, as a person runs it: it ends in a live page, and Ctrl-C at any moment leaves nothing behind.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { anyPort } from '../../local/machine/port.ts';
import { engineRuns, expectNothingLeft, npmStart, survivors } from './npm-start.ts';

test('it ends in a live page, tells where, and Ctrl-C stops everything', { timeout: 120_000 }, async () => {
  const start = await npmStart();

  const addresses = await start.live();

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
  // It is an offline start.
  expect(start.output()).not.toMatch(/elements/i);

  start.interrupt('SIGINT');

  expect(await start.ended).toBe(130);
  expect(start.output()).toContain('Stopped.');
  expectNothingLeft(start);
});

test.for(['the engine starts', 'Start the local AWS', 'Synthesize', 'Restore'])(
  'Ctrl-C when "%s": nothing is left',
  { timeout: 120_000 },
  async (moment) => {
    const start = await npmStart();
    await (moment === 'the engine starts' ? engineRuns(start) : start.says(moment));

    start.interrupt('SIGINT');

    expect(await start.ended).toBe(130);
    expectNothingLeft(start);
  },
);

test.for<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'a lone %s to npm, as a supervisor sends it: nothing is left either',
  { timeout: 120_000 },
  async (signal) => {
    const start = await npmStart({ byNpm: true });
    await start.says('Start the local AWS');

    start.child.kill(signal);

    // Its pipes close when the last process that writes to them has ended.
    await start.ended;
    expectNothingLeft(start);
  },
);

test('a port that is taken is told in a sentence', async () => {
  const port = await anyPort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const start = await npmStart({ port });

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(
    `\nPort ${port} is taken: leave --port out to use the next free one, or stop what holds it.\n`,
  );
  server.close();
});

const USAGE = 'Usage: npm start [-- [--port N] [--elements-url URL | --offline]]';

test.for([
  ['--prot', '5000', `Unknown option '--prot'. ${USAGE}`],
  ['--port', '80', `--port takes a number from 1024 to 65535. ${USAGE}`],
  // The harness adds --offline.
  ['--elements-url', 'http://127.0.0.1/', `--elements-url and --offline exclude each other. ${USAGE}`],
])('%s %s is told in a sentence', async ([option, value, sentence]) => {
  const start = await npmStart({ args: [option as string, value as string] });

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(`\n${sentence}\n`);
});

test.for(['nonsense', 'ftp://127.0.0.1/'])('"%s" is no source of elements', async (elementsUrl) => {
  const start = await npmStart({ elementsUrl });

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(`\n--elements-url takes an address that begins with https:// or http://. ${USAGE}\n`);
});
