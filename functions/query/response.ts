// Makes an HTTP response: form, compression, caching, and the headers that pages of other origins need.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { acceptsGzip } from './accept.ts';
import type { Answer, Problem } from './answer.ts';
import { contentType, FORMS, PROBLEM } from './forms.ts';

const HEADERS = {
  'access-control-allow-origin': '*',
  // Scripts of other origins can read these. The page compares its clock with Date.
  'access-control-expose-headers': 'ETag, Date, Attribution',
  vary: 'Accept, Accept-Encoding',
  'x-content-type-options': 'nosniff',
  attribution: 'Orbital elements: CelesTrak (celestrak.org). Positions: Subpoint, SGP4.',
};

const CACHE_CONTROL = {
  // Revalidate every time: 304 while nothing has changed.
  live: 'no-cache',
  // A day: a complete track of the past does not change, and has left the table a day later.
  settled: 'public, max-age=86400',
  momentary: 'no-store',
} as const;

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;
type Result = APIGatewayProxyStructuredResultV2;

/**
 * An answer as HTTP: 304 when the client already has it, gzip when the client accepts it (HTTP APIs never compress).
 */
export function toResponse(event: Event, { status, form, body, lifetime }: Answer): Result {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const gzip = acceptsGzip(event.headers['accept-encoding']);
  const headers: Record<string, string> = { ...HEADERS, 'cache-control': CACHE_CONTROL[lifetime] };
  if (lifetime !== 'momentary') {
    headers.etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}${gzip ? '-gzip' : ''}"`;
    if (matches(event.headers['if-none-match'], headers.etag)) return { statusCode: 304, headers };
  }
  return send(event, status, contentType(FORMS[form]), text, headers, gzip);
}

/** An error as HTTP. Nobody may store it, because the next try may succeed. */
export function toProblemResponse(event: Event, problem: Problem): Result {
  const headers: Record<string, string> = { ...HEADERS, 'cache-control': 'no-store' };
  if (problem.status === 405) headers.allow = 'GET, HEAD';
  return send(event, problem.status, contentType(PROBLEM), JSON.stringify(problem.body), headers, false);
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

/** Whether If-None-Match holds the tag: a list, or * for any. It compares weakly (RFC 9110, section 13.1.2). */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
