// The function as API Gateway calls it, on a real table.
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { storePoints } from '../../../functions/shared/track-table.ts';
import type { TrackAnswer } from '../../../wire/track.ts';
import { openapi, resolvePointer } from '../../contract/documents.ts';
import { validateAnswer } from '../../contract/schemas.ts';
import { anElementsArchive, anElementsTable, aTrackTable, clientsFor } from '../../support/aws.ts';
import { aPace, aTrack } from '../../support/builders.ts';
import { anHttpEvent, becomeFunction, collectLog, type LogLine } from '../../support/lambda.ts';

const endpoint = inject('endpoint');
const clients = clientsFor(endpoint);
const TRACK = '/satellites/{catalogNumber}/track';
const EXAMPLE = '#/components/responses/ServerError/content/application~1problem+json/examples/failed/value';
let log: LogLine[];

beforeEach(() => {
  log = collectLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A new instance of the function, for a table. */
async function aFunction(tableName: string, originKeys = '') {
  const elementsTable = (await anElementsTable(clients)).tableName;
  const elementsArchiveTable = (await anElementsArchive(clients)).tableName;
  becomeFunction(endpoint, { elementsTable, elementsArchiveTable, trackTable: tableName, originKeys });
  vi.resetModules();
  return (await import('../../../functions/query/handler.ts')).handler;
}

test('every question is answered as described', async () => {
  const table = await aTrackTable(clients);
  await storePoints(table, aTrack(189, Date.now() + 180_000), aPace());
  const handler = await aFunction(table.tableName);

  const satellites = await handler(anHttpEvent({ path: '/satellites' }));
  const track = await handler(anHttpEvent({ path: '/satellites/25994/track' }));
  const status = await handler(anHttpEvent({ path: '/status' }));

  expect(validateAnswer('/satellites', satellites.statusCode ?? 0, JSON.parse(satellites.body ?? ''))).toEqual([]);
  expect(validateAnswer(TRACK, track.statusCode ?? 0, JSON.parse(track.body ?? ''))).toEqual([]);
  expect(validateAnswer('/status', status.statusCode ?? 0, JSON.parse(status.body ?? ''))).toEqual([]);
  // The clock may have passed a slot since the points were stored.
  expect((JSON.parse(track.body ?? '') as TrackAnswer).count).toBeGreaterThanOrEqual(179);
  // The other two satellites have no points.
  expect(status.statusCode).toBe(503);
});

test('an unchanged answer is not sent again', async () => {
  const table = await aTrackTable(clients);
  const handler = await aFunction(table.tableName);
  // A time in the past, so that nothing changes between the requests.
  const query = { before: new Date(Date.now() - 3_600_000).toISOString() };
  const headers = { 'accept-encoding': 'gzip' };

  const first = await handler(anHttpEvent({ path: '/satellites/25994/track', query, headers }));
  const again = await handler(
    anHttpEvent({
      path: '/satellites/25994/track',
      query,
      headers: { ...headers, 'if-none-match': String(first.headers?.etag) },
    }),
  );

  const body = gunzipSync(Buffer.from(first.body ?? '', 'base64')).toString();
  expect(validateAnswer(TRACK, 200, JSON.parse(body))).toEqual([]);
  expect(again).toMatchObject({ statusCode: 304, headers: { etag: first.headers?.etag } });
  expect(again.body).toBeUndefined();
});

test.each(['/satellites', '/satellites/25994/track', '/satellites/25994/overpasses', '/status'])(
  'OPTIONS of %s is answered without a table',
  async (path) => {
    const handler = await aFunction('no-such-table');
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };

    const { statusCode, headers: answered, body } = await handler(anHttpEvent({ path, method: 'OPTIONS', headers }));

    expect(statusCode).toBe(204);
    expect(answered).toMatchObject({ 'access-control-allow-headers': 'If-None-Match' });
    expect(body).toBeUndefined();
    expect(log).toEqual([]);
  },
);

test('behind CloudFront a request without its key gets 403 before any work', async () => {
  const handler = await aFunction('no-such-table', 'key');

  for (const request of [{ path: '/satellites' }, { path: '/satellites', method: 'OPTIONS' }, { path: '/nothing' }]) {
    const { statusCode, headers, body } = await handler(anHttpEvent(request));

    expect(statusCode).toBe(403);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(body).toContain('/api/satellites');
  }
  // Work would be logged: there is no such table.
  expect(log).toEqual([]);

  const answered = await handler(
    anHttpEvent({ path: '/satellites', method: 'OPTIONS', headers: { 'x-subpoint-origin-key': 'key' } }),
  );
  expect(answered.statusCode).toBe(204);
});

test.each([
  [{ path: '/satellites/25544/track' }, 404],
  [{ path: '/satellites/terra/track', method: 'OPTIONS' }, 400],
  [{ path: '/satellites/25994/track', query: { points: '0' } }, 400],
  [{ path: '/satellites/25994/track', method: 'DELETE' }, 405],
])('%j gets %d, and is not logged', async (request, status) => {
  const handler = await aFunction('no-such-table');

  const { statusCode, headers, body } = await handler(anHttpEvent(request));

  expect(statusCode).toBe(status);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' });
  expect(validateAnswer(TRACK, status, JSON.parse(body ?? ''))).toEqual([]);
  expect(log).toEqual([]);
});

test.each(['/satellites', '/status', '/satellites/25994/track'])(
  'when the table cannot be read %s answers 500, and the log has the cause',
  async (path) => {
    const handler = await aFunction('no-such-table');

    const { statusCode, headers, body } = await handler(anHttpEvent({ path }));

    expect(statusCode).toBe(500);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    expect(JSON.parse(body ?? '')).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'The server failed to answer. Try again in a minute.',
    });
    expect(JSON.parse(body ?? '')).toEqual(resolvePointer(openapi, EXAMPLE));
    expect(log).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'query failed',
        path,
        reason: expect.stringMatching(/^ResourceNotFoundException/),
        stack: expect.stringContaining('at '),
      }),
    ]);
  },
);
