// One request to a real HTTP server: its address and headers, redirects, and how it ends.
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSource } from '../../../functions/elements/source.ts';
import { CELESTRAK_URL } from '../../../functions/shared/names.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { TERRA } from '../../support/builders.ts';
import { TEST_LIMIT_MS } from '../../support/limits.ts';
import { anHttpServer } from './http-server.ts';

const BODY = JSON.stringify([newestOmm(TERRA)]);
const answer: RequestListener = (_request, response) => response.end(BODY);
const redirect =
  (status: number, location: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { location }).end('moved');

/** A signal that is never aborted within a test. */
const noHurry = () => AbortSignal.timeout(TEST_LIMIT_MS);

const ask = (address: string, signal: AbortSignal = noHurry()) => createSource(address, fetch)(TERRA, signal);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a request', () => {
  it('names the satellite, the form and this program; the answer comes with its host', async () => {
    const server = await anHttpServer(answer);

    const reply = await ask(`${server.origin}/NORAD/elements/gp.php`);

    expect(reply).toEqual({ status: 200, text: BODY, host: '127.0.0.1' });
    expect(server.asked).toEqual(['/NORAD/elements/gp.php?CATNR=25994&FORMAT=JSON']);
    expect(server.headers[0]).toMatchObject({
      'user-agent': 'Subpoint/0.1 (live ground track of Earth-observing satellites)',
      accept: 'application/json',
    });
  });

  it('keeps the query of its address, and replaces the parameters that it sets', async () => {
    const server = await anHttpServer(answer);

    await ask(`${server.origin}/mirror?key=a%20b&FORMAT=XML`);

    expect(server.asked).toEqual(['/mirror?key=a+b&FORMAT=JSON&CATNR=25994']);
  });

  // Not sent: no test contacts the real source, or any host but this machine.
  it('has the address that CelesTrak documents', async () => {
    let asked = '';
    const source = createSource(CELESTRAK_URL, async (url) => {
      asked = String(url);
      return new Response('[]');
    });

    expect(await source(TERRA, noHurry())).toEqual({ status: 200, text: '[]', host: 'celestrak.org' });
    expect(asked).toBe('https://celestrak.org/NORAD/elements/gp.php?CATNR=25994&FORMAT=JSON');
  });

  it('reads a compressed answer', async () => {
    const server = await anHttpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(BODY)),
    );

    expect(await ask(server.origin)).toMatchObject({ status: 200, text: BODY });
    expect(server.headers[0]?.['accept-encoding']).toContain('gzip');
  });

  it.each([403, 404, 429, 500, 503])('is made once when the answer is %d, and returns its text', async (status) => {
    const server = await anHttpServer((_request, response) => response.writeHead(status).end('why'));

    expect(await ask(server.origin)).toEqual({ status, text: 'why', host: '127.0.0.1' });
    expect(server.asked).toHaveLength(1);
  });
});

it('a request has ten seconds', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');

  await createSource('https://celestrak.org', async () => new Response(BODY))(TERRA, AbortSignal.any([]));

  expect(timeout.mock.calls).toEqual([[10_000]]);
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of %d is followed within the configured origin', async (status) => {
    const server = await anHttpServer((request, response) =>
      (request.url?.startsWith('/gp.php') ? redirect(status, '/new.php?CATNR=25994&FORMAT=JSON') : answer)(
        request,
        response,
      ),
    );

    expect(await ask(`${server.origin}/gp.php`)).toEqual({ status: 200, text: BODY, host: '127.0.0.1' });
    expect(server.asked).toEqual(['/gp.php?CATNR=25994&FORMAT=JSON', '/new.php?CATNR=25994&FORMAT=JSON']);
    expect(server.headers[1]).toMatchObject({ 'user-agent': expect.stringMatching(/^Subpoint\//) });
  });

  it('to another origin over http is not followed', async () => {
    const other = await anHttpServer(answer);
    const server = await anHttpServer(redirect(301, `${other.origin}/gp.php`));

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreachable: `redirected to ${other.origin} instead of https`,
    });
    expect(other.asked).toEqual([]);
  });

  it('to https is followed, to another host too', async () => {
    const asked: string[] = [];
    const source = createSource('http://mirror.example.org/gp.php', async (url) => {
      asked.push(String(url));
      return asked.length === 1
        ? new Response(null, { status: 301, headers: { location: 'https://celestrak.org/gp.php' } })
        : new Response(BODY);
    });

    expect(await source(TERRA, noHurry())).toEqual({ status: 200, text: BODY, host: 'celestrak.org' });
    expect(asked[1]).toBe('https://celestrak.org/gp.php');
  });

  it('from https to http is not followed, even on the same host', async () => {
    const asked: string[] = [];
    const source = createSource('https://mirror.example.org/gp.php', async (url) => {
      asked.push(String(url));
      return new Response(null, { status: 301, headers: { location: 'http://mirror.example.org/gp.php' } });
    });

    expect(await source(TERRA, noHurry())).toEqual({
      host: 'mirror.example.org',
      unreachable: 'redirected to http://mirror.example.org instead of https',
    });
    expect(asked).toHaveLength(1);
  });

  it('is followed three times at most', async () => {
    const server = await anHttpServer((request, response) => {
      const step = Number(request.url?.match(/^\/(\d)/)?.[1] ?? 0);
      return step === 3 ? answer(request, response) : redirect(301, `/${step + 1}`)(request, response);
    });
    const endless = await anHttpServer(redirect(301, '/again'));

    expect(await ask(server.origin)).toMatchObject({ text: BODY });
    expect(await ask(endless.origin)).toEqual({ host: '127.0.0.1', unreachable: 'more than 3 redirects' });
    expect([server.asked.length, endless.asked.length]).toEqual([4, 4]);
  });

  it('without an address is an ordinary answer', async () => {
    const server = await anHttpServer((_request, response) => response.writeHead(301).end('somewhere'));

    expect(await ask(server.origin)).toEqual({ status: 301, text: 'somewhere', host: '127.0.0.1' });
  });

  it('to an invalid address is reported', async () => {
    const server = await anHttpServer(redirect(301, 'http://'));

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringContaining('Invalid URL'),
    });
  });
});

