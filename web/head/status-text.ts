// What the page says about its connection, its failures and the clock: from the feed's state to text. Pure.
import { SECOND_MS } from '../../orbit/time.ts';
import { AnswerError } from '../../wire/json.ts';
import { formatDuration } from '../base/format.ts';
import { StatusError } from '../feed/api.ts';
import type { FeedState } from '../feed/feed-state.ts';
import { CLOCK_OFF_MS } from '../feed/server-clock.ts';
import { isExpected } from '../satellite/shown-satellite.ts';

export type ConnectionState = 'connecting' | 'live' | 'late' | 'reconnecting' | 'offline' | 'paused';

export interface Connection {
  state: ConnectionState;
  text: string;
}

/** The state of the connection: of those that apply, the one that explains most. */
export function connectionOf(state: FeedState, nowMs: number, online: boolean): Connection {
  if (!online) return { state: 'offline', text: 'Offline' };
  const { socket, isPolling } = state;
  if (!isPolling && socket.name !== 'open' && !socket.isUsual) {
    if (socket.name === 'waiting')
      return { state: 'reconnecting', text: `Reconnecting${inSeconds(socket.retryAtMs - nowMs)}` };
    if (state.connectedOnce) return { state: 'reconnecting', text: 'Reconnecting' };
    return { state: 'connecting', text: 'Connecting' };
  }
  if (!state.satellites) return { state: 'connecting', text: 'Connecting' };

  const expected = state.satellites.filter((satellite) => isExpected(satellite, nowMs));
  const tracks = expected.map(({ catalogNumber }) => state.tracks.get(catalogNumber));
  if (tracks.includes(undefined)) return { state: 'connecting', text: 'Connecting' };
  // As in /status: the feed is late when the newest point of a satellite is not ahead of now.
  const newestMs = Math.min(...tracks.map((track) => track?.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY));
  if (newestMs === Number.NEGATIVE_INFINITY) return { state: 'late', text: 'Feed late, no points yet' };
  if (newestMs <= nowMs) return { state: 'late', text: `Feed late by ${formatDuration(nowMs - newestMs)}` };
  return { state: 'live', text: isPolling ? 'Live updates are blocked here; refreshed each minute' : 'Live' };
}

/** A frame comes each minute. Its age is of interest when the next one is late by half a minute. */
const FRAME_LATE_MS = 90_000;

/** The age of the last frame, once the next one is late; empty before. */
export function frameAgeText(lastFrameMs: number | undefined, nowMs: number): string {
  const ageMs = nowMs - (lastFrameMs ?? nowMs);
  return ageMs > FRAME_LATE_MS ? `last frame ${formatDuration(ageMs)} ago` : '';
}

/** What failed, why, and when it is retried; undefined when nothing did. */
export function failureText({ failure, satellites }: FeedState, nowMs: number): string | undefined {
  if (!failure) return undefined;
  const { request, error, retryAtMs } = failure;
  const what = request === 'config' ? "config.json, which holds the API's address" : 'the API';
  const next = `Retrying${inSeconds(retryAtMs - nowMs)}.`;
  const shown = satellites ? ' The points on the page were received earlier.' : '';
  return `${errorText(what, error)} ${next}${shown}`;
}

function errorText(what: string, error: unknown): string {
  if (error instanceof StatusError) return `Cannot read ${what}: the server returned HTTP status ${error.status}.`;
  if (error instanceof AnswerError) return `Cannot read ${what}: the answer is invalid (${error.message}).`;
  return `Cannot reach ${what}: the server does not answer.`;
}

/** How wrong the device's clock is, and what the page does about it; undefined when it is right or not yet measured. */
export function clockText(offsetMs: number | undefined): string | undefined {
  if (offsetMs === undefined || Math.abs(offsetMs) <= CLOCK_OFF_MS) return undefined;
  const direction = offsetMs > 0 ? 'behind' : 'ahead of';
  const difference = formatDuration(Math.round(Math.abs(offsetMs) / SECOND_MS) * SECOND_MS);
  return (
    `The clock of this device is ${difference} ${direction} the server's. ` +
    "The page uses the server's time, accurate to about half a second. A satellite flies 7 km in a second."
  );
}

/** Messages, or parts of them, that the page ignored; undefined when it read all. */
export function ignoredText(ignored: FeedState['ignored']): string | undefined {
  if (!ignored) return undefined;
  const { count, reason } = ignored;
  if (count === 1) return `Ignored a message of the feed that could not be read: ${reason}.`;
  return `Ignored ${count} messages of the feed that could not be read. The last one: ${reason}.`;
}

/** " in 4 s", rounded up; nothing when the time has come. */
function inSeconds(leftMs: number): string {
  return leftMs > 0 ? ` in ${Math.ceil(leftMs / SECOND_MS)} s` : '';
}
