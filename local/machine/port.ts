// Finds a free port on this machine.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { PortInUseError, UserError } from './errors.mjs';

/** The port of a command that serves something. */
export interface PortChoice {
  /** The port that the person requested; undefined for the usual one or the next free one after it. */
  requested: number | undefined;
  usual: number;
  /** What the person typed, for messages: `npm start`. */
  command: string;
}

/** @throws PortInUseError when the requested port is in use, UserError when none of a hundred ports is free */
export async function choosePort({ requested, usual, command }: PortChoice): Promise<number> {
  if (requested !== undefined) {
    if (await isFree(requested)) return requested;
    throw new PortInUseError(requested, command);
  }
  for (let port = usual; port < usual + 100; port++) if (await isFree(port)) return port;
  throw new UserError(
    `The ports from ${usual} to ${usual + 99} are in use. Choose another one: ${command} -- --port ${usual + 100}.`,
  );
}

/** A free port that the operating system picks: for tests, which never use the ports of a running `npm start`. */
export async function anyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
}
