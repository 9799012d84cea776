// A stand-in for API Gateway's Management API, in a process of its own: it answers each post with 200 after a pause.
// Usage: gateway-stub.ts PAUSE_MS. It prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const pauseMs = Number(process.argv[2]);

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    if (pauseMs === 0) response.end();
    else setTimeout(() => response.end(), pauseMs);
  });
});

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
