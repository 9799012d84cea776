// The cache with CloudFront's rules, in front of an origin that a test controls.
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEdgeCache } from '../../bench/scale/edge-cache.ts';
import { listenOnLoopback } from '../support/servers/loopback-server.ts';

const LIVE = 'public, max-age=0, s-maxage=5, stale-while-revalidate=10, stale-if-error=3600';
const BEGIN = Date.UTC(2026, 10, 24, 12);

let nowMs: number;
let version: number;
let status: number;
let cacheControl: string;
let asked: { url?: string; headers: Record<string, unknown> }[];
let held: (() => void)[] | undefined;
let origin: Awaited<ReturnType<typeof listenOnLoopback>>;
let edge: Awaited<ReturnType<typeof startEdgeCache>>;

beforeEach(async () => {
  [nowMs, version, status, cacheControl, asked, held] = [BEGIN, 1, 200, LIVE, [], undefined];
  origin = await listenOnLoopback(
    createServer(async (request, response) => {
      asked.push({ url: request.url as string, headers: request.headers });
      const answers = held;
      if (answers) await new Promise<void>((resolve) => answers.push(resolve));
      const etag = `"${version}"`;
      const isUnchanged = status === 200 && request.headers['if-none-match'] === etag;
      response.writeHead(isUnchanged ? 304 : status, { 'cache-control': cacheControl, etag });
      response.end(isUnchanged ? undefined : `version ${version}`);
    }),
  );
  edge = await startEdgeCache({ originUrl: origin.origin, originKey: 'key', nowMs: () => nowMs });
});

afterEach(async () => {
  await edge.close();
  await origin.close();
});

const get = async (path = '/satellites', headers: Record<string, string> = {}) => {
  const answer = await fetch(edge.apiUrl + path, { headers });
  return { status: answer.status, text: await answer.text(), age: answer.headers.get('age') };
};
const later = (seconds: number) => {
  nowMs += seconds * 1000;
};
/** Resolves when the origin has been asked so many times. */
const untilAsked = async (count: number) => {
  while (asked.length < count) await new Promise((resolve) => setImmediate(resolve));
};

describe('requests of one question', () => {
  test('at the same time are one request to the origin', async () => {
    held = [];
    const answers = Promise.all(Array.from({ length: 10 }, () => get()));
    await untilAsked(1);
    while (edge.counts.viewer < 10) await new Promise((resolve) => setImmediate(resolve));
    for (const answer of held.splice(0)) answer();

    expect((await answers).map(({ text }) => text)).toEqual(Array(10).fill('version 1'));
    expect(edge.counts).toEqual({ viewer: 10, origin: 1, hits: 9 });
  });

  test('that must not be stored are one request each', async () => {
    cacheControl = 'no-store';
    await Promise.all([get('/status'), get('/status'), get('/status')]);

    expect(edge.counts).toEqual({ viewer: 3, origin: 3, hits: 0 });
  });

  test('written in different ways are one request: order of parameters, slash, Accept of a browser', async () => {
    await get('/satellites/1/track?points=5&format=json');
    await get('/satellites/1/track/?format=json&points=5', { accept: 'text/html,*/*;q=0.8' });
    expect(asked.map(({ url }) => url)).toEqual(['/satellites/1/track?format=json&points=5']);

    await get('/satellites/1/track?points=6');
    await get('/satellites/1/track?points=6', { accept: 'text/csv' });
    await get('/satellites/1/track?points=6', { 'accept-encoding': 'identity' });
    expect(edge.counts.origin).toBe(4);
  });

  test('carry the key, which a viewer cannot set', async () => {
    await get('/satellites', { 'x-subpoint-origin-key': 'guess' });

    expect(asked[0]?.headers).toMatchObject({ 'x-subpoint-origin-key': 'key', accept: '*/*' });
  });

  test('for the frame are one request for each form, whatever else is in them', async () => {
    await get('/frame/compact?x=1');
    await get('/frame/compact?form=points', { accept: 'text/csv' });
    await get('/frame');
    expect(asked.map(({ url, headers }) => [url, headers.accept])).toEqual([
      ['/api/frame/compact', '*/*'],
      ['/frame', '*/*'],
    ]);
  });

  test('with an unknown parameter never reach the origin', async () => {
    expect(await get('/satellites?cachebust=1')).toMatchObject({
      status: 400,
      text: expect.stringContaining('cachebust'),
    });
    expect(edge.counts.origin).toBe(0);
  });
});

describe('an answer', () => {
  test('is fresh for s-maxage, and then sent once more while the origin is asked', async () => {
    await get();
    version = 2;
    later(4.9);
    expect(await get()).toMatchObject({ text: 'version 1', age: '4' });
    expect(edge.counts.origin).toBe(1);

    later(5);
    expect(await get()).toMatchObject({ text: 'version 1', age: '9' });
    await untilAsked(2);
    let answer = await get();
    while (answer.text === 'version 1') answer = await get();
    expect(answer).toMatchObject({ text: 'version 2', age: '0' });
    expect(edge.counts.origin).toBe(2);
  });

  test('that is older is not sent, and an unchanged one is not sent again by the origin', async () => {
    await get();
    later(16);
    expect(await get()).toMatchObject({ status: 200, text: 'version 1' });
    expect(asked[1]?.headers).toMatchObject({ 'if-none-match': '"1"' });
    expect(await get('/satellites', { 'if-none-match': '"1"' })).toMatchObject({ status: 304, text: '', age: '0' });
    expect(edge.counts.origin).toBe(2);
  });

  test('is sent for an hour while the origin fails, which is asked each 2 s', async () => {
    await get();
    status = 503;
    later(1800);
    expect(await get()).toMatchObject({ status: 200, text: 'version 1', age: '1800' });
    later(1);
    await get();
    expect(edge.counts.origin).toBe(2);
    later(2);
    await get();
    expect(edge.counts.origin).toBe(3);

    later(1805);
    expect(await get()).toMatchObject({ status: 503 });
  });

  test('that has expired does not hide a 4xx of the origin, such as the 429 of a throttle', async () => {
    await get();
    [status, cacheControl] = [429, ''];
    later(16);
    expect(await get()).toMatchObject({ status: 429 });

    [status, cacheControl] = [200, LIVE];
    expect(await get()).toMatchObject({ status: 200, text: 'version 1' });
  });

  test('is sent while the origin cannot be reached', async () => {
    await get();
    await origin.close();
    later(60);

    expect(await get()).toMatchObject({ status: 200, text: 'version 1', age: '60' });
    expect(await get('/status')).toMatchObject({ status: 502 });
  });
});

test.each([
  [400, 'public, max-age=0, s-maxage=10', 9, 1],
  [400, 'no-store', 0, 2],
  [403, 'no-store', 0, 2],
  [404, 'no-store', 9, 1],
  [503, 'no-store', 1, 1],
  [503, 'no-store', 3, 2],
])('an error %d with %s, asked for again after %d s, costs %d requests', async (error, control, seconds, requests) => {
  [status, cacheControl] = [error, control];
  await get();
  later(seconds);
  expect((await get()).status).toBe(error);

  expect(edge.counts.origin).toBe(requests);
});

test('other methods get 403 from CloudFront itself; OPTIONS is passed on', async () => {
  expect((await fetch(`${edge.apiUrl}/satellites`, { method: 'POST' })).status).toBe(403);
  expect(edge.counts.origin).toBe(0);
  await fetch(`${edge.apiUrl}/satellites`, { method: 'OPTIONS' });
  expect(edge.counts.origin).toBe(1);
});
