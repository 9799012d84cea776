// CloudFront on one machine: its documented rules in front of an API, for measurements and tests of what a crowd costs.
// The rules and where they are documented, below https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/:
// - how long an answer is fresh, and when a stale one is sent: Expiration.html
// - one request to the origin for many of one cache key: RequestAndResponseBehaviorCustomOrigin.html, "Simultaneous
//   requests for the same object"
// - errors: HTTPStatusCodes.html
// - what is in the key: the cache policies of infra/page/api.ts, one of them after the function of
//   infra/page/api-request.ts, which runs here as it is deployed
// One edge location, one cache: AWS has a cache in each, with regional caches behind them. HEAD is passed on.
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import { acceptsGzip } from '../../functions/query/http/accept.ts';
import { COMPACT_FRAME_PATH, ORIGIN_KEY_HEADER } from '../../functions/shared/names.ts';
import type { ApiRequest } from '../../infra/page/api-request.ts';
import { apiRequestHandler, aViewerRequest } from '../../test/support/servers/api-request.ts';
import { listenOnLoopback } from '../../test/support/servers/loopback-server.ts';
import { type Answer, findStored, keep, type Lifetimes, refresh, type Stored } from './edge-rules.ts';

export interface EdgeCacheOptions extends Lifetimes {
  /** Address of the API, without a slash at the end. */
  originUrl: string;
  /** The key that the API requires. */
  originKey?: string;
  nowMs?: () => number;
  /** What stands between the cache and the API: it asks, or answers by itself. */
  gateway?: (ask: () => Promise<Answer>, path: string) => Promise<Answer>;
}

/** How often what happened. */
interface EdgeCounts {
  /** Requests of viewers. */
  viewer: number;
  /** Requests to the API: what a crowd costs. */
  origin: number;
  /** Answers of the cache, those of waiting for another viewer's request included. */
  hits: number;
}

export interface EdgeCache {
  counts: EdgeCounts;
  /** Answers a request below /api. */
  handle(viewer: ViewerRequest, response: ViewerResponse): Promise<void>;
  /** Resolves when no request to the API is open. */
  settled(): Promise<void>;
}

/** What is read of a viewer's request, and used of its response: many viewers need no sockets. */
type ViewerRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;
export interface ViewerResponse {
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  end(body?: Buffer): unknown;
}

