// Makes an HTTP response: form, compression, caching, and the headers that pages of other origins need.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { contentDisposition, contentType, FORMS, PROBLEM } from '../forms/forms.ts';
import { acceptsGzip } from './accept.ts';
import type { Answer, Problem } from './answer.ts';
import type { HttpEvent } from './request.ts';

const HEADERS = {
  'access-control-allow-origin': '*',
  // Scripts of other origins can read these. The page compares its clock with Date.
  'access-control-expose-headers': 'ETag, Date, Attribution, Content-Disposition',
  vary: 'Accept, Accept-Encoding',
  'x-content-type-options': 'nosniff',
  // Pages that isolate themselves (COEP) may embed an answer too.
  'cross-origin-resource-policy': 'cross-origin',
  // A browser that opens an answer as a page runs and loads nothing, and shows it in no frame.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  attribution: 'Orbital elements: CelesTrak (celestrak.org). Positions: Subpoint, SGP4.',
};

// Browsers obey max-age, shared caches s-maxage (RFC 9111, section 5.2.2), and CloudFront the two of RFC 5861, too:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
const CACHE_CONTROL = {
  // Browsers revalidate: 304 while nothing has changed. A shared cache answers a crowd with one computation: for 5 s,
  // and for 10 more while it asks again. Points come 180 s ahead, so nobody sees the difference. While the API fails, an
  // answer of the last hour is better than none: the page computes from its elements what it lacks.
  live: sharedFor(5),
  // A day: a complete track of the past does not change, and has left the table a day later.
  settled: 'public, max-age=86400',
  momentary: 'no-store',
  // A mistake of the client's stays one, but for a satellite that is added, or a time that comes.
  mistake: 'public, max-age=0, s-maxage=10',
} as const;

function sharedFor(seconds: number): string {
  return `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=10, stale-if-error=3600`;
}

// Mistakes in the address or in Accept, which are in the key of a shared cache.
const CACHEABLE_MISTAKES = [400, 404, 406];

const ALLOWED_METHODS = 'GET, HEAD, OPTIONS';

type Event = Pick<HttpEvent, 'headers' | 'requestContext'>;
type Result = APIGatewayProxyStructuredResultV2;

/**
 * An answer as HTTP: 304 when the client already has it, gzip when the client accepts it (HTTP APIs never compress).
 */
export function toResponse(event: Event, { status, form, body, lifetime, fileName }: Answer): Result {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const gzip = acceptsGzip(event.headers['accept-encoding']);
  const cacheControl = typeof lifetime === 'number' ? sharedFor(lifetime) : CACHE_CONTROL[lifetime];
  const headers: Record<string, string> = { ...HEADERS, 'cache-control': cacheControl };
  if (lifetime !== 'momentary') {
    headers.etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}${gzip ? '-gzip' : ''}"`;
    if (matches(event.headers['if-none-match'], headers.etag)) return { statusCode: 304, headers };
  }
  headers['content-type'] = contentType(FORMS[form]);
  if (fileName !== undefined) headers['content-disposition'] = contentDisposition(form, fileName);
  return send(event, status, headers, text, gzip);
}

/** An error as HTTP. Only mistakes of the client may be stored, and for a short time: the next try may succeed. */
export function toProblemResponse(event: Event, problem: Problem): Result {
  const headers: Record<string, string> = {
    ...HEADERS,
    'cache-control': CACHE_CONTROL[CACHEABLE_MISTAKES.includes(problem.status) ? 'mistake' : 'momentary'],
    'content-type': contentType(PROBLEM),
  };
  if (problem.status === 405) headers.allow = ALLOWED_METHODS;
  return send(event, problem.status, headers, JSON.stringify(problem.body), false);
}

/**
 * The answer to OPTIONS. Browsers ask before a page of another origin may send If-None-Match, and keep the answer for a
 * day, or as long as they allow.
 */
export function toOptionsResponse(): Result {
  const headers = {
    ...HEADERS,
    allow: ALLOWED_METHODS,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'If-None-Match',
    'access-control-max-age': '86400',
    'cache-control': 'no-store',
  };
  return { statusCode: 204, headers };
}

function send(event: Event, statusCode: number, headers: Record<string, string>, text: string, gzip: boolean): Result {
  const bytes = gzip ? gzipSync(text, { level: 9 }) : Buffer.from(text);
  const all = { ...headers, ...(gzip && { 'content-encoding': 'gzip' }) };
  if (event.requestContext.http.method === 'HEAD') {
    // The length of the body of GET (RFC 9110, section 8.6), which the gateway cannot know.
    return { statusCode, headers: { ...all, 'content-length': String(bytes.length) }, body: '' };
  }
  if (!gzip) return { statusCode, headers: all, body: text };
  return { statusCode, headers: all, body: bytes.toString('base64'), isBase64Encoded: true };
}

/** Whether If-None-Match holds the tag: a list, or * for any. It compares weakly (RFC 9110, section 13.1.2). */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
