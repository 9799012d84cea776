// The demo's Env on a clock that the test moves: its answers, its frames, and how it starts over.
import { beforeEach, describe, expect, it } from 'vitest';
import { LEAD_MS, STEP_MS } from '../../../orbit/grid.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import type { Env } from '../../../web/base/env.ts';
import { demoEnv } from '../../../web/demo/env.ts';
import { type Playback, preparePlayback, type Recording } from '../../../web/demo/recording.ts';
import { type Feed, startFeed } from '../../../web/feed/feed.ts';
import { lastHour } from '../../../web/satellite/tracks.ts';
import type { PointsFrame } from '../../../wire/frame.ts';
import { toWirePoint } from '../../../wire/point.ts';
import type { TrackAnswer } from '../../../wire/track.ts';
import type { TracksAnswer } from '../../../wire/tracks.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { aSatellite, aTrackAnswer, aTracksAnswer, NEWER_ELEMENTS, pointsBetween } from '../points.ts';

const TERRA = 25994;
const AQUA = 27424;
const OLDEST = Date.UTC(2026, 10, 24, 12, 0, 20);
const BEGIN = Date.UTC(2026, 10, 24, 13, 1);
const END = Date.UTC(2026, 10, 24, 13, 21);
const NEWEST = END + LEAD_MS + STEP_MS;
// The browser's clock differs from the demo's.
const TODAY = Date.UTC(2027, 4, 1, 8, 30, 12, 345);

let browser: FakeBrowser;
let playback: Playback;
let env: Env;

beforeEach(() => {
  browser = new FakeBrowser(TODAY);
  playback = preparePlayback(aRecording(pointsBetween(OLDEST, NEWEST)));
  env = demoEnv(playback, browser.env);
});

function aRecording(points: readonly TrackPoint[], others = points): Recording {
  const satellites = [aSatellite(TERRA), aSatellite(AQUA)];
  const recordedMs = NEWEST - LEAD_MS;
  const tracks = [aTrackAnswer(TERRA, points, recordedMs), aTrackAnswer(AQUA, others, recordedMs)];
  return {
    recordedAt: new Date(recordedMs).toISOString(),
    satellites: { satellites },
    tracks: tracks as TrackAnswer[],
  };
}

const ask = async (url: string) => env.fetch(url, new AbortController().signal);
const frameFrom = (message: unknown) => JSON.parse(message as string) as PointsFrame;

/** Opens the socket and collects what it sends. */
async function listen() {
  const messages: PointsFrame[] = [];
  let opened = 0;
  let closed = 0;
  const close = env.openSocket('any', {
    opened: () => opened++,
    message: (data) => messages.push(frameFrom(data)),
    closed: () => closed++,
  });
  expect(opened).toBe(0);
  await browser.pass(0);
  expect(opened).toBe(1);
  return { messages, close, closed: () => closed };
}

describe('the playback', () => {
  it('begins at the first whole minute with an hour before it, and ends at the last with the lead after it', () => {
    expect(playback).toMatchObject({ beginMs: BEGIN, endMs: END });
  });

  it('is limited by the shortest track', () => {
    const shorter = pointsBetween(OLDEST + MINUTE_MS, NEWEST - 2 * MINUTE_MS);

    expect(preparePlayback(aRecording(pointsBetween(OLDEST, NEWEST), shorter))).toMatchObject({
      beginMs: BEGIN + MINUTE_MS,
      endMs: END - 2 * MINUTE_MS,
    });
  });

  it.each([
    ['an hour and the lead', pointsBetween(OLDEST, OLDEST + HOUR_MS + LEAD_MS)],
    ['one whole minute after the hour', pointsBetween(OLDEST, BEGIN + LEAD_MS)],
    ['no point', []],
  ])('needs more than %s', (_, points) => {
    expect(() => preparePlayback(aRecording(points))).toThrow(/too short.*Record again/);
  });
});

describe('the clock', () => {
  it('starts at the beginning, runs at the pace of the browser, and starts over at the end', async () => {
    expect(env.nowMs()).toBe(BEGIN);

    await browser.pass(90_500);
    expect(env.nowMs()).toBe(BEGIN + 90_500);

    await browser.pass(END - BEGIN - 90_501);
    expect(env.nowMs()).toBe(END - 1);

    await browser.pass(1);
    expect(env.nowMs()).toBe(BEGIN);
  });

  it('stays within the playback when the clock of the browser is set back', () => {
    browser.nowMs -= MINUTE_MS;

    expect(env.nowMs()).toBe(END - MINUTE_MS);
  });
});

