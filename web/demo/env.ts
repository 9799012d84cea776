// An Env that plays a recording: the API's answers and the socket's frames as they were, on a clock that repeats.
import { computedTimes } from '../../orbit/computed-times.ts';
import { HOUR_POINTS, LEAD_MS, lastGridTimes } from '../../orbit/grid.ts';
import { formatTime, MINUTE_MS, parseTime } from '../../orbit/time.ts';
import type { AllElementsAnswer, ElementsListAnswer } from '../../wire/elements.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { SatelliteAnswer, SatellitesAnswer } from '../../wire/satellites.ts';
import { type TrackAnswer, toTrackAnswer } from '../../wire/track.ts';
import type { TracksAnswer } from '../../wire/tracks.ts';
import type { Env } from '../base/env.ts';
import type { Playback } from './recording.ts';
import { frameAt, playFrames } from './socket.ts';

/** A relative address, so that a link to the API opens the recording. Requests differ only after the #. */
const API_URL = 'recording.json#';

/**
 * The browser's Env, with a recording instead of clock and network. The demo's clock starts at the recording's
 * beginning, runs at the browser's pace, and jumps back at the end.
 * The page takes that for a computer whose clock was set back.
 */
export function demoEnv(playback: Playback, browser: Env): Env {
  const startedMs = browser.nowMs();
  const lengthMs = playback.endMs - playback.beginMs;
  const demoTime = (browserMs: number) => {
    const elapsedMs = (browserMs - startedMs) % lengthMs;
    // Negative when the browser's own clock is set back.
    return playback.beginMs + (elapsedMs < 0 ? elapsedMs + lengthMs : elapsedMs);
  };
  const nowMs = () => demoTime(browser.nowMs());
  return {
    ...browser,
    isRecording: true,
    nowMs,
    fetch: async (url) => respond(playback, url, nowMs()),
    openSocket: (_, events) => playFrames(playback, events, browser, demoTime),
  };
}

function respond(playback: Playback, url: string, nowMs: number): Response {
  const answer = answerTo(playback, url, nowMs);
  return new Response(JSON.stringify(answer ?? { title: 'Not in the recording' }), {
    status: answer ? 200 : 404,
    headers: { 'content-type': 'application/json', date: new Date(nowMs).toUTCString() },
  });
}

function answerTo(playback: Playback, url: string, nowMs: number): unknown {
  if (url === 'config.json') return { apiUrl: API_URL, socketUrl: API_URL };
  const path = url.startsWith(API_URL) ? url.slice(API_URL.length) : undefined;
  if (path === '/satellites') return satellitesAnswer(playback, nowMs);
  if (path === '/frame/compact') return frameAt(playback, Math.floor(nowMs / MINUTE_MS) * MINUTE_MS, 4);
  if (path?.startsWith('/elements?at=')) return elementsAnswer(playback, path.slice('/elements?at='.length));
  if (/^\/satellites\/\d+\/elements\?/.test(path ?? '')) return knownTimesAnswer(playback, nowMs);
  const [isTracks, query] = /^\/tracks(?:\?(.+))?$/.exec(path ?? '') ?? [];
  return isTracks ? tracksAnswer(playback, new URLSearchParams(query), nowMs) : undefined;
}

/** The recording has one set of each satellite. */
function elementsAnswer({ satellites }: Playback, at: string): AllElementsAnswer {
  return {
    at,
    satellites: satellites.map(({ catalogNumber, name, elements }) => ({ catalogNumber, name, at, elements })),
    failed: [],
  };
}

/** As functions/query answers, of one set a satellite. */
function knownTimesAnswer({ satellites }: Playback, nowMs: number): Pick<ElementsListAnswer, 'from' | 'until'> {
  const epochsMs = satellites.flatMap(({ elements }) => (elements ? [Date.parse(elements.epoch)] : []));
  const times = computedTimes(epochsMs, nowMs);
  return { from: times ? formatTime(times.fromMs) : null, until: times ? formatTime(times.untilMs) : null };
}

/** The recorded answer, with the newest points of the demo's time. */
function satellitesAnswer({ satellites, points }: Playback, nowMs: number): SatellitesAnswer {
  const latestOf = (catalogNumber: number) => points.get(catalogNumber)?.findLast(({ timeMs }) => timeMs <= nowMs);
  return {
    satellites: satellites.map((satellite) => {
      const latest = latestOf(satellite.catalogNumber);
      return { ...satellite, latest: latest ? toWirePoint(latest) : null };
    }),
  };
}

/**
 * Some satellites' tracks, or all; of the last hour, or of another time as far as it is in the recording. Undefined when
 * a satellite is not in the recording, as functions/query refuses it.
 */
function tracksAnswer(
  { satellites, points }: Playback,
  asked: URLSearchParams,
  nowMs: number,
): TracksAnswer | undefined {
  const catalogNumbers = asked.get('satellites')?.split(',').map(Number);
  const wanted = satellites.filter(({ catalogNumber }) => catalogNumbers?.includes(catalogNumber) ?? true);
  if (catalogNumbers && wanted.length < catalogNumbers.length) return undefined;
  const beforeMs = parseTime(asked.get('before'));
  const trackOf = (satellite: SatelliteAnswer) =>
    beforeMs === undefined
      ? trackAnswer(satellite, points, nowMs)
      : pastAnswer(satellite, points, beforeMs, Number(asked.get('points')));
  return { tracks: wanted.map(trackOf), failed: [] };
}

function pastAnswer(
  satellite: SatelliteAnswer,
  points: Playback['points'],
  beforeMs: number,
  count: number,
): TrackAnswer {
  const [oldestMs = beforeMs] = lastGridTimes(count, beforeMs);
  const track = points.get(satellite.catalogNumber) ?? [];
  const known = track.filter(({ timeMs }) => timeMs >= oldestMs && timeMs <= beforeMs);
  return toTrackAnswer(satellite, known, beforeMs, count);
}

/** The points of the last hour, and those ahead that the latest tick has emitted, as functions/query answers. */
function trackAnswer(satellite: SatelliteAnswer, points: Playback['points'], nowMs: number): TrackAnswer {
  const oldestMs = lastGridTimes(HOUR_POINTS, nowMs)[0] as number;
  const emittedMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + LEAD_MS;
  const known = (points.get(satellite.catalogNumber) ?? []).filter(
    ({ timeMs }) => timeMs >= oldestMs && timeMs <= emittedMs,
  );
  return toTrackAnswer(satellite, known, nowMs, HOUR_POINTS);
}
