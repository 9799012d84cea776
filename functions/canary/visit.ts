// One visit: uses each part of the system as a page does, and says which parts do not work, and why.
import { type Config, parseConfig } from '../../wire/config.ts';
import { type Frame, parseFrame } from '../../wire/frame.ts';
import { isObject, parseJson } from '../../wire/json.ts';
import { parseTrack } from '../../wire/track.ts';
import { errorText, type Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';

/** The parts, in the order of a visit. */
export const PARTS = ['page', 'config', 'frame', 'track', 'overpasses'] as const;
type Part = (typeof PARTS)[number];

export interface VisitParts {
  /** Address of the page. */
  pageUrl: string;
  /** Whether frames come through a socket. If not, a page asks for them. */
  hasSocket: boolean;
  /** The satellite to ask for when no frame names one. */
  catalogNumber: number;
  fetch: typeof globalThis.fetch;
  openSocket: (url: string, origin: string) => WebSocket;
  report: Report;
  nowMs(): number;
  /** How long to wait for a frame, milliseconds. */
  frameMs: number;
}

// An answer takes a fraction of a second, a cold start two. A viewer does not wait longer.
const ANSWER_MS = 10_000;

/**
 * Visits the page. Counts the parts that cannot be used, and writes one line with the milliseconds that each part took
 * and one line for each part that is down. A part whose address an earlier one should have given is not tried.
 */
export async function visit(parts: VisitParts): Promise<void> {
  const { report, nowMs } = parts;
  const took: Partial<Record<Part, number>> = {};
  const down: Part[] = [];
  const use = async <T>(part: Part, task: () => Promise<T>): Promise<T | undefined> => {
    const startMs = nowMs();
    try {
      const result = await task();
      took[part] = nowMs() - startMs;
      return result;
    } catch (error) {
      down.push(part);
      report.error('part down', { part, reason: error instanceof PartError ? error.message : errorText(error) });
      return undefined;
    }
  };

  await use('page', () => openPage(parts));
  const config = await use('config', () => readConfig(parts));
  if (config) {
    const frame = await use('frame', () =>
      parts.hasSocket ? frameOfSocket(parts, config) : askForFrame(parts, config),
    );
    // One that is still followed: others may have decayed, and a frame that was asked for holds their last hour.
    const followed = frame?.tracks.find(({ points }) => points.some(({ timeMs }) => timeMs > nowMs()));
    const catalogNumber = followed?.catalogNumber ?? parts.catalogNumber;
    const ofSatellite = `${config.apiUrl}/satellites/${catalogNumber}`;
    await use('track', () => readTrack(parts, `${ofSatellite}/track?points=3`));
    await use('overpasses', () => readOverpasses(parts, `${ofSatellite}/overpasses?latitude=0&longitude=0&days=1`));
  }
  report.count(METRIC.partsDown, down.length);
  report.info('canary', { ...took, down });
}

/** A part answers, but not as it should. */
class PartError extends Error {}

/** The page, and the script that it names: a bucket may have lost one of them. */
async function openPage(parts: VisitParts): Promise<void> {
  const html = await textOf(parts, parts.pageUrl);
  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1];
  if (!script) throw new PartError(`${parts.pageUrl} is not the page: it names no script`);
  await textOf(parts, new URL(script, parts.pageUrl).href, 'HEAD');
}

async function readConfig(parts: VisitParts): Promise<Config> {
  const url = new URL('config.json', parts.pageUrl);
  return parseConfig(parseJson(await textOf(parts, url.href)), url.origin);
}

/** Opens a socket and waits for a frame. */
async function frameOfSocket(
  { openSocket, pageUrl, frameMs, nowMs }: VisitParts,
  { socketUrl }: Config,
): Promise<Frame> {
  const socket = openSocket(`${socketUrl}?form=compact`, new URL(pageUrl).origin);
  const limit = AbortSignal.timeout(frameMs);
  let isOpen = false;
  try {
    const data = await new Promise<unknown>((resolve, reject) => {
      const fail = (message: string) => reject(new PartError(message));
      socket.addEventListener('open', () => {
        isOpen = true;
      });
      socket.addEventListener('message', (message) => resolve(message.data));
      socket.addEventListener('close', ({ code }) =>
        fail(isOpen ? `the socket was closed, code ${code}` : `the socket was refused: ${socketUrl}`),
      );
      socket.addEventListener('error', () => fail(`no socket at ${socketUrl}`));
      limit.addEventListener('abort', () => fail(`no frame within ${frameMs / 1000} s`));
    });
    return goodFrame(data, nowMs());
  } finally {
    socket.close();
  }
}

/** Asks for a frame, as a page without a socket does. */
async function askForFrame(parts: VisitParts, { apiUrl }: Config): Promise<Frame> {
  return goodFrame(await textOf(parts, `${apiUrl}/frame/compact`), parts.nowMs());
}

/** A frame with a point that is still to come. */
function goodFrame(data: unknown, nowMs: number): Frame {
  const frame = parseFrame(data);
  if (typeof frame === 'string') throw new PartError(`the frame is ${frame}`);
  if (!frame.tracks.some(({ points }) => points.some(({ timeMs }) => timeMs > nowMs)))
    throw new PartError('the frame has only points of the past');
  return frame;
}

/** A track that reaches beyond now. */
async function readTrack(parts: VisitParts, url: string): Promise<void> {
  const newest = parseTrack(parseJson(await textOf(parts, url))).at(-1);
  if (!newest) throw new PartError(`no points: ${url}`);
  if (newest.timeMs <= parts.nowMs()) throw new PartError(`the newest point is of the past: ${url}`);
}

async function readOverpasses(parts: VisitParts, url: string): Promise<void> {
  const answer = parseJson(await textOf(parts, url));
  if (!isObject(answer) || !Array.isArray(answer.overpasses)) throw new PartError(`no list of overpasses: ${url}`);
}

/** The text of a good answer. */
async function textOf({ fetch }: VisitParts, url: string, method = 'GET'): Promise<string> {
  const answer = await fetch(url, { method, signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new PartError(`${answer.status}: ${url}`);
  }
  return answer.text();
}