describe('the API', () => {
  it('is at the address of the recording', async () => {
    expect(await (await ask('config.json')).json()).toMatchObject({ apiUrl: 'recording.json#' });
  });

  it('answers with a Date by the clock of the demo', async () => {
    expect((await ask('config.json')).headers.get('date')).toBe('Tue, 24 Nov 2026 13:01:00 GMT');
  });

  it('lists the satellites as recorded, each with its newest point', async () => {
    await browser.pass(30_000);

    const { satellites } = (await (await ask('recording.json#/satellites')).json()) as { satellites: unknown[] };

    expect(satellites).toMatchObject([
      { ...aSatellite(TERRA), latest: { time: '2026-11-24T13:01:20Z' } },
      { ...aSatellite(AQUA), latest: { time: '2026-11-24T13:01:20Z' } },
    ]);
  });

  it('answers a track: the last hour, and the points ahead that the latest tick would have emitted', async () => {
    await browser.pass(50_000);

    const answer = await (await ask(`recording.json#/tracks?satellites=${AQUA}`)).json();

    const points = pointsBetween(BEGIN + 40_000 - HOUR_MS + STEP_MS, BEGIN + LEAD_MS);
    expect(answer).toEqual(aTracksAnswer({ ...aTrackAnswer(AQUA, points, BEGIN + 50_000), count: 180 }));
  });

  it('reports where the elements change, as recorded', async () => {
    const recording = aRecording(pointsBetween(OLDEST, NEWEST));
    const newer = { from: '2026-11-24T13:01:20Z', elementsEpoch: NEWER_ELEMENTS, recorded: true };
    recording.tracks[0]?.epochs.push(newer);
    env = demoEnv(preparePlayback(recording), browser.env);

    const answer = (await (await ask('recording.json#/tracks')).json()) as TracksAnswer;

    expect(answer.tracks.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AQUA]);
    expect(answer.tracks[0]?.epochs).toEqual([expect.objectContaining({ from: '2026-11-24T12:01:20Z' }), newer]);
    const { messages } = await listen();
    await browser.pass(MINUTE_MS);
    expect(messages[0]?.satellites.map(({ elementsEpoch }) => elementsEpoch)).toContain(NEWER_ELEMENTS);
  });

  it.each(['recording.json#/tracks?satellites=1', 'recording.json#/status', 'https://elsewhere.example/satellites'])(
    'answers 404 for %s',
    async (url) => {
      expect((await ask(url)).status).toBe(404);
    },
  );
});

describe('the socket', () => {
  it('sends a frame in every whole minute of the demo, with the last minute of the lead', async () => {
    await browser.pass(10_000);
    const { messages } = await listen();
    await browser.pass(49_999);
    expect(messages).toEqual([]);

    await browser.pass(1);
    await browser.pass(MINUTE_MS);

    expect(messages.map(({ type, sentAt }) => [type, sentAt])).toEqual([
      ['points', '2026-11-24T13:02:00Z'],
      ['points', '2026-11-24T13:03:00Z'],
    ]);
    for (const [index, { satellites }] of messages.entries()) {
      const untilMs = BEGIN + (index + 1) * MINUTE_MS + LEAD_MS;
      const points = pointsBetween(untilMs - 2 * STEP_MS, untilMs).map(toWirePoint);
      expect(satellites).toMatchObject([
        { catalogNumber: TERRA, points },
        { catalogNumber: AQUA, points },
      ]);
    }
  });

  it('sends nothing after it was closed', async () => {
    const { messages, close } = await listen();
    close();

    await browser.pass(5 * MINUTE_MS);

    expect(messages).toEqual([]);
  });

  it('catches up after a hidden tab has delayed its timer by 90 s', async () => {
    const { messages } = await listen();
    browser.nowMs += 60_000 + 90_000;

    await browser.pass(0);

    expect(messages.map(({ sentAt }) => sentAt)).toEqual(['2026-11-24T13:02:00Z', '2026-11-24T13:03:00Z']);
  });

  it.each([60_000 + 90_001, 600_000])('is dead after a sleep of %i ms, without an event', async (sleepMs) => {
    const { messages, closed } = await listen();
    browser.nowMs += sleepMs;

    await browser.pass(5 * MINUTE_MS);

    expect(messages).toEqual([]);
    expect(closed()).toBe(0);
  });
});

describe('a page on it', () => {
  let feed: Feed;

  const countOf = (catalogNumber: number) => lastHour(feed.state.tracks.get(catalogNumber) ?? [], env.nowMs()).length;

  /** Lets the demo run, with a page that checks for missing points every second. */
  async function watch(durationMs: number) {
    for (let passedMs = 0; passedMs < durationMs; passedMs += 1000) {
      await browser.pass(1000);
      feed.refetchIfDue();
      await settle();
    }
  }

  beforeEach(async () => {
    feed = startFeed('config.json', env, () => {});
    await settle();
    await browser.pass(0);
  });

  it('has the whole hour at once, and keeps it', async () => {
    expect([countOf(TERRA), countOf(AQUA)]).toEqual([180, 180]);

    await watch(2 * MINUTE_MS);

    expect([countOf(TERRA), countOf(AQUA)]).toEqual([180, 180]);
    expect(feed.state.lastFrameMs).toBe(BEGIN + 2 * MINUTE_MS);
  });

  it('has the whole hour in the first second after the clock has jumped back, and from then on', async () => {
    await watch(END - BEGIN - 1000);
    expect(env.nowMs()).toBe(END - 1000);

    await watch(1000);

    expect(env.nowMs()).toBe(BEGIN);
    expect([countOf(TERRA), countOf(AQUA)]).toEqual([180, 180]);
    // The page keeps points at most this far ahead.
    for (const track of feed.state.tracks.values())
      expect(track.at(-1)?.timeMs).toBeLessThanOrEqual(BEGIN + 4 * LEAD_MS);

    await watch(3 * MINUTE_MS);

    expect([countOf(TERRA), countOf(AQUA)]).toEqual([180, 180]);
    expect(feed.state).toMatchObject({ lastFrameMs: BEGIN + 3 * MINUTE_MS, socket: { name: 'open' } });
    expect(feed.state.failure).toBeUndefined();
  });
});
