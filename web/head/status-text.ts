// What the page says about its connection and its failures. Pure: from the state to sentences.

import { AnswerError } from '../../wire/json.ts';
import { formatDuration } from '../base/format.ts';
import { StatusError } from '../feed/api.ts';
import type { FeedState } from '../feed/feed-state.ts';
import { CLOCK_OFF_MS } from '../feed/server-clock.ts';
import { hasUsableElements } from '../satellite/shown-satellite.ts';

export type ConnectionState = 'connecting' | 'live' | 'late' | 'reconnecting' | 'offline' | 'paused';

export interface Connection {
  state: ConnectionState;
  words: string;
}

/** The state of the connection, the most telling one first. */
export function describeConnection(state: FeedState, nowMs: number, online: boolean): Connection {
  if (!online) return { state: 'offline', words: 'Offline' };
  const { socket } = state;
  if (socket.name === 'waiting') {
    const leftMs = socket.retryAtMs - nowMs;
    const words = leftMs > 0 ? `Reconnecting in ${Math.ceil(leftMs / 1000)} s` : 'Reconnecting';
    return { state: 'reconnecting', words };
  }
  if (socket.name === 'connecting' && state.connectedOnce) return { state: 'reconnecting', words: 'Reconnecting' };
  if (socket.name === 'connecting' || !state.satellites) return { state: 'connecting', words: 'Connecting' };

  const expected = state.satellites.filter(hasUsableElements);
  const tracks = expected.map(({ catalogNumber }) => state.tracks.get(catalogNumber));
  if (tracks.includes(undefined)) return { state: 'connecting', words: 'Connecting' };
  // As /status has it: the feed is late when a satellite's newest point is not ahead of now.
  const newestMs = Math.min(...tracks.map((track) => track?.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY));
  if (newestMs === Number.NEGATIVE_INFINITY) return { state: 'late', words: 'Feed late, no point yet' };
  if (newestMs <= nowMs) return { state: 'late', words: `Feed late by ${formatDuration(nowMs - newestMs)}` };
  return { state: 'live', words: 'Live' };
}

/** The age of the last frame. */
export function describeFrameAge(lastFrameMs: number | undefined, nowMs: number): string {
  return lastFrameMs === undefined ? 'first frame within a minute' : `frame ${formatDuration(nowMs - lastFrameMs)} ago`;
}

/** What was asked in vain and when it is asked again, or undefined when all is well. */
export function describeFailure({ failure, satellites }: FeedState, nowMs: number): string | undefined {
  if (!failure) return undefined;
  const leftS = Math.ceil((failure.retryAtMs - nowMs) / 1000);
  const next = leftS > 0 ? `Trying again in ${leftS} s.` : 'Trying again.';
  if (failure.request === 'config')
    return `The page cannot read its config.json, which names its API: ${describeError(failure.error)}. ${next}`;
  const shown = satellites ? ' The points that are shown were received before.' : '';
  return `The API cannot be read: ${describeError(failure.error)}. ${next}${shown}`;
}

function describeError(error: unknown): string {
  if (error instanceof StatusError) return `it answers with HTTP status ${error.status}`;
  if (error instanceof AnswerError) return `its answer is not understood (${error.message})`;
  return 'it does not answer';
}

/** That the device's clock is off, and what the page does about it; undefined when it is not, or not known to be. */
export function describeClock(offsetMs: number | undefined): string | undefined {
  if (offsetMs === undefined || Math.abs(offsetMs) <= CLOCK_OFF_MS) return undefined;
  const direction = offsetMs > 0 ? 'behind' : 'ahead of';
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  return `The clock of this device is ${formatDuration(seconds * 1000)} ${direction} the server's. The page goes by the server's, to about half a second: a second is 7 km of flight.`;
}
