// The page's requests: config.json, and the HTTP API that it names.
import { formatTime } from '../../orbit/time.ts';
import { type Config, parseConfig } from '../../wire/config.ts';
import { type AllElements, parseAllElements, parseKnownTimes } from '../../wire/elements.ts';
import { type Frame, parseFrame } from '../../wire/frame.ts';
import { AnswerError } from '../../wire/json.ts';
import { parseSatellites, type SatelliteAnswer } from '../../wire/satellites.ts';
import { parseTracks, type Tracks } from '../../wire/tracks.ts';
import type { Env } from '../base/env.ts';
import type { ServerClock } from './server-clock.ts';

/** Every answer is a few kB. One that takes longer will not come. */
const ANSWER_MS = 15_000;

/** An answer whose HTTP status is not a success. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

/** Reads config.json, written at deployment. */
export async function fetchConfig(url: string, device: Env): Promise<Config> {
  // No clock: a cache may answer, with the time at which it stored the file.
  return fetchJson(url, device, undefined, (answer) => parseConfig(answer, device.origin));
}

export async function fetchSatellites(apiUrl: string, device: Env, clock: ServerClock): Promise<SatelliteAnswer[]> {
  return fetchJson(`${apiUrl}/satellites`, device, clock, parseSatellites);
}

/** Which tracks: of all satellites without numbers, of the last hour without a window. */
export interface TracksQuestion {
  catalogNumbers?: readonly number[] | undefined;
  window?: { beforeMs: number; points: number };
}

/** The points of satellites, and which could not be read. */
export async function fetchTracks(
  apiUrl: string,
  { catalogNumbers, window }: TracksQuestion,
  device: Env,
  clock: ServerClock,
): Promise<Tracks> {
  const which = [
    ...(catalogNumbers ? [`satellites=${catalogNumbers}`] : []),
    ...(window ? [`before=${formatTime(window.beforeMs)}`, `points=${window.points}`] : []),
  ];
  const query = which.length > 0 ? `?${which.join('&')}` : '';
  return fetchJson(`${apiUrl}/tracks${query}`, device, clock, parseTracks);
}

/** The element sets nearest to a time, by catalog number. */
export async function fetchElementsAt(
  apiUrl: string,
  atMs: number,
  device: Env,
  clock: ServerClock,
): Promise<AllElements> {
  return fetchJson(`${apiUrl}/elements?at=${formatTime(atMs)}`, device, clock, parseAllElements);
}

/** From when until when positions of a satellite are computed. */
export async function fetchKnownTimes(apiUrl: string, catalogNumber: number, device: Env, clock: ServerClock) {
  return fetchJson(`${apiUrl}/satellites/${catalogNumber}/elements?limit=1`, device, clock, parseKnownTimes);
}

/** The newest points of all satellites. */
export function fetchFrame(apiUrl: string, device: Env, clock: ServerClock): Promise<Frame> {
  return fetchAnswer(`${apiUrl}/frame/compact`, device, clock, async (response) => {
    const frame = parseFrame(await response.text());
    if (typeof frame === 'string') throw new AnswerError(frame);
    return frame;
  });
}

function fetchJson<Content>(
  url: string,
  device: Env,
  clock: ServerClock | undefined,
  parse: (answer: unknown) => Content,
): Promise<Content> {
  return fetchAnswer(url, device, clock, async (response) => parse(await response.json()));
}

// Rejects with the browser's own error when nothing answers: TypeError, or AbortError after ANSWER_MS.
async function fetchAnswer<Content>(
  url: string,
  device: Env,
  clock: ServerClock | undefined,
  read: (response: Response) => Promise<Content>,
): Promise<Content> {
  const timeout = new AbortController();
  const cancelTimeout = device.after(ANSWER_MS, () => timeout.abort());
  try {
    const sentMs = device.nowMs();
    const response = await device.fetch(url, timeout.signal);
    const receivedMs = device.nowMs();
    const { headers, ok, status } = response;
    if (!ok) throw new StatusError(status);
    const content = await read(response);
    // Only now: an error, or an answer that cannot be read, may be from another server, whose clock says nothing.
    clock?.observe(headers.get('date'), headers.get('age'), sentMs, receivedMs);
    return content;
  } catch (error) {
    throw error instanceof SyntaxError ? new AnswerError('not JSON', { cause: error }) : error;
  } finally {
    cancelTimeout();
  }
}
