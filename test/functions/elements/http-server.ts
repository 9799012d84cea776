// An HTTP server on loopback that a test scripts, and that records the requests.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface HttpServer {
  origin: string;
  /** Path and query of each request, in order. */
  asked: string[];
  /** The headers that came with each. */
  headers: IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** Starts a server, which ends with the test. */
export async function anHttpServer(listener: RequestListener): Promise<HttpServer> {
  const asked: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    headers.push(request.headers);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, headers, close };
}
