// What a page that watches three satellites for an hour costs the API: requests, and bytes as they are sent.
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../../functions/shared/bundled-elements.ts';
import { cachedRecord, elementsEpoch } from '../../../orbit/elements.ts';
import { floorToGrid, gridTimes, LEAD_MS } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { startFeed } from '../../../web/feed/feed.ts';
import { toFrame } from '../../../wire/frame.ts';
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

it('sends at most 10 requests, and receives at most 60 kB from the API', async () => {
  const browser = new FakeBrowser(NOW);
  // The shortest spread makes the most requests.
  browser.random = 0;
  browser.answers.set('config.json', CONFIG);
  let answeredBytes = 0;
  const counted = (answer: unknown) => {
    answeredBytes += gzipSync(JSON.stringify(answer), { level: 9 }).length;
    return answer;
  };
  browser.answers.set('/satellites', () => counted(satellitesAnswer(browser.nowMs)));
  browser.answers.set('/tracks', () => counted(tracksAnswer(browser.nowMs)));
  const feed = startFeed('config.json', browser.env, () => {});
  await settle();
  browser.socket.opened();
  await settle();
  let pushedBytes = 0;
  for (let minute = 1; minute <= 60; minute++) {
    for (let second = 0; second < 60; second++) {
      await browser.pass(1_000);
      feed.refetchIfDue();
    }
    // Halfway, the satellites get newer elements.
    const epoch = minute > 30 ? NEWER_ELEMENTS : undefined;
    const untilMs = browser.nowMs + LEAD_MS;
    const added = THREE_SATELLITES.flatMap(({ catalogNumber }) =>
      pointsOf(catalogNumber, untilMs - MINUTE_MS, untilMs, epoch),
    );
    const frame = JSON.stringify(toFrame(added, browser.nowMs));
    pushedBytes += frame.length;
    browser.socket.message(frame);
  }

  console.log(
    `An hour: ${browser.requested.length} requests, ${answeredBytes} bytes from the API, ${pushedBytes} pushed`,
  );
  expect(feed.state.tracks.size).toBe(3);
  expect(feed.state.failure).toBeUndefined();
  expect(browser.requested.filter((url) => url.includes('/tracks'))).toEqual(['https://api.example/tracks']);
  expect(browser.requested.length).toBeLessThanOrEqual(10);
  expect(answeredBytes).toBeLessThanOrEqual(60_000);
});
