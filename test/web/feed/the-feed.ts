// A feed that a test controls: its browser, what the API has, and the first steps of most tests.
import { beforeEach } from 'vitest';
import { LEAD_MS, STEP_MS } from '../../../orbit/grid.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { type Feed, startFeed } from '../../../web/feed/feed.ts';
import { lastHour } from '../../../web/satellite/tracks.ts';
import { toCompactFrame } from '../../../wire/frame.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { aFrame, aSatellite, aTrackAnswer, aTracksAnswer, pointsBetween } from '../points.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const TERRA = 25994;

// Each test has its own.
export let browser: FakeBrowser;
export let feed: Feed;
export let stored: TrackPoint[];

/** How often the API was asked for a path, with any parameters. */
export const requests = (path: string) => browser.requested.filter((url) => url.split('?')[0]?.endsWith(path)).length;
export const shownCount = () => lastHour(feed.state.tracks.get(TERRA) ?? [], browser.nowMs).length;

export async function start(onChange = () => {}) {
  feed = startFeed('config.json', browser.env, onChange);
  await settle();
}

export async function startAndOpen() {
  await start();
  browser.socket.opened();
  await settle();
}

/** Sends what the socket brings each minute: the newest three points. */
export function sendFrame() {
  const untilMs = browser.nowMs + LEAD_MS;
  browser.socket.message(aFrame(TERRA, pointsBetween(untilMs - 2 * STEP_MS, untilMs)));
}

/** Answers GET /frame with what the API has. */
export function serveFrames(): void {
  browser.answers.set('/frame/compact', () => {
    const newest = stored.filter(({ timeMs }) => timeMs > browser.nowMs - MINUTE_MS);
    return toCompactFrame(
      newest.map((point) => ({ ...point, catalogNumber: TERRA })),
      browser.nowMs,
    );
  });
}

/** Sets what the API has from now on. */
export function store(points: TrackPoint[]): void {
  stored = points;
}

beforeEach(() => {
  browser = new FakeBrowser(NOW);
  stored = pointsBetween(NOW - HOUR_MS, NOW + LEAD_MS);
  browser.answers.set('config.json', { apiUrl: 'https://api.example/', socketUrl: 'wss://socket.example/live' });
  browser.answers.set('/satellites', { satellites: [aSatellite(TERRA)] });
  // Also when only some are asked for.
  for (const end of ['/tracks', `/tracks?satellites=${TERRA}`])
    browser.answers.set(end, () => aTracksAnswer(aTrackAnswer(TERRA, stored, browser.nowMs)));
  serveFrames();
});
