// HTTP responses: forms, caching, compression, and the headers of every response.
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../functions/query/http/answer.ts';
import { Problem } from '../../../../functions/query/http/answer.ts';
import { toOptionsResponse, toProblemResponse, toResponse } from '../../../../functions/query/http/response.ts';
import { anHttpEvent } from '../../../support/lambda.ts';

const ANSWER: Answer = { status: 200, form: 'json', body: { name: 'Южный 🛰' }, lifetime: 'live' };

const ask = (headers: Record<string, string> = {}, method = 'GET') => anHttpEvent({ headers, method });
const etagOf = ({ headers }: APIGatewayProxyStructuredResultV2) => String(headers?.etag);

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

describe('an answer', () => {
  it('is JSON', () => {
    const { statusCode, headers, body, isBase64Encoded } = toResponse(ask(), ANSWER);

    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': expect.stringContaining('s-maxage=5'),
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(body ?? '')).toEqual(ANSWER.body);
    expect(isBase64Encoded).toBeFalsy();
  });

  it('is compressed for clients that accept gzip', () => {
    const { headers, body, isBase64Encoded } = toResponse(ask(GZIP), ANSWER);

    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(isBase64Encoded).toBe(true);
    expect(JSON.parse(gunzipSync(Buffer.from(body ?? '', 'base64')).toString())).toEqual(ANSWER.body);
  });

  it.each<[Answer['form'], unknown, string]>([
    ['json', { a: 1 }, 'application/json'],
    ['geojson', { a: 1 }, 'application/geo+json'],
    ['csv', 'a,b', 'text/csv; charset=utf-8'],
    ['ics', 'BEGIN:VCALENDAR', 'text/calendar; charset=utf-8'],
  ])('as %s has its Content-Type', (form, body, type) => {
    const response = toResponse(ask(), { ...ANSWER, form, body });

    expect(response.headers?.['content-type']).toBe(type);
    expect(response.body).toBe(typeof body === 'string' ? body : JSON.stringify(body));
  });

  it.each<[Answer['lifetime'], string]>([
    ['live', 'public, max-age=0, s-maxage=5, stale-while-revalidate=10, stale-if-error=3600'],
    ['settled', 'public, max-age=86400'],
    ['momentary', 'no-store'],
    [43, 'public, max-age=0, s-maxage=43, stale-while-revalidate=10, stale-if-error=3600'],
  ])('that is %s has Cache-Control %s', (lifetime, cacheControl) => {
    expect(toResponse(ask(), { ...ANSWER, lifetime }).headers).toMatchObject({ 'cache-control': cacheControl });
  });

  it('to HEAD has the same headers, the length of the body, and no body', () => {
    for (const headers of [{}, GZIP]) {
      const get = toResponse(ask(headers), ANSWER);
      const length = String(Buffer.from(get.body ?? '', get.isBase64Encoded ? 'base64' : 'utf8').length);
      const head = toResponse(ask(headers, 'HEAD'), ANSWER);

      expect(head).toEqual({ statusCode: 200, headers: { ...get.headers, 'content-length': length }, body: '' });
    }
    // Letters of several bytes: {"name":"Южный 🛰"}.
    expect(toResponse(ask({}, 'HEAD'), ANSWER).headers).toMatchObject({ 'content-length': '26' });
  });

  it.each<[Answer['form'], string]>([
    ['json', 'inline; filename="Terra-track.json"'],
    ['csv', 'attachment; filename="Terra-track.csv"'],
    ['geojson', 'attachment; filename="Terra-track.geojson"'],
    ['ics', 'inline; filename="Terra-track.ics"'],
  ])('as %s has its file name, but not with 304', (form, disposition) => {
    const answer: Answer = { ...ANSWER, form, fileName: 'Terra-track' };

    expect(toResponse(ask(), answer).headers).toMatchObject({ 'content-disposition': disposition });
    expect(toResponse(ask({ 'if-none-match': '*' }), answer).headers).not.toHaveProperty('content-disposition');
    expect(toResponse(ask(), ANSWER).headers).not.toHaveProperty('content-disposition');
  });
});

