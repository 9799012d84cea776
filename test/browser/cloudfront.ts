// The page as CloudFront serves it: at the root of its own origin, with the security headers of the deployed
// distribution. The engine's own distribution answers 403 for a bucket that requires TLS.
import { once } from 'node:events';
import { createServer, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Addresses } from '../../local/aws/addresses.ts';
import { listenOnLoopback } from '../support/servers/loopback-server.ts';

const POLICY = 'content-security-policy';
const OTHERS = [
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
] as const;

/** Serves the objects of the page's bucket. `host` is the distribution's name. */
export async function serveLikeCloudFront(addresses: Addresses, host: string) {
  const headers = await securityHeaders(addresses, host);
  const server = createServer((request, response) => {
    const key = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    get(new URL(key, addresses.pageUrl), (object) => {
      response.writeHead(object.statusCode ?? 500, { ...headers, 'content-type': object.headers['content-type'] });
      object.pipe(response);
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  return { url: `${origin}/`, close };
}

// The headers of the distribution's answer, with this machine's addresses instead of those on AWS.
async function securityHeaders({ endpointUrl, apiUrl, socketUrl }: Addresses, host: string) {
  const request = get(endpointUrl, { headers: { host, 'x-forwarded-proto': 'https' } });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  const policy = answer.headers[POLICY] as string | undefined;
  if (!policy) throw new Error(`The distribution ${host} sends no ${POLICY}`);
  const missing = OTHERS.filter((name) => !answer.headers[name]);
  if (missing.length > 0) throw new Error(`The distribution ${host} sends no ${missing.join(', ')}`);
  const localPolicy = policy.replace(/connect-src [^;]*/, `connect-src 'self' ${apiUrl}/ ${socketUrl}`);
  return {
    [POLICY]: localPolicy,
    ...Object.fromEntries(OTHERS.map((name) => [name, answer.headers[name]])),
  } as IncomingHttpHeaders;
}
