// From an answer to HTTP: form, compression, caching, and the headers that a browser on another origin needs.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { acceptsGzip } from './accept.ts';
import type { Answer } from './answer.ts';
import type { Problem } from './problem.ts';

const HEADERS = {
  'access-control-allow-origin': '*',
  // Scripts on other origins may want them; a page can compare its clock with Date.
  'access-control-expose-headers': 'ETag, Date, Attribution',
  vary: 'Accept, Accept-Encoding',
  'x-content-type-options': 'nosniff',
  attribution: 'Orbital elements: CelesTrak (celestrak.org). Positions: Subpoint, SGP4.',
};

const CACHE_CONTROL = {
  // Ask every time, and be told 304 while nothing has changed.
  live: 'no-cache',
  // A day: a complete track of the past stays as it is, and is gone from the table a day later.
  settled: 'public, max-age=86400',
  momentary: 'no-store',
} as const;

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;
type Result = APIGatewayProxyStructuredResultV2;

/** An answer as HTTP: 304 when the client has it already, gzip when it takes that (HTTP APIs never compress). */
export function reply(event: Event, { status, body, type = 'application/json', lifetime }: Answer): Result {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const gzip = acceptsGzip(event.headers['accept-encoding']);
  const headers: Record<string, string> = { ...HEADERS, 'cache-control': CACHE_CONTROL[lifetime] };
  if (lifetime !== 'momentary') {
    headers.etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}${gzip ? '-gzip' : ''}"`;
    if (matches(event.headers['if-none-match'], headers.etag)) return { statusCode: 304, headers };
  }
  return send(event, status, type, text, headers, gzip);
}

/** An error as HTTP. It is not stored anywhere: the next try may be answered. */
export function problemReply(event: Event, problem: Problem): Result {
  const headers: Record<string, string> = { ...HEADERS, 'cache-control': 'no-store' };
  if (problem.status === 405) headers.allow = 'GET, HEAD';
  return send(event, problem.status, 'application/problem+json', JSON.stringify(problem.body), headers, false);
}

function send(
  event: Event,
  statusCode: number,
  type: string,
  text: string,
  headers: Record<string, string>,
  gzip: boolean,
): Result {
  const all = { ...headers, 'content-type': type, ...(gzip && { 'content-encoding': 'gzip' }) };
  if (event.requestContext.http.method === 'HEAD') return { statusCode, headers: all, body: '' };
  if (!gzip) return { statusCode, headers: all, body: text };
  return { statusCode, headers: all, body: gzipSync(text, { level: 9 }).toString('base64'), isBase64Encoded: true };
}

/** If-None-Match compares weakly (RFC 9110, section 13.1.2): a list of tags, or * for any. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
