// A local stand-in for API Gateway's Management API: a test scripts the answers and reads the posts.
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createPoster, type Poster } from '../../../functions/shared/poster.ts';
import { localClientConfig } from '../../../local/aws/client-config.ts';
import { listenOnLoopback } from './loopback-server.ts';

export interface Post {
  connectionId: string;
  frame: string;
}

/** A status, 503 with `retry-after: 60`, or no answer at all. */
export type Reply = 200 | 403 | 410 | 413 | 429 | 500 | 503 | 'later' | 'silence';

// API Gateway's names of errors. The SDK reads the name first, then the status.
const ERROR_TYPES: Partial<Record<Reply, string>> = {
  403: 'ForbiddenException',
  410: 'GoneException',
  413: 'PayloadTooLargeException',
  429: 'LimitExceededException',
};

export interface ManagementApi {
  endpoint: string;
  /** Every post in order of arrival, retries included. */
  posts: Post[];
  /** The largest number of open posts. */
  mostAtOnce: number;
  /** A poster with the function's settings, except for its timeouts. */
  poster: Poster;
}

/** Starts a stand-in, which ends with the test. */
export async function aManagementApi(
  reply: (post: Post) => Reply | Promise<Reply> = () => 200,
): Promise<ManagementApi> {
  let open = 0;
  const server = createServer(async (request, response) => {
    open++;
    api.mostAtOnce = Math.max(api.mostAtOnce, open);
    response.once('close', () => open--);
    const connectionId = decodeURIComponent(request.url?.replace('/@connections/', '') ?? '');
    const post = { connectionId, frame: await text(request) };
    api.posts.push(post);
    send(response, await reply(post));
  });
  const { origin: endpoint, close } = await listenOnLoopback(server);
  // On a slow machine, an answer may take longer than two seconds.
  const poster = createPoster({ ...localClientConfig(endpoint) }, { connectionTimeout: 0, requestTimeout: 0 });
  const api: ManagementApi = { endpoint, posts: [], mostAtOnce: 0, poster };
  onTestFinished(async () => {
    poster.destroy();
    await close();
  });
  return api;
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  const type = ERROR_TYPES[reply];
  response.writeHead(reply === 'later' ? 503 : reply, {
    'content-type': 'application/json',
    ...(type && { 'x-amzn-errortype': type }),
    ...(reply === 'later' && { 'retry-after': '60' }),
  });
  response.end(reply === 200 ? '' : JSON.stringify({ message: null }));
}
