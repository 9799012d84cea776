// Ports: the requested one, or the usual one, or the next free one.
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { PortInUseError } from '../../../local/machine/errors.mjs';
import { anyPort, choosePort } from '../../../local/machine/port.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portInUse(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

const choose = (requested: number | undefined, usual: number) => choosePort({ requested, usual, command: 'npm start' });

test('a requested port that is free is chosen', async () => {
  const port = await anyPort();

  expect(await choose(port, 4566)).toBe(port);
});

test('a requested port that is in use is an error that says what to do', async () => {
  const port = await portInUse();

  await expect(choose(port, 4566)).rejects.toThrow(
    `Port ${port} is in use. Stop the other program or run npm start -- --port ${port + 1}.`,
  );
});

test('after the last port, the error suggests the one before', () => {
  expect(new PortInUseError(65_535, 'npm start').message).toContain('npm start -- --port 65534.');
});

test('without a request, a usual port that is in use is skipped', async () => {
  const usual = await portInUse();

  const port = await choose(undefined, usual);

  expect(port).toBeGreaterThan(usual);
  expect(port).toBeLessThan(usual + 100);
});
