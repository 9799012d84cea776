// Opens an HTTP server on a free port of this machine.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  /** Its address, without a slash at the end. */
  origin: string;
  close(): Promise<void>;
}

/** `backlog`: how many clients may connect at the same moment. */
export async function listenOnLoopback(server: Server, backlog = 511): Promise<LoopbackServer> {
  server.listen({ port: 0, host: '127.0.0.1', backlog });
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
