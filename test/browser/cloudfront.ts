// The page as CloudFront serves it: at the root of its own origin, with the security headers of the deployed
// distribution, and the API below /api of the same origin. The engine's own distribution answers 403 for a bucket that
// requires TLS, and cannot have an HTTP API as its origin.
import { once } from 'node:events';
import { createServer, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createEdgeCache } from '../../bench/scale/edge-cache.ts';
import type { Addresses } from '../../local/emulator/addresses.ts';
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

/** What the network does to requests: a portal answers some of them itself, or nobody answers. */
type Fault = 'portal' | 'silence';

/** Serves the objects of the page's bucket, and the API. `host` is the distribution's name. */
export async function serveLikeCloudFront(addresses: Addresses, host: string) {
  const headers = await securityHeaders(addresses, host);
  const api = createEdgeCache({ originUrl: addresses.apiUrl });
  let fault: Fault | undefined;
  const server = createServer((request, response) => {
    if (fault === 'silence') return;
    if (fault === 'portal' && ['/config.json', '/api/satellites'].includes(request.url ?? ''))
      return response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<h1>Login</h1>');
    if (request.url?.startsWith('/api/')) return void api.handle(request, response);
    const key = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    if (key === 'config.json') {
      // As the deployment on AWS writes it, but for the socket.
      response.writeHead(200, { ...headers, 'content-type': 'application/json' });
      return response.end(JSON.stringify({ apiUrl: '/api', socketUrl: addresses.socketUrl }));
    }
    get(new URL(key, addresses.pageUrl), (object) => {
      response.writeHead(object.statusCode ?? 500, { ...headers, 'content-type': object.headers['content-type'] });
      object.pipe(response);
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  const fail = (how: Fault) => {
    fault = how;
  };
  return { url: `${origin}/`, apiCounts: api.counts, fail, close };
}

// The headers of the distribution's answer, with this machine's socket instead of that on AWS.
async function securityHeaders({ endpointUrl, socketUrl }: Addresses, host: string) {
  const request = get(endpointUrl, { headers: { host, 'x-forwarded-proto': 'https' } });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  const policy = answer.headers[POLICY] as string | undefined;
  if (!policy) throw new Error(`The distribution ${host} sends no ${POLICY}`);
  const missing = OTHERS.filter((name) => !answer.headers[name]);
  if (missing.length > 0) throw new Error(`The distribution ${host} sends no ${missing.join(', ')}`);
  const localPolicy = policy.replace(/connect-src [^;]*/, `connect-src 'self' ${socketUrl}`);
  return {
    [POLICY]: localPolicy,
    ...Object.fromEntries(OTHERS.map((name) => [name, answer.headers[name]])),
  } as IncomingHttpHeaders;
}
