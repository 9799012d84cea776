// A source of elements on loopback, played by a real HTTP server: each test says what it answers, and reads what it was asked.
// It runs in the set-up's process, so tests speak to it over HTTP too.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the source answers for a satellite. */
export interface Scripted {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  /** Instead of an answer: the connection is reset, or nothing ever comes. */
  fault?: 'reset' | 'silence';
}

/** A request that the source was sent. */
export interface Asked {
  catalogNumber: number;
  format: string | null;
  userAgent: string;
  path: string;
}

export interface SourceServer {
  /** Address for `--elements-url`. */
  url: string;
  close(): Promise<void>;
}

/** Starts the source. Unless a test has said otherwise it knows no satellite. */
export async function startSourceServer(): Promise<SourceServer> {
  const scripts = new Map<number, Scripted>();
  let asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/control') return control(request, response);
    const catalogNumber = Number(url.searchParams.get('CATNR'));
    asked.push({
      catalogNumber,
      format: url.searchParams.get('FORMAT'),
      userAgent: request.headers['user-agent'] ?? '',
      path: url.pathname,
    });
    const script = scripts.get(url.pathname === '/moved' ? 0 : catalogNumber) ?? {
      status: 404,
      body: 'No GP data found',
    };
    if (script.fault === 'reset') return void request.socket.resetAndDestroy();
    if (script.fault === 'silence') return;
    response.writeHead(script.status ?? 200, script.headers).end(script.body ?? '');
  });

  /** GET tells what was asked, PUT says what to answer, DELETE forgets both. */
  async function control(request: IncomingMessage, response: ServerResponse) {
    if (request.method === 'PUT') {
      const [catalogNumber, script] = JSON.parse(Buffer.concat(await request.toArray()).toString());
      scripts.set(catalogNumber, script);
    } else if (request.method === 'DELETE') {
      scripts.clear();
      asked = [];
    }
    response.end(JSON.stringify(asked));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/gp.php`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The source as a test sees it. The script of 0 is what `/moved` answers, whatever it is asked for. */
export function theSource(url: string) {
  const control = new URL('/control', url);
  return {
    answers: async (catalogNumber: number, script: Scripted) => {
      await fetch(control, { method: 'PUT', body: JSON.stringify([catalogNumber, script]) });
    },
    asked: async (): Promise<Asked[]> => (await (await fetch(control)).json()) as Asked[],
    forget: async () => {
      await fetch(control, { method: 'DELETE' });
    },
  };
}
