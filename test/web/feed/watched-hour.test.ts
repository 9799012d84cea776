// What a page that watches three satellites for an hour costs: requests, and bytes as they are sent.
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../../functions/shared/bundled-elements.ts';
import { cachedRecord, elementsEpoch } from '../../../orbit/elements.ts';
import { floorToGrid, gridTimes, LEAD_MS } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { type Feed, startFeed } from '../../../web/feed/feed.ts';
import { lastHour } from '../../../web/satellite/tracks.ts';
import { toCompactFrame } from '../../../wire/frame.ts';
import { toElementsAnswer, toSatelliteAnswer } from '../../../wire/satellites.ts';
import { toTrackAnswer } from '../../../wire/track.ts';
import { THREE_SATELLITES } from '../../support/builders.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { NEWER_ELEMENTS } from '../points.ts';

const NOW = Date.parse('2026-10-10T12:00:00Z');
const CONFIG = { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example' };

const ommOf = (catalogNumber: number) => {
  const omm = BUNDLED_ELEMENTS.findLast(({ NORAD_CAT_ID }) => NORAD_CAT_ID === catalogNumber);
  if (!omm) throw new Error(`no bundled elements of ${catalogNumber}`);
  return omm;
};

/** Points as the feed has them, after a time. */
const pointsOf = (
  catalogNumber: number,
  afterMs: number,
  untilMs: number,
  epoch = elementsEpoch(ommOf(catalogNumber)),
) =>
  gridTimes(afterMs, untilMs).map((timeMs) => ({
    catalogNumber,
    ...roundPoint(subSatellitePoint(cachedRecord(ommOf(catalogNumber)), timeMs)),
    elementsEpoch: epoch,
  }));

const satellitesAnswer = (nowMs: number) => ({
  satellites: THREE_SATELLITES.map((satellite) => {
    const omm = ommOf(satellite.catalogNumber);
    const elements = { omm, source: 'celestrak.org', retrievedAt: '2026-10-10T02:10:00Z' };
    const [latest] = pointsOf(satellite.catalogNumber, floorToGrid(nowMs) - 20_000, floorToGrid(nowMs));
    return toSatelliteAnswer(satellite, omm.OBJECT_ID, toElementsAnswer(elements, 'fresh', nowMs), latest);
  }),
});

const tracksAnswer = (nowMs: number) => ({
  tracks: THREE_SATELLITES.map((satellite) =>
    toTrackAnswer(satellite, pointsOf(satellite.catalogNumber, nowMs - HOUR_MS, nowMs + LEAD_MS), nowMs, 180),
  ),
  failed: [],
});

let browser: FakeBrowser;
/** Bytes of all answers of the API, as they are sent. */
let answeredBytes: number;

beforeEach(() => {
  browser = new FakeBrowser(NOW);
  // The shortest spread makes the most requests.
  browser.random = 0;
  answeredBytes = 0;
  const counted = (answer: unknown) => {
    answeredBytes += gzipSync(JSON.stringify(answer), { level: 9 }).length;
    return answer;
  };
  browser.answers.set('config.json', CONFIG);
  browser.answers.set('/satellites', () => counted(satellitesAnswer(browser.nowMs)));
  browser.answers.set('/tracks', () => counted(tracksAnswer(browser.nowMs)));
  browser.answers.set('/frame/compact', () => counted(frameAnswer(browser.nowMs)));
});

/** Halfway, the satellites get newer elements. */
const epochAt = (nowMs: number) => (nowMs > NOW + HOUR_MS / 2 ? NEWER_ELEMENTS : undefined);

function frameAnswer(nowMs: number) {
  const slotMs = floorToGrid(nowMs);
  // What the tick of this minute has stored.
  const untilMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + LEAD_MS;
  const points = THREE_SATELLITES.flatMap(({ catalogNumber }) =>
    pointsOf(catalogNumber, slotMs - 40_000, untilMs, epochAt(nowMs)),
  );
  return toCompactFrame(points, slotMs);
}

/** Watches for an hour, and does something at the end of each minute. */
async function watch(feed: Feed, eachSecond: () => void, eachMinute: () => void) {
  for (let minute = 1; minute <= 60; minute++) {
    for (let second = 0; second < 60; second++) {
      eachSecond();
      await browser.pass(1_000);
      feed.refetchIfDue();
    }
    eachMinute();
  }
}

it('with a socket it sends at most 10 requests and receives at most 60 kB', async () => {
  const feed = startFeed('config.json', browser.env, () => {});
  await settle();
  browser.socket.opened();
  await settle();
  let pushedBytes = 0;
  const push = () => {
    const untilMs = browser.nowMs + LEAD_MS;
    const added = THREE_SATELLITES.flatMap(({ catalogNumber }) =>
      pointsOf(catalogNumber, untilMs - MINUTE_MS, untilMs, epochAt(browser.nowMs)),
    );
    const frame = JSON.stringify(toCompactFrame(added, browser.nowMs + 417));
    pushedBytes += frame.length;
    browser.socket.message(frame);
  };
  await watch(feed, () => {}, push);

  console.log(
    `An hour with a socket: ${browser.requested.length} requests, ${answeredBytes} bytes from the API, ${pushedBytes} pushed`,
  );
  expect(feed.state.tracks.size).toBe(3);
  expect(feed.state.failure).toBeUndefined();
  expect(browser.socket.url).toContain('form=compact');
  expect(browser.requested.filter((url) => url.includes('/tracks'))).toEqual(['https://api.example/tracks']);
  expect(browser.requested.length).toBeLessThanOrEqual(10);
  expect(answeredBytes + pushedBytes).toBeLessThanOrEqual(60_000);
});

it('without one it asks for a frame a minute, and receives at most 60 kB', async () => {
  const feed = startFeed('config.json', browser.env, () => {});
  await settle();
  const refuse = () => {
    if (feed.state.socket.name === 'connecting') browser.socket.closed();
  };
  await watch(feed, refuse, () => {});

  const frames = browser.requested.filter((url) => url.includes('/frame')).length;
  console.log(
    `An hour without a socket: ${frames} frames, ${browser.requested.length - frames} other requests, ${answeredBytes} bytes`,
  );
  expect(feed.state.isPolling).toBe(true);
  expect(feed.state.failure).toBeUndefined();
  for (const track of feed.state.tracks.values()) expect(lastHour(track, browser.nowMs)).toHaveLength(180);
  expect(browser.requested.filter((url) => url.includes('/tracks'))).toEqual(['https://api.example/tracks']);
  // Every 55 s, the shortest time.
  expect(frames).toBeLessThanOrEqual(66);
  expect(browser.requested.length - frames).toBeLessThanOrEqual(10);
  expect(answeredBytes).toBeLessThanOrEqual(60_000);
});
