// Viewers in a process of their own. Each has the page's own feed (web/feed): socket, retries, refetching of holes, all
// but the drawing. Usage: viewers-process.ts CONFIG_URL API_URL, started with an IPC channel; messages are Asked and Told.
// The second address replaces that of config.json: on AWS a cache stands before the API.
import { setTimeout as wait } from 'node:timers/promises';
import { HOUR_POINTS } from '../../../../orbit/grid.ts';
import { SECOND_MS } from '../../../../orbit/time.ts';
import type { Env } from '../../../../web/base/env.ts';
import { type Feed, startFeed } from '../../../../web/feed/feed.ts';
import { lastHour } from '../../../../web/satellite/tracks.ts';
import { liveMemoryMb } from './live-memory.ts';

export type Asked =
  /** Sets how many watch. */
  | { kind: 'watch'; viewers: number }
  /** Who has all points of these satellites in the last hour, and those from then until a time? */
  | { kind: 'count'; catalogNumbers: readonly number[]; newestMs: number }
  /** How much live memory has this process? */
  | { kind: 'memory' };

export interface Told {
  watching: number;
  /** How many have the list and the tracks, complete or not. */
  loaded: number;
  whole: number;
  /** What the first of the others lacks. */
  lacks: string | undefined;
  /** Live memory, megabytes, if it was asked for: measuring takes a while. */
  liveMb: number | undefined;
}

const [configUrl = '', apiUrl = ''] = process.argv.slice(2);
const origin = new URL(configUrl).origin;

interface Viewer {
  feed: Feed;
  leave(): void;
}
const viewers: Viewer[] = [];

function watch(): Viewer {
  const ending = new AbortController();
  let closeSocket = () => {};
  const env: Env = {
    origin,
    nowMs: Date.now,
    random: Math.random,
    async fetch(url, signal) {
      const answer = await fetch(url, { signal });
      return url === configUrl && answer.ok ? Response.json({ ...(await answer.json()), apiUrl }, answer) : answer;
    },
    openSocket(url, { opened, message, closed }) {
      if (ending.signal.aborted) return () => {};
      const socket = new WebSocket(url);
      socket.addEventListener('open', opened);
      socket.addEventListener('message', ({ data }) => message(data));
      socket.addEventListener('close', closed);
      // undici reports a refused connection as an error only.
      socket.addEventListener('error', closed);
      closeSocket = () => socket.close();
      return closeSocket;
    },
    // In real time, as on the page. Those that are still running when the viewer leaves do nothing.
    after(delayMs, callback) {
      const timer = setTimeout(() => ending.signal.aborted || callback(), delayMs);
      return () => clearTimeout(timer);
    },
  };
  const feed = startFeed(configUrl, env, () => {});
  // The page does so with each picture that it draws.
  const ticker = setInterval(feed.refetchIfDue, SECOND_MS);
  return {
    feed,
    leave() {
      clearInterval(ticker);
      ending.abort();
      closeSocket();
    },
  };
}

/** What a viewer's page lacks; undefined when it is whole. */
function lacks({ feed }: Viewer, catalogNumbers: readonly number[], newestMs: number): string | undefined {
  const { state } = feed;
  if (state.failure) return `its request fails: ${String(state.failure.error)}`;
  if (state.socket.name !== 'open' && !state.isPolling) return `its socket is ${state.socket.name}`;
  const listed = (state.satellites ?? []).map(({ catalogNumber }) => catalogNumber);
  const unlisted = catalogNumbers.filter((catalogNumber) => !listed.includes(catalogNumber));
  if (unlisted.length > 0) return `it does not show ${unlisted.join()}`;
  for (const catalogNumber of catalogNumbers) {
    const track = state.tracks.get(catalogNumber) ?? [];
    const { length } = lastHour(track, feed.nowMs());
    if (length !== HOUR_POINTS) return `it has ${length} of ${HOUR_POINTS} points of ${catalogNumber}`;
    if ((track.at(-1)?.timeMs ?? 0) < newestMs) return `it has not got the newest points of ${catalogNumber}`;
  }
  return undefined;
}

function hasLoaded({ state: { satellites, tracks } }: Feed): boolean {
  return satellites?.every(({ catalogNumber }) => tracks.has(catalogNumber)) ?? false;
}

/** They come one after the other. */
const ARRIVAL_MS = 50;

process.on('message', async (asked: Asked) => {
  if (asked.kind === 'watch') {
    while (viewers.length < asked.viewers) {
      viewers.push(watch());
      await wait(ARRIVAL_MS);
    }
    for (const viewer of viewers.splice(asked.viewers)) viewer.leave();
  }
  const reasons =
    asked.kind === 'count' ? viewers.map((viewer) => lacks(viewer, asked.catalogNumbers, asked.newestMs)) : [];
  const told: Told = {
    watching: viewers.length,
    loaded: viewers.filter(({ feed }) => hasLoaded(feed)).length,
    whole: reasons.filter((reason) => reason === undefined).length,
    lacks: reasons.find((reason) => reason !== undefined),
    liveMb: asked.kind === 'memory' ? liveMemoryMb() : undefined,
  };
  process.send?.(told);
});
// Ends with its parent.
process.on('disconnect', () => process.exit());