describe('no answer', () => {
  it('because the connection is reset', async () => {
    const server = await anHttpServer((request) => request.socket.resetAndDestroy());

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
  });

  it('because the connection is reset in the middle of the answer', async () => {
    const server = await anHttpServer((request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[{', () => request.socket.resetAndDestroy());
    });

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
  });

  it('because nothing listens', async () => {
    const server = await anHttpServer(answer);
    await server.close();

    expect(await ask(server.origin)).toEqual({ host: '127.0.0.1', unreachable: 'ECONNREFUSED' });
  });

  it('because the server does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };

    expect(await ask(`http://127.0.0.1:${port}`)).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringContaining('HTTP/1.1 protocol'),
    });
    server.close();
  });

  it('because TLS fails', async () => {
    const server = await anHttpServer(answer);

    expect(await ask(server.origin.replace('http:', 'https:'))).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringMatching(/SSL|TLS|EPROTO/),
    });
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['before the answer', false],
    ['in the middle of the answer', true],
  ])('because the signal ends the request %s', async (_, begun) => {
    const giveUp = new AbortController();
    let left: Promise<unknown> | undefined;
    const server = await anHttpServer((_request, response) => {
      left = once(response, 'close');
      // The server has the request, or has sent a part of the answer.
      if (begun) response.writeHead(200).write('[{', () => giveUp.abort());
      else giveUp.abort();
    });

    expect(await ask(server.origin, giveUp.signal)).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringMatching(/^AbortError: /),
    });
    await left; // the client has hung up, too
  });

  it('because the time was over before: no request is made', async () => {
    const server = await anHttpServer(answer);

    expect(await ask(server.origin, AbortSignal.abort())).toEqual({
      host: '127.0.0.1',
      unreachable: expect.stringMatching(/^AbortError/),
    });
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['as it is', (body: Buffer) => ({ body, headers: {} })],
    ['compressed to a kilobyte', (body: Buffer) => ({ body: gzipSync(body), headers: { 'content-encoding': 'gzip' } })],
  ])('because it is longer than 1 MB: %s', async (_, pack) => {
    const { body, headers } = pack(Buffer.alloc(1_000_001, ' '));
    const server = await anHttpServer((_request, response) => response.writeHead(200, headers).end(body));

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreadable: 'the answer has more than 1000000 bytes',
    });
  });

  it('because it never ends: the client hangs up', async () => {
    let left: Promise<unknown> | undefined;
    const server = await anHttpServer((_request, response) => {
      left = once(response, 'close');
      const more = () => response.write(' '.repeat(60_000), (error) => !error && more());
      more();
    });

    expect(await ask(server.origin)).toEqual({
      host: '127.0.0.1',
      unreadable: 'the answer has more than 1000000 bytes',
    });
    await left;
  });
});

it('an answer of 1 MB is read', async () => {
  const server = await anHttpServer((_request, response) => response.end(' '.repeat(1_000_000)));

  expect(await ask(server.origin)).toMatchObject({ status: 200, text: expect.stringMatching(/^ {1000000}$/) });
});
