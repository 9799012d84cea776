// `npm start` as a person runs it: the page becomes live, and Ctrl-C leaves nothing behind at any moment.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { anyPort } from '../../local/machine/port.ts';
import { engineRuns, expectNothingLeft, npmStart, survivors } from './npm-start.ts';

test('the page becomes live, its address is printed, and Ctrl-C stops everything', async () => {
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

// While the engine starts, during the deployment, during the first tick.
test.for(['the engine starts', 'Synthesize', 'Restore'])('Ctrl-C at "%s" leaves nothing behind', async (moment) => {
  const start = await npmStart();
  await (moment === 'the engine starts' ? engineRuns(start) : start.says(moment));

  start.interrupt('SIGINT');

  expect(await start.ended).toBe(130);
  expectNothingLeft(start);
});

test.for<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'a lone %s to npm, as from a supervisor, leaves nothing behind',
  async (signal) => {
    const start = await npmStart({ byNpm: true });
    await start.says('Start the local AWS');

    start.child.kill(signal);

    // The pipes close when the last process that writes to them has ended.
    await start.ended;
    expectNothingLeft(start);
  },
);

test('says that the requested port is in use', async () => {
  const port = await anyPort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const start = await npmStart({ port });

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(
    `\nPort ${port} is in use. Stop the other program or run npm start -- --port ${port + 1}.\n`,
  );
  server.close();
});
