// What the page says about its connection, its failures, its positions and its elements. Pure: from the state to sentences.

import { ALONG_TRACK_KM_PER_S, timingUncertaintySeconds } from '../../orbit/age.ts';
import type { ElementsAnswer, ElementsState, SatelliteAnswer } from '../../orbit/contract.ts';
import { elementsState } from '../../orbit/elements.ts';
import { formatClock, formatDays, formatDuration, formatWhole } from '../base/format.ts';
import { StatusError } from '../feed/api.ts';
import { type FeedState, isExpected } from '../feed/feed.ts';
import { AnswerError } from '../feed/messages.ts';
import { CLOCK_OFF_MS } from '../feed/server-clock.ts';
import { formatUncertainty } from '../overpasses/list.ts';
import { positionAt, type Subject } from '../satellite/position.ts';
import { lastKnown } from '../satellite/tracks.ts';

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

  const expected = state.satellites.filter(isExpected);
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
  if (failure.asked === 'config')
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

/**
 * What must be said about a position: that the page computed it because the feed has none, or how old the last known one is.
 * Nothing while the feed tells it, and before its track has been received.
 */
export function describePosition(subject: Subject, received: boolean, nowMs: number): string | undefined {
  if (!received) return undefined;
  const position = positionAt(subject, nowMs);
  if (position?.source === 'feed') return undefined;
  if (position) return 'Computed in this page with SGP4: the feed has no points for now.';
  const last = lastKnown(subject.track, nowMs);
  if (last) return `Last known point: ${formatClock(last.timeMs)} UTC, ${formatDuration(nowMs - last.timeMs)} ago.`;
  // What the elements have to say stands with the elements.
  const { state } = describeElements(subject.satellite, nowMs);
  return state === 'waiting' || state === 'failed' ? undefined : 'No points received yet.';
}

export interface ElementsWords {
  state: ElementsState;
  /** Undefined when there are no elements. */
  epochMs: number | undefined;
  age: string;
  /** Where the set is from, and when it was downloaded. */
  source: string;
  /** What a reader must not overlook, or undefined. */
  warning: string | undefined;
}

const WARNINGS: Partial<Record<ElementsState, string>> = {
  waiting: 'Waiting for a usable element set: no position yet.',
  failed: 'SGP4 cannot use the element set: no position.',
};

const DAY_MS = 86_400_000;

/** The elements of a satellite: how old they are, and what that means. */
export function describeElements({ elements }: SatelliteAnswer, nowMs: number): ElementsWords {
  if (!elements || elements.state === 'waiting')
    return { state: 'waiting', epochMs: undefined, age: '–', source: '–', warning: WARNINGS.waiting };
  const epochMs = Date.parse(elements.epoch);
  // Counted here, not taken from the answer: a page left open through an outage must not call its elements fresh.
  const ageDays = Math.max(0, (nowMs - epochMs) / DAY_MS);
  const state = elements.state === 'failed' ? 'failed' : elementsState(ageDays);
  // What the other states mean takes a sentence, which stands below.
  const judgement = state === 'fresh' || state === 'ageing' ? `, ${state}` : '';
  const age = `${formatDays(ageDays)}${judgement}`;
  const warning = WARNINGS[state] ?? describeAge(state, ageDays);
  return { state, epochMs, age, source: describeSource(elements, nowMs), warning };
}

/** What the age makes of a position, as the list of overpasses has it: early or late, and how far that is. */
function describeAge(state: ElementsState, ageDays: number): string | undefined {
  if (state !== 'stale' && state !== 'old') return undefined;
  const seconds = timingUncertaintySeconds(ageDays);
  const km = formatWhole(Number((seconds * ALONG_TRACK_KM_PER_S).toPrecision(2)));
  const name = state === 'old' ? 'Old' : 'Stale';
  return `${name} elements: ${formatUncertainty(seconds)}, some ${km} km along the track, and far more after a manoeuvre.`;
}

function describeSource({ source, retrievedAt }: ElementsAnswer, nowMs: number): string {
  if (source === 'bundled') return 'came with Subpoint';
  if (retrievedAt === null || Number.isNaN(Date.parse(retrievedAt))) return source;
  return `${source}, ${formatDuration(nowMs - Date.parse(retrievedAt))} ago`;
}
