// Which program answers as AWS at an endpoint of this machine, and where that program serves APIs, sockets and pages.
import { UserError } from '../machine/errors.mjs';
import { requireLoopback } from '../machine/loopback.mjs';
import { type Addresses, apiUrl, socketUrl } from './addresses.ts';
import { requireOutput, type StackOutputs } from './deploy.ts';

export interface Emulator {
  kind: 'MiniStack' | 'LocalStack' | 'unknown';
  /** For people: "MiniStack 1.5.33". */
  name: string;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Finds out what answers at an endpoint.
 * LocalStack's own paths: https://docs.localstack.cloud/aws/configuration/networking/internal-endpoints/
 * @throws UserError when the endpoint is not on this machine, or nothing answers there
 */
export async function identify(endpoint: string, signal?: AbortSignal): Promise<Emulator> {
  const origin = requireLoopback(endpoint);
  const get = (path: string) => {
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(origin + path, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
  };
  // MiniStack first: it answers LocalStack's path too.
  const ministack = await get('/_ministack/health').catch((error: Error) => {
    signal?.throwIfAborted();
    throw new UserError(
      `Nothing answers at ${origin} (${causeOf(error)}). Start a local AWS there, or leave out --endpoint: npm start includes one.`,
    );
  });
  if (ministack.ok)
    return { kind: 'MiniStack', name: named('MiniStack', await ministack.json().catch(() => undefined)) };
  const localstack = await get('/_localstack/health');
  if (!localstack.ok) return { kind: 'unknown', name: 'an unknown emulator' };
  const info = await get('/_localstack/info').then((answer) => (answer.ok ? answer.json() : localstack.json()));
  return { kind: 'LocalStack', name: named('LocalStack', info) };
}

function causeOf({ cause, message }: Error): string {
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
}

function named(program: string, answer: unknown): string {
  const { version, edition } = (answer ?? {}) as { version?: unknown; edition?: unknown };
  return [program, typeof version === 'string' && version, edition && `(${edition})`].filter(Boolean).join(' ');
}

/** Where a deployed system is served. */
export function addressesOn({ kind }: Emulator, endpoint: string, outputs: StackOutputs): Addresses {
  const endpointUrl = requireLoopback(endpoint);
  if (kind === 'LocalStack') return onLocalStack(endpointUrl, outputs);
  const bucket = requireOutput(outputs.Page, 'BucketName');
  return {
    pageUrl: `${endpointUrl}/${bucket}/index.html`,
    apiUrl: apiUrl(endpointUrl),
    socketUrl: socketUrl(endpointUrl),
    endpointUrl,
  };
}

/**
 * LocalStack serves each API, and each bucket, at a host of its own. The names resolve to 127.0.0.1 everywhere:
 * https://docs.localstack.cloud/aws/services/apigateway/ and https://docs.localstack.cloud/aws/services/s3/
 */
function onLocalStack(endpointUrl: string, { Feed, Page }: StackOutputs): Addresses {
  const { port } = new URL(endpointUrl);
  const host = (label: string) => `${label}.localhost.localstack.cloud:${port || 80}`;
  const [socketId, stage] = partsOf(requireOutput(Feed, 'SocketUrl'));
  const [apiId] = partsOf(requireOutput(Feed, 'ApiEndpoint'));
  return {
    pageUrl: `http://${host(`${requireOutput(Page, 'BucketName')}.s3-website`)}/index.html`,
    apiUrl: `http://${host(`${apiId}.execute-api`)}`,
    socketUrl: `ws://${host(`${socketId}.execute-api`)}/${stage}`,
    endpointUrl,
  };
}

/** The id of an API and the name of its stage: of AWS's address, of LocalStack's by host, and of its one by path. */
function partsOf(url: string): [id: string, stage: string] {
  const { hostname, pathname } = new URL(url);
  const path = pathname.split('/').filter(Boolean);
  if (path[0] === '_aws') return [path[2] as string, path[3] ?? ''];
  return [hostname.split('.')[0] as string, path[0] ?? ''];
}
