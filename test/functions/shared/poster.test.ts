// Posts by hand against posts of the SDK's client: the same signatures, errors and tries.
import { createHash, createHmac } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requestHandler } from '../../../functions/shared/clients.ts';
import { createPoster, encodeFrame } from '../../../functions/shared/poster.ts';
import { listenOnLoopback } from '../../support/servers/loopback-server.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, sessionToken: 'a/session+token==' };
const IDS = ['Zk3x0/+dQIAMCE1A=', "it's (a) star*!", '~tilde-._', 'ü'];
const FRAME = JSON.stringify({ type: 'points', name: 'Южный 🛰' });
const ANSWERED = 'http.client.response.finish';
const NO_TIMEOUTS = { connectionTimeout: 0, requestTimeout: 0 };
const NEVER = new AbortController().signal;

interface Received {
  request: IncomingMessage;
  body: Buffer;
}

/** A server under the path of a stage, which answers each request by a script, and both kinds of client. */
async function bothClients(
  answer: (count: number) => { status: number; type?: string; close?: boolean; silent?: boolean } = () => ({
    status: 200,
  }),
  timeouts = NO_TIMEOUTS,
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ request, body: await buffer(request) });
    const { status, type, close, silent } = answer(received.length);
    if (close) return request.socket.destroy();
    if (silent) return;
    response.writeHead(status, type ? { 'x-amzn-errortype': type } : {});
    response.end(status === 200 ? '' : '{"message":"no"}');
  });
  const { origin, close } = await listenOnLoopback(server);
  const config = {
    endpoint: `${origin}/live`,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
  };
  const sdk = new ApiGatewayManagementApiClient({
    ...config,
    maxAttempts: 3,
    requestHandler: requestHandler(timeouts),
  });
  const poster = createPoster(config, timeouts);
  onTestFinished(async () => {
    sdk.destroy();
    poster.destroy();
    await close();
  });
  return {
    received,
    bySdk: (id: string) => sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: FRAME })),
    byPoster: (id: string) => poster.post(id, encodeFrame(FRAME), NEVER),
  };
}

describe('a request', () => {
  it.each(IDS)('has the path and the body of the SDK, and a signature that AWS would compute: %s', async (id) => {
    const { received, bySdk, byPoster } = await bothClients();

    await bySdk(id);
    await byPoster(id);

    const [fromSdk, fromPoster] = received as [Received, Received];
    expect(fromPoster.request.method).toBe('POST');
    expect(fromPoster.request.url).toBe(fromSdk.request.url);
    expect(fromPoster.request.headers['content-type']).toBe(fromSdk.request.headers['content-type']);
    expect(fromPoster.body).toEqual(fromSdk.body);
    for (const each of [fromSdk, fromPoster]) {
      expect(each.request.headers.authorization?.split('Signature=')[1]).toBe(signatureOf(each));
      expect(each.request.headers['x-amz-security-token']).toBe('a/session+token==');
    }
    expect(signedHeaders(fromPoster)).toEqual([
      'content-length',
      'content-type',
      'host',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
    ]);
  });
});

describe('an answer', () => {
  it.each([
    { status: 410, type: 'GoneException', tries: 1 },
    { status: 410, tries: 1 },
    { status: 403, type: 'ForbiddenException', tries: 1 },
    { status: 413, type: 'PayloadTooLargeException', tries: 1 },
    { status: 429, type: 'LimitExceededException', tries: 3 },
    { status: 500, tries: 3 },
    { status: 200, close: true, tries: 3 },
  ])('is the same error after as many tries: %o', async ({ tries, ...answer }) => {
    const [one, other] = [await bothClients(() => answer), await bothClients(() => answer)];

    // Side by side: the SDK waits before it retries.
    const [expected, error] = await Promise.all(
      [one.bySdk('id='), other.byPoster('id=')].map((call) => call.catch((failure: Error) => failure)),
    );

    expect(one.received).toHaveLength(tries);
    expect(other.received).toHaveLength(tries);
    // Without its type, the SDK does not know that 410 is "gone".
    const isUntyped410 = answer.status === 410 && !answer.type;
    expect((error as Error).name).toBe(isUntyped410 ? 'GoneException' : (expected as Error).name);
  });

  it('that does not come in time is waited for no longer', async () => {
    const { received, byPoster } = await bothClients((count) => ({ status: 200, silent: count === 1 }), {
      connectionTimeout: 0,
      requestTimeout: 1000,
    });

    await byPoster('id=');

    expect(received).toHaveLength(2);
  });

  it('that is good comes to the second try', async () => {
    const { received, byPoster } = await bothClients((count) => ({ status: count === 1 ? 503 : 200 }));

    await byPoster('id=');

    expect(received.map(({ body }) => String(body))).toEqual([FRAME, FRAME]);
  });
});

describe('a failure', () => {
  it('to find credentials is the error of the post, and of no promise that nobody waits for', async () => {
    const poster = createPoster({
      endpoint: 'http://127.0.0.1:1/live',
      region: 'eu-central-1',
      // As a provider that reads a file or asks a service.
      credentials: () => new Promise((_, reject) => setImmediate(() => reject(new Error('no credentials')))),
    });
    onTestFinished(() => poster.destroy());

    await expect(poster.post('id=', encodeFrame(FRAME), NEVER)).rejects.toThrow('no credentials');
  });

  it.each([200, 500])('of the body of a %d to end is not waited for after the deadline', async (status) => {
    const deadline = new AbortController();
    const closed = Promise.withResolvers<void>();
    const server = createServer((request, response) => {
      request.socket.once('close', () => closed.resolve());
      response.writeHead(status).write('{');
    });
    // Published when the head of an answer has arrived.
    const onAnswer = () => setImmediate(() => deadline.abort());
    subscribe(ANSWERED, onAnswer);
    const { origin, close } = await listenOnLoopback(server);
    const poster = createPoster({ endpoint: origin, region: 'eu-central-1', credentials: CREDENTIALS }, NO_TIMEOUTS);
    onTestFinished(async () => {
      unsubscribe(ANSWERED, onAnswer);
      poster.destroy();
      await close();
    });

    const ended = await poster.post('id=', encodeFrame(FRAME), deadline.signal).catch((error: Error) => error);

    if (status !== 200) expect(ended).toBeInstanceOf(Error);
    await closed.promise;
  });
});

/** Signature version 4, step by step as AWS documents it, from what a server receives. */
function signatureOf({ request, body }: Received): string {
  const date = String(request.headers['x-amz-date']);
  const names = signedHeaders({ request });
  const canonical = [
    request.method,
    // The path is escaped once more (for every service but S3).
    String(request.url).split('/').map(encodeURIComponent).join('/'),
    '',
    ...names.map((name) => `${name}:${request.headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = [date.slice(0, 8), 'eu-central-1', 'execute-api', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex');
}

function signedHeaders({ request }: Pick<Received, 'request'>): string[] {
  return /SignedHeaders=([^,]+)/.exec(String(request.headers.authorization))?.[1]?.split(';') ?? [];
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