/** An empty cache in front of an API. */
export function createEdgeCache(options: EdgeCacheOptions): EdgeCache {
  const { originUrl, originKey, nowMs = Date.now, gateway = (ask) => ask(), ...lifetimes } = options;
  const normalise = apiRequestHandler();
  const cache = new Map<string, Stored>();
  const pending = new Map<string, Promise<Answer>>();
  const counts: EdgeCounts = { viewer: 0, origin: 0, hits: 0 };

  async function handle(viewer: ViewerRequest, response: ViewerResponse): Promise<void> {
    counts.viewer++;
    const { method = 'GET', url = '', headers } = viewer;
    // As CloudFront itself answers.
    if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) return send(response, { status: 403, headers: {}, body: EMPTY });
    const request = aViewerRequest(url, { accept: headers.accept });
    const normalised = request.uri === COMPACT_FRAME_PATH ? frameRequest(request) : normalise({ request });
    if (!('uri' in normalised)) return send(response, toAnswer(normalised as OwnAnswer));
    const asked = toOrigin(normalised as ApiRequest, headers);
    if (method !== 'GET') return send(response, await fetchOrigin(method, asked));
    const { answer, isHit } = await find(asked);
    if (isHit) counts.hits++;
    send(response, answer, headers['if-none-match']);
  }

  async function find(asked: Asked): Promise<{ answer: Answer; isHit: boolean }> {
    const key = JSON.stringify(asked);
    const { answer, isFinal } = findStored(cache.get(key), nowMs());
    if (answer) {
      if (!isFinal) void ask(key, asked);
      return { answer, isHit: true };
    }
    // The first asks, the others wait. If nothing could be stored, each of them asks too.
    const other = pending.get(key);
    if (!other) return { answer: await ask(key, asked), isHit: false };
    await other;
    const stored = findStored(cache.get(key), nowMs()).answer;
    return stored ? { answer: stored, isHit: true } : { answer: await fetchOrigin('GET', asked), isHit: false };
  }

  /** Asks the API, one time for all who wait, and keeps what may be kept. */
  function ask(key: string, asked: Asked): Promise<Answer> {
    const running = pending.get(key);
    if (running) return running;
    const asking = (async () => {
      const old = cache.get(key);
      const etag = old?.answer.headers.etag;
      const answer = await fetchOrigin('GET', asked, etag ? { 'if-none-match': etag } : {});
      const stored = old ? refresh(old, answer, nowMs(), lifetimes) : keep(answer, nowMs(), lifetimes);
      if (stored) cache.set(key, stored);
      else cache.delete(key);
      return stored?.answer ?? answer;
    })();
    pending.set(key, asking);
    return asking.finally(() => pending.delete(key));
  }

  async function fetchOrigin(method: string, asked: Asked, more: Record<string, string> = {}): Promise<Answer> {
    counts.origin++;
    return gateway(() => requestOrigin(method, asked, more), asked.path);
  }

  async function requestOrigin(method: string, asked: Asked, more: Record<string, string>): Promise<Answer> {
    const headers = { ...asked.headers, ...more, ...(originKey && { [ORIGIN_KEY_HEADER]: originKey }) };
    try {
      const sent = request(originUrl + asked.path, { method, headers });
      sent.end();
      const [received] = (await once(sent, 'response')) as [IncomingMessage];
      const body = Buffer.concat(await received.toArray());
      return { status: received.statusCode ?? 502, headers: received.headers, body };
    } catch {
      return { status: 502, headers: {}, body: EMPTY };
    }
  }

  async function settled(): Promise<void> {
    while (pending.size > 0) await Promise.allSettled(pending.values());
  }

  return { counts, handle, settled };
}

/** A server of nothing but the API, below /api. */
export async function startEdgeCache(options: EdgeCacheOptions) {
  const cache = createEdgeCache(options);
  const server = createServer((viewer, response) => void cache.handle(viewer, response));
  const { origin, close } = await listenOnLoopback(server);
  return { apiUrl: `${origin}/api`, counts: cache.counts, close };
}

const EMPTY = Buffer.alloc(0);

interface Asked {
  path: string;
  headers: Record<string, string>;
}

/** The compact frame goes without the function: the policy leaves no parameter, and no header. */
function frameRequest({ uri }: ApiRequest): ApiRequest {
  return { uri, querystring: {}, headers: {} };
}

/** What the API gets, which is also the cache key. */
function toOrigin({ uri, querystring, headers }: ApiRequest, viewerHeaders: IncomingHttpHeaders): Asked {
  const query = Object.entries(querystring).map(([name, { value }]) => `${name}=${value}`);
  const encoding = viewerHeaders['accept-encoding'];
  return {
    path: query.length > 0 ? `${uri}?${query.join('&')}` : uri,
    headers: {
      accept: headers.accept?.value ?? '*/*',
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
      ...(acceptsGzip(typeof encoding === 'string' ? encoding : '') && { 'accept-encoding': 'gzip' }),
    },
  };
}

interface OwnAnswer {
  statusCode: number;
  headers: Record<string, { value: string }>;
  body: { data: string };
}

function toAnswer({ statusCode, headers, body }: OwnAnswer): Answer {
  const values = Object.entries(headers).map(([name, { value }]) => [name, value]);
  return { status: statusCode, headers: Object.fromEntries(values), body: Buffer.from(body.data) };
}

// Of one connection only, or set by the server that sends.
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

function send(response: ViewerResponse, answer: Answer, ifNoneMatch?: string): void {
  const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  const { etag } = answer.headers;
  const isUnchanged = answer.status === 200 && etag !== undefined && ifNoneMatch === etag;
  response.writeHead(isUnchanged ? 304 : answer.status, Object.fromEntries(headers));
  response.end(isUnchanged ? undefined : answer.body);
}
