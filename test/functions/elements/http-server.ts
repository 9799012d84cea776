// An HTTP server on loopback that a test scripts, and that records the requests.
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../support/servers/loopback-server.ts';

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
  const { origin, close } = await listenOnLoopback(server);
  onTestFinished(close);
  return { origin, asked, headers, close };
}
