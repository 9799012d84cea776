// Ports: the one that is asked for, a free one for the local engine.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { PortTakenError, UserError } from './errors.ts';

/** The port that local AWS engines use by habit. */
export const USUAL_PORT = 4566;

/**
 * Reads what follows --port; undefined without it.
 * @throws UserError for what is no port, which ends in how the program is used
 */
export function readPort(text: string | undefined, usage: string): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1024 || port > 65_535) throw new UserError(`--port takes a number from 1024 to 65535. ${usage}`);
  return port;
}

/** Finds a port: the one asked for, or the usual one, or the next free one after it. @throws UserError when the asked one is taken */
export async function choosePort(asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new PortTakenError(asked);
  }
  for (let port = USUAL_PORT; port < USUAL_PORT + 100; port++) if (await isFree(port)) return port;
  throw new UserError(`No port from ${USUAL_PORT} to ${USUAL_PORT + 99} is free: name one with --port N.`);
}

/** A port that the system picks: for tests, which must never meet a running `npm start`. */
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
