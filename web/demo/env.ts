// An Env that plays a recording: the answers of the API and the frames of the feed as they were, on a clock that goes round.

import { HOUR_POINTS, LEAD_MS, lastGridTimes } from '../../orbit/grid.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import { type TrackAnswer, toTrackAnswer } from '../../wire/track.ts';
import type { Env } from '../base/env.ts';
import type { Tape } from './recording.ts';
import { playFrames } from './socket.ts';

/** Relative, and a link that leads to the recording itself: what the page asks for stands behind the #. */
const API_URL = 'recording.json#';

/**
 * The browser's Env with the recording in the place of clock and network. The clock starts at the tape's beginning, runs as the
 * browser's does, and goes back to the beginning at the end: for the page that is a computer whose clock was set back.
 */
export function demoEnv(tape: Tape, browser: Env): Env {
  const startedMs = browser.nowMs();
  const lengthMs = tape.endMs - tape.beginMs;
  const demoTime = (browserMs: number) => {
    const elapsedMs = (browserMs - startedMs) % lengthMs;
    // The browser's own clock may be set back, too.
    return tape.beginMs + (elapsedMs < 0 ? elapsedMs + lengthMs : elapsedMs);
  };
  const nowMs = () => demoTime(browser.nowMs());
  return {
    ...browser,
    nowMs,
    fetch: async (url) => respond(tape, url, nowMs()),
    openSocket: (_, events) => playFrames(tape, events, browser, demoTime),
  };
}

function respond(tape: Tape, url: string, nowMs: number): Response {
  const answer = answerTo(tape, url, nowMs);
  return new Response(JSON.stringify(answer ?? { title: 'Not in the recording' }), {
    status: answer ? 200 : 404,
    headers: { 'content-type': 'application/json', date: new Date(nowMs).toUTCString() },
  });
}

function answerTo(tape: Tape, url: string, nowMs: number): unknown {
  if (url === 'config.json') return { apiUrl: API_URL, socketUrl: API_URL };
  const path = url.startsWith(API_URL) ? url.slice(API_URL.length) : undefined;
  if (path === '/satellites') return satellitesAnswer(tape, nowMs);
  const catalogNumber = Number(/^\/satellites\/(\d+)\/track$/.exec(path ?? '')?.[1]);
  return trackAnswer(tape, catalogNumber, nowMs);
}

function satellitesAnswer({ satellites, points }: Tape, nowMs: number): SatellitesAnswer {
  const latestOf = (catalogNumber: number) => points.get(catalogNumber)?.findLast(({ timeMs }) => timeMs <= nowMs);
  return {
    satellites: satellites.map((satellite) => {
      const latest = latestOf(satellite.catalogNumber);
      return { ...satellite, latest: latest ? toWirePoint(latest) : null };
    }),
  };
}

// As functions/query answers: the slots of the last hour, and what the newest tick has emitted ahead of now.
function trackAnswer({ satellites, points }: Tape, catalogNumber: number, nowMs: number): TrackAnswer | undefined {
  const satellite = satellites.find((each) => each.catalogNumber === catalogNumber);
  if (!satellite) return undefined;
  const oldestMs = lastGridTimes(HOUR_POINTS, nowMs)[0] as number;
  const emittedMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + LEAD_MS;
  const known = (points.get(catalogNumber) ?? []).filter(({ timeMs }) => timeMs >= oldestMs && timeMs <= emittedMs);
  return toTrackAnswer(satellite, known, nowMs, HOUR_POINTS);
}
