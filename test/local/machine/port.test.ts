// Ports: the usual one or the next, and never one that is taken.
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { anyPort, choosePort, USUAL_PORT } from '../../../local/machine/port.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

test('a port that is asked for and free is taken', async () => {
  const port = await anyPort();

  expect(await choosePort(port)).toBe(port);
});

test('a port that is asked for and taken is an error that says what to do', async () => {
  const port = await occupy();

  await expect(choosePort(port)).rejects.toThrow(
    `Port ${port} is taken: leave --port out to use the next free one, or stop what holds it.`,
  );
});

test('without a wish it is the usual port or one of the next', async () => {
  const port = await choosePort(undefined);

  expect(port).toBeGreaterThanOrEqual(USUAL_PORT);
  expect(port).toBeLessThan(USUAL_PORT + 100);
});
