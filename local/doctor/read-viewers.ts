// Does what a page does: opens a socket, asks the API, loads the page. And reports what is wrong with each answer.
import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { HOUR_POINTS } from '../../orbit/grid.ts';
import { parseConfig } from '../../wire/config.ts';
import { isObject, parseJson } from '../../wire/json.ts';
import { attempt, type Facts, type HttpFact, type Read, type SocketFact, type Subject } from './facts.ts';

const ANSWER_WITHIN_MS = 20_000;
// A frame comes each minute; the scheduler and a poll may add some seconds.
const FRAME_WITHIN_MS = 90_000;

/** A socket as a page opens it. `frame` waits for one, `close` ends it. */
export interface OpenedSocket {
  readonly fact: Read<SocketFact>;
  frame(): Promise<SocketFact['frame']>;
  close(): void;
}

/** Opens a socket, from the page's origin. */
export async function openSocket({ socketUrl, pageUrl }: Subject): Promise<OpenedSocket> {
  const fact: SocketFact = { refused: undefined, opened: false, frame: 'not awaited' };
  const Origin = new URL(pageUrl).origin;
  // Node's own WebSocket, unlike a browser's, takes headers.
  const socket = new WebSocket(`${socketUrl}?form=compact`, { headers: { Origin } } as never);
  const message = new Promise<'received'>((resolve) => {
    socket.addEventListener('message', () => resolve('received'), { once: true });
  });
  const opened = await Promise.race([
    once(socket, 'open').then(() => true),
    once(socket, 'error').then(() => false),
    after(ANSWER_WITHIN_MS, false),
  ]).catch(() => false);
  if (!opened) {
    socket.close();
    const refused = await refusalOf(socketUrl, Origin);
    return { fact: { value: { ...fact, refused } }, frame: async () => 'none', close: () => undefined };
  }
  return {
    fact: { value: { ...fact, opened: true } },
    frame: () => Promise.race([message, after(FRAME_WITHIN_MS, 'none' as const)]),
    close: () => socket.close(),
  };
}

/** The status of a refused handshake, which a WebSocket does not give away; undefined when nothing answers. */
async function refusalOf(socketUrl: string, origin: string): Promise<number | undefined> {
  const url = new URL(socketUrl.replace(/^ws/, 'http'));
  const headers = {
    Origin: origin,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': Buffer.from('subpoint doctor.').toString('base64'),
  };
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { headers });
  request.setTimeout(ANSWER_WITHIN_MS, () => request.destroy());
  return new Promise((resolve) => {
    request.on('response', ({ statusCode }) => {
      request.destroy();
      resolve(statusCode);
    });
    for (const event of ['upgrade', 'error', 'close']) {
      request.on(event, () => {
        request.destroy();
        resolve(undefined);
      });
    }
    request.end();
  });
}

/** The answers of the API that a page needs: status, a track, overpasses. */
export function readApi({ apiUrl }: Pick<Subject, 'apiUrl'>, catalogNumber: number): Promise<Facts['api']> {
  return attempt('The API', () =>
    Promise.all([
      askStatus(apiUrl),
      ask(`${apiUrl}/satellites/${catalogNumber}/track?points=${HOUR_POINTS}`, (answer) =>
        isObject(answer) && Array.isArray(answer.points) ? undefined : 'not a track',
      ),
      ask(`${apiUrl}/satellites/${catalogNumber}/overpasses?latitude=40.02&longitude=-105.25`, (answer) =>
        isObject(answer) && Array.isArray(answer.overpasses) ? undefined : 'not a list of overpasses',
      ),
    ]),
  );
}

/** Whether the feed is whole. */
export function readStatus({ apiUrl }: Pick<Subject, 'apiUrl'>): Promise<Facts['api']> {
  return attempt('The API', async () => [await askStatus(apiUrl)]);
}

function askStatus(apiUrl: string): Promise<HttpFact> {
  return ask(`${apiUrl}/status`, (answer) => {
    const late = isObject(answer) && Array.isArray(answer.satellites) ? answer.satellites.filter(isLate) : [];
    return late.length > 0 ? `incomplete: ${late.map(({ catalogNumber }) => catalogNumber).join(', ')}` : undefined;
  });
}

function isLate(status: unknown): status is { catalogNumber: number } {
  return isObject(status) && typeof status.missing === 'number' && status.missing > 0;
}

/** index.html with its script, and config.json, which must name this API and this socket. */
export function readPage(subject: Pick<Subject, 'pageUrl' | 'apiUrl' | 'socketUrl'>): Promise<Facts['page']> {
  const { pageUrl, apiUrl, socketUrl } = subject;
  return attempt('The page', async () => {
    let script: string | undefined;
    const index = await ask(pageUrl, (html) => {
      script = /<script[^>]*\ssrc="([^"]+)"/.exec(String(html))?.[1];
      return script ? undefined : 'it is not the page, or an incomplete one';
    });
    const config = await ask(new URL('config.json', pageUrl).href, (answer) => {
      const named = parseConfig(answer, new URL(pageUrl).origin);
      if (named.apiUrl !== apiUrl) return `it names another API, ${named.apiUrl}`;
      return named.socketUrl === socketUrl ? undefined : `it names another socket, ${named.socketUrl}`;
    });
    if (!script) return [index, config];
    return [index, await ask(new URL(script, pageUrl).href, () => undefined), config];
  });
}

/** Asks, and looks at a good answer: as JSON if it is that, else as a text. */
async function ask(url: string, problemIn: (answer: unknown) => string | undefined): Promise<HttpFact> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const text = await answer.text();
  const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
  if (!answer.ok) return { url, status: answer.status, problem: isJson ? detailOf(text) : undefined };
  try {
    return { url, status: answer.status, problem: problemIn(isJson ? JSON.parse(text) : text) };
  } catch (error) {
    return { url, status: answer.status, problem: (error as Error).message };
  }
}

/** Why an answer with an error is one, if it says so. */
function detailOf(text: string): string | undefined {
  const answer = parseJson(text);
  if (!isObject(answer)) return undefined;
  const { detail, message, satellites } = answer;
  if (Array.isArray(satellites)) {
    const late = satellites.filter(isLate);
    return late.length > 0 ? `points are missing for ${late.map((each) => each.catalogNumber).join(', ')}` : undefined;
  }
  return detail || message ? String(detail ?? message) : undefined;
}

async function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref();
  });
}
