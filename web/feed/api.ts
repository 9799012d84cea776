// The requests of the page: config.json beside it, and the HTTP API that it names.
import type { TrackPoint } from '../../orbit/point.ts';
import { type Config, parseConfig } from '../../wire/config.ts';
import { AnswerError } from '../../wire/json.ts';
import { parseSatellites, type SatelliteAnswer } from '../../wire/satellites.ts';
import { parseTrack } from '../../wire/track.ts';
import type { Env } from '../base/env.ts';
import type { ServerClock } from './server-clock.ts';

/** Nothing in the first view is larger than a few kB: an answer that takes longer will not come. */
export const ANSWER_MS = 15_000;

/** Something answered, but with an HTTP status that is no success. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

/** Reads config.json, written at deployment. */
export async function fetchConfig(url: string, env: Env): Promise<Config> {
  return parseConfig(await fetchJson(url, env));
}

export async function fetchSatellites({ apiUrl }: Config, env: Env, clock: ServerClock): Promise<SatelliteAnswer[]> {
  return parseSatellites(await fetchJson(`${apiUrl}/satellites`, env, clock));
}

export async function fetchTrack(
  { apiUrl }: Config,
  catalogNumber: number,
  env: Env,
  clock: ServerClock,
): Promise<TrackPoint[]> {
  return parseTrack(await fetchJson(`${apiUrl}/satellites/${catalogNumber}/track`, env, clock));
}

// Rejects with the browser's own error when nothing answers (TypeError, or AbortError after ANSWER_MS).
async function fetchJson(url: string, env: Env, clock?: ServerClock): Promise<unknown> {
  const timeout = new AbortController();
  const cancel = env.after(ANSWER_MS, () => timeout.abort());
  try {
    const sentMs = clock?.deviceMs() ?? 0;
    const response = await env.fetch(url, timeout.signal);
    clock?.note(response.headers.get('date'), sentMs, clock.deviceMs());
    if (!response.ok) throw new StatusError(response.status);
    return await response.json();
  } catch (error) {
    throw error instanceof SyntaxError ? new AnswerError('not JSON', { cause: error }) : error;
  } finally {
    cancel();
  }
}