describe('an ETag', () => {
  it('depends on the answer and its encoding', () => {
    const plain = etagOf(toResponse(ask(), ANSWER));

    expect(plain).toMatch(/^"[\w-]{22}"$/);
    expect(etagOf(toResponse(ask(), ANSWER))).toBe(plain);
    expect(etagOf(toResponse(ask(GZIP), ANSWER))).not.toBe(plain);
    expect(etagOf(toResponse(ask(), { ...ANSWER, body: {} }))).not.toBe(plain);
  });

  it('is missing when the answer is momentary', () => {
    const momentary: Answer = { ...ANSWER, status: 503, lifetime: 'momentary' };

    expect(toResponse(ask({ 'if-none-match': '*' }), momentary)).toMatchObject({ statusCode: 503 });
    expect(toResponse(ask(), momentary).headers).not.toHaveProperty('etag');
  });

  it.each([
    ['itself', (etag: string) => etag],
    ['itself, weak', (etag: string) => `W/${etag}`],
    ['a list with it', (etag: string) => `"other", W/"another",${etag} , "last"`],
    ['any', () => '*'],
  ])('in If-None-Match as %s gets 304 without a body', (_, toHeader) => {
    for (const encoding of [{}, GZIP]) {
      const { headers = {} } = toResponse(ask(encoding), ANSWER);
      const again = toResponse(ask({ ...encoding, 'if-none-match': toHeader(String(headers.etag)) }), ANSWER);

      expect(again).toEqual({ statusCode: 304, headers: expect.objectContaining({ etag: headers.etag }) });
      // RFC 9110, section 15.4.5: the caching headers of a 200, without those of its body.
      const { 'content-type': _type, 'content-encoding': _encoding, ...kept } = headers;
      expect(again.headers).toEqual(kept);
    }
  });

  it.each(['"other"', 'W/"other"', '""', 'etag', ''])('in If-None-Match as %o gets the answer', (ifNoneMatch) => {
    expect(toResponse(ask({ 'if-none-match': ifNoneMatch }), ANSWER).statusCode).toBe(200);
  });

  it('of the other encoding gets the answer', () => {
    const compressed = etagOf(toResponse(ask(GZIP), ANSWER));

    expect(toResponse(ask({ 'if-none-match': compressed }), ANSWER).statusCode).toBe(200);
  });
});

describe('a problem', () => {
  const SHORT = 'public, max-age=0, s-maxage=10';

  it.each([
    [400, 'Bad Request', SHORT],
    [403, 'Forbidden', 'no-store'],
    [404, 'Not Found', SHORT],
    [405, 'Method Not Allowed', 'no-store'],
    [406, 'Not Acceptable', SHORT],
    [500, 'Internal Server Error', 'no-store'],
  ])('of %d has the form of RFC 9457, and Cache-Control', (status, title, cacheControl) => {
    const { statusCode, headers, body } = toProblemResponse(ask(GZIP), new Problem(status, 'Do this.'));

    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': cacheControl });
    expect(headers).not.toHaveProperty('etag');
    expect(JSON.parse(body ?? '')).toEqual({ type: 'about:blank', title, status, detail: 'Do this.' });
  });

  it('names the allowed methods with 405', () => {
    expect(toProblemResponse(ask(), new Problem(405, '')).headers).toMatchObject({ allow: 'GET, HEAD, OPTIONS' });
    expect(toProblemResponse(ask(), new Problem(404, '')).headers).not.toHaveProperty('allow');
  });

  it('has no body for HEAD', () => {
    expect(toProblemResponse(ask({}, 'HEAD'), new Problem(404, 'Do this.'))).toMatchObject({
      statusCode: 404,
      headers: { 'content-length': '75' },
      body: '',
    });
  });
});

it('OPTIONS lets pages of any origin revalidate', () => {
  expect(toOptionsResponse()).toEqual({
    statusCode: 204,
    headers: expect.objectContaining({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'If-None-Match',
      'access-control-max-age': '86400',
    }),
  });
});

it.each<[string, APIGatewayProxyStructuredResultV2]>([
  ['200', toResponse(ask(), ANSWER)],
  ['204', toOptionsResponse()],
  ['304', toResponse(ask({ 'if-none-match': '*' }), ANSWER)],
  ['503', toResponse(ask(), { ...ANSWER, status: 503, lifetime: 'momentary' })],
  ['400', toProblemResponse(ask(), new Problem(400, ''))],
  ['500', toProblemResponse(ask(), new Problem(500, ''))],
])('%s can be read by pages of any origin, and names its source', (status, { statusCode, headers }) => {
  expect(statusCode).toBe(Number(status));
  expect(headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Date, Attribution, Content-Disposition',
    vary: 'Accept, Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    attribution: expect.stringContaining('CelesTrak'),
  });
});
