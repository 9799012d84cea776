// A source of elements on loopback: a real HTTP server whose answers a test sets, and which records its requests.
import { createServer } from 'node:http';
import { listenOnLoopback } from './loopback-server.ts';

/** The source's answer for a satellite. */
export interface SourceAnswer {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  /** Instead of an answer, the connection is reset, or the source stays silent. */
  fault?: 'reset' | 'silence';
}

/** A request that reached the source. */
interface SourceRequest {
  catalogNumber: number;
  format: string | null;
  userAgent: string;
  path: string;
}

export interface SourceServer {
  /** Address for `--elements-url`. */
  url: string;
  /** Sets the answer for a satellite; the answer for 0 is that of `/moved`, whatever the request. */
  answers(catalogNumber: number, answer: SourceAnswer): void;
  /** The requests since the start or the last `reset`. */
  requests(): readonly SourceRequest[];
  reset(): void;
  close(): Promise<void>;
}

/** Starts the source. It knows no satellite until a test sets an answer. */
export async function startSourceServer(): Promise<SourceServer> {
  const answers = new Map<number, SourceAnswer>();
  let requests: SourceRequest[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const catalogNumber = Number(url.searchParams.get('CATNR'));
    requests.push({
      catalogNumber,
      format: url.searchParams.get('FORMAT'),
      userAgent: request.headers['user-agent'] ?? '',
      path: url.pathname,
    });
    const unknown: SourceAnswer = { status: 404, body: 'No GP data found' };
    const answer = answers.get(url.pathname === '/moved' ? 0 : catalogNumber) ?? unknown;
    if (answer.fault === 'reset') return void request.socket.resetAndDestroy();
    if (answer.fault === 'silence') return;
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
  });
  const { origin, close } = await listenOnLoopback(server);
  return {
    url: `${origin}/gp.php`,
    close,
    answers: (catalogNumber, answer) => {
      answers.set(catalogNumber, answer);
    },
    requests: () => requests,
    reset() {
      answers.clear();
      requests = [];
    },
  };
}
