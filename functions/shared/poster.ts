// Posts frames to open connections, at a quarter of the processor time that the SDK's client needs for a post.
import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto';
import http, { type ClientRequest, IncomingMessage } from 'node:http';
import https from 'node:https';
import {
  ApiGatewayManagementApiClient,
  type ApiGatewayManagementApiClientConfig,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { requestHandler, TIMEOUTS } from './clients.ts';

/** A frame as it is sent: measured and hashed once, however many connections get it. */
export interface EncodedFrame {
  text: string;
  byteLength: number;
  /** Of the bytes, in hex: a part of each signature. */
  sha256: string;
}

export interface Poster {
  /** Posts that it makes at once. */
  inFlight: number;
  /**
   * Sends a frame to a connection. Retries 429, 5xx, timeouts and broken connections as the SDK's client does.
   * @throws GoneException when the connection is closed, an error of the SDK for any other failure
   */
  post(connectionId: string, frame: EncodedFrame, deadline: AbortSignal): Promise<void>;
  /** Closes the idle HTTP connections. */
  destroy(): void;
}

/** Posts in flight at once. One takes 20 to 30 ms, so fifty serve 2,000 viewers a second. */
export const IN_FLIGHT = 50;

type Handling = ReturnType<NodeHttpHandler['handle']>;
type Answer = Awaited<Handling>['response'];
type HandlingArguments = Parameters<NodeHttpHandler['handle']>;

/** What the SDK's client passes on from the options of a call to its request handler. */
interface Handover {
  /** How the first try ended, which was not the SDK's. A promise that it never takes would go unhandled. */
  firstTry?: () => Handling;
}

/**
 * Makes a poster. For each call, the SDK's client resolves endpoint and credentials again, and runs some twenty steps:
 * 0.6 ms of processor time. Here a request is built by hand, signed with AWS's own signer, which keeps the key that it
 * derived, and sent through a pool of connections. Whatever is neither delivered nor gone continues in the SDK's
 * client: to the client, that try was its first of three. So errors, pauses and the number of tries are the SDK's.
 * @param config settings of the SDK's client; `endpoint` is the address of the socket's stage
 * @param inFlight posts at once, for which it keeps as many connections open
 */
export function createPoster(
  config: ApiGatewayManagementApiClientConfig & { endpoint: string },
  timeouts = TIMEOUTS,
  inFlight = IN_FLIGHT,
): Poster {
  const laterTries = afterFirstTry(requestHandler(timeouts));
  const client = new ApiGatewayManagementApiClient({ maxAttempts: 3, ...config, requestHandler: laterTries });
  const { credentials, region } = client.config;
  const signer = new SignatureV4({ service: 'execute-api', credentials, region, sha256: Sha256, applyChecksum: false });
  const { protocol, hostname, port, host, pathname } = new URL(config.endpoint);
  const base = pathname.replace(/\/$/, '');
  const { Agent, request } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight, timeout: timeouts.requestTimeout });

  async function tryOnce(connectionId: string, frame: EncodedFrame, deadline: AbortSignal): Promise<IncomingMessage> {
    const open = openUntil(deadline);
    const { path, headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      path: `${base}/@connections/${escapeSegment(connectionId)}`,
      query: {},
      headers: {
        host,
        'content-type': 'application/octet-stream',
        'content-length': String(frame.byteLength),
        'x-amz-content-sha256': frame.sha256,
      },
    });
    deadline.throwIfAborted();
    return new Promise((resolve, reject) => {
      const post = request({ method: 'POST', host: hostname, port, path, headers, agent }, resolve);
      open.add(post);
      // After the whole answer, or the failure.
      post.once('close', () => open.delete(post));
      post.once('error', reject);
      post.once('timeout', () => post.destroy(new Error(`no answer within ${timeouts.requestTimeout} ms`)));
      // Node sends a text together with the headers, and bytes in a second piece.
      post.end(frame.text);
    });
  }

  return {
    inFlight,
    async post(connectionId, frame, deadline) {
      const firstTry = await tryOnce(connectionId, frame, deadline).catch((error: Error) => error);
      if (firstTry instanceof IncomingMessage && (firstTry.statusCode === 200 || firstTry.statusCode === 410)) {
        firstTry.resume();
        if (firstTry.statusCode === 200) return;
        throw new GoneException({ message: 'The connection is closed.', $metadata: { httpStatusCode: 410 } });
      }
      const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data: frame.text });
      const options: Handover & { abortSignal: AbortSignal } = {
        abortSignal: deadline,
        firstTry: () => toHandling(firstTry),
      };
      await client.send(command, options);
    },
    destroy() {
      client.destroy();
      agent.destroy();
    },
  };
}

/** SHA-256 as the signer calls it. The SDK's makes a key of the same bytes for each signature: 14 µs instead of 3. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toKey(secret));
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  /** The signer makes a new one for each signature. */
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function toKey(secret: string | ArrayBuffer | ArrayBufferView): KeyObject {
  if (typeof secret === 'string') return createSecretKey(secret, 'utf8');
  const known = KEYS.get(secret);
  if (known) return known;
  const key = createSecretKey(
    secret instanceof ArrayBuffer ? new Uint8Array(secret) : (secret as NodeJS.ArrayBufferView),
  );
  KEYS.set(secret, key);
  return key;
}

// The signer keeps the bytes of the key that it has derived, so they are the same object each time.
const KEYS = new WeakMap<object, KeyObject>();

/** Measures and hashes a frame. */
export function encodeFrame(text: string): EncodedFrame {
  return { text, byteLength: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

/** The end of the first try as the SDK's client expects it. It retries errors of this name. */
async function toHandling(end: IncomingMessage | Error): Handling {
  if (end instanceof Error) throw Object.assign(new Error(end.message, { cause: end }), { name: 'TimeoutError' });
  const { statusCode, headers } = end;
  return { response: { statusCode, headers: headers as Record<string, string>, body: end } as Answer };
}

/** A handler that answers the first request of a call with what is already known. */
function afterFirstTry(http: NodeHttpHandler): NonNullable<ApiGatewayManagementApiClientConfig['requestHandler']> {
  return {
    metadata: http.metadata,
    handle(request: HandlingArguments[0], options: HandlingArguments[1] & Handover) {
      const { firstTry } = options;
      if (!firstTry) return http.handle(request, options);
      delete options.firstTry;
      return firstTry();
    },
    destroy: () => http.destroy(),
    updateHttpClientConfig: (key, value) => http.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => http.httpHandlerConfigs(),
  };
}

/** The unfinished posts. One listener ends them all: one for each post would cost a tenth of its time. */
function openUntil(deadline: AbortSignal): Set<ClientRequest> {
  const known = OPEN.get(deadline);
  if (known) return known;
  const open = new Set<ClientRequest>();
  OPEN.set(deadline, open);
  deadline.addEventListener('abort', () => {
    for (const post of open) post.destroy(deadline.reason);
  });
  return open;
}

const OPEN = new WeakMap<AbortSignal, Set<ClientRequest>>();

/** A path segment as AWS signs it: everything but the unreserved characters of RFC 3986 is escaped. */
function escapeSegment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
