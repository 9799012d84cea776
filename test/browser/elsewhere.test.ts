// A page of another origin uses the API, as docs/openapi.yaml invites it to.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSES_OPTIONS_ON } from '../support/endpoint.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();
let server: Server;

beforeAll(async () => {
  await system.untilWhole();
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Elsewhere</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => server.close());

test.runIf(PASSES_OPTIONS_ON)(
  'it revalidates with If-None-Match, which browsers ask for by OPTIONS first',
  async () => {
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const page = await viewer.newPage({}, elsewhere);
    await page.goto(elsewhere);
    // A track of the past: no new point can arrive between the two requests.
    const before = new Date(Date.now() - 60_000).toISOString();
    const address = `${system.addresses.apiUrl}/satellites/25994/track?points=30&before=${before}`;

    const answers = await page.evaluate(async (url) => {
      const first = await fetch(url, { cache: 'no-store' });
      await first.text();
      const etag = String(first.headers.get('etag'));
      const again = await fetch(url, { cache: 'no-store', headers: { 'If-None-Match': etag } });
      // Read to its end: a page that closes earlier aborts it.
      await again.text();
      return { first: first.status, again: again.status, file: first.headers.get('content-disposition') };
    }, address);

    expect(answers).toEqual({
      first: 200,
      again: 304,
      file: expect.stringMatching(/^inline; filename="Terra-track-.*\.json"$/),
    });
  },
);
