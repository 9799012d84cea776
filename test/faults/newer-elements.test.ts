// Newer elements arrive while the feed runs:
// they apply from a tick on, stored points stay, and the track shows the seam.
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import { refresh } from '../../functions/elements/refresh.ts';
import { elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import { floorToGrid, LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import type { Omm } from '../../orbit/omm.ts';
import { roundPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { formatTime, MINUTE_MS } from '../../orbit/time.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { AQUA, aReport, aSatellite, NOW_MS, TERRA } from '../support/builders.ts';
import { aFeed } from './feed.ts';

const endpoint = inject('endpoint');

const bundled = newestOmm(TERRA);
/** A set after a manoeuvre, 12 km ahead, so that each point shows which set it was computed from. */
const newer: Omm = { ...bundled, EPOCH: '2026-10-09T22:33:25.053985', MEAN_ANOMALY: bundled.MEAN_ANOMALY + 0.1 };

type Feed = Awaited<ReturnType<typeof aFeed>>;

/** One tick and one batch. */
async function minute(feed: Feed, nowMs: number) {
  await feed.tick(nowMs);
  await feed.drain(nowMs);
}

/** Downloads the newer set. */
const download = (feed: Feed, nowMs: number) =>
  refresh({
    satellites: [aSatellite()],
    table: feed.elementsTable,
    archive: feed.archive,
    source: async () => ({ status: 200, text: JSON.stringify([newer]), host: 'celestrak.org' }),
    report: aReport(),
    random: Math.random,
    nowMs: () => nowMs,
    deadlineMs: nowMs + 10_000,
  });

/** The feed two and a half minutes after the newer set arrived. Functions cache elements for two minutes. */
async function aSeam() {
  const feed = await aFeed(endpoint);
  await minute(feed, NOW_MS);
  const before = await feed.track(TERRA, NOW_MS);
  await download(feed, NOW_MS + MINUTE_MS / 2);
  for (const minutes of [1, 2, 3]) await minute(feed, NOW_MS + minutes * MINUTE_MS);
  return { feed, before, nowMs: NOW_MS + 3 * MINUTE_MS };
}

const allPoints = ({ points, ahead }: TrackAnswer) => [...points, ...ahead];
const computedFrom = (omm: Omm, time: string) =>
  toWirePoint(roundPoint(subSatellitePoint(toSgp4Record(omm), Date.parse(time))));

test('they apply from a tick on, and stored points stay as they are', async () => {
  const { feed, before, nowMs } = await aSeam();

  const after = await feed.track(TERRA, nowMs);

  // The tick after one minute still had the old set cached. The next tick starts after that tick's lead.
  const seamMs = floorToGrid(NOW_MS + MINUTE_MS + LEAD_MS) + STEP_MS;
  expect(after).toMatchObject({ count: 180, complete: true });
  const recorded = { recorded: true, timingUncertaintySeconds: 0.1 };
  expect(after.epochs).toEqual([
    { from: after.points[0]?.time, elementsEpoch: elementsEpoch(bundled), ...recorded },
    { from: formatTime(seamMs), elementsEpoch: elementsEpoch(newer), ...recorded },
  ]);
  for (const point of allPoints(after)) {
    expect(point).toEqual(computedFrom(Date.parse(point.time) < seamMs ? bundled : newer, point.time));
  }
  const kept = new Map(allPoints(after).map((point) => [point.time, point]));
  const still = allPoints(before).filter(({ time }) => kept.has(time));
  expect(still.length).toBeGreaterThan(170);
  for (const point of still) expect(kept.get(point.time)).toEqual(point);
  expect((await feed.status(nowMs)).status).toBe(200);
});

test('another satellite has no seam', async () => {
  const { feed, nowMs } = await aSeam();

  const { epochs } = await feed.track(AQUA, nowMs);

  expect(epochs.map((run) => run.elementsEpoch)).toEqual([elementsEpoch(newestOmm(AQUA))]);
});

test('an older hole is repaired with the newest set, and the track shows it', async () => {
  const { feed, nowMs } = await aSeam();
  const holeMs = floorToGrid(NOW_MS - 10 * MINUTE_MS);
  await feed.clients.documents.send(
    new DeleteCommand({ TableName: feed.trackTable.tableName, Key: { catalogNumber: TERRA, timeMs: holeMs } }),
  );

  await minute(feed, nowMs);

  const track = await feed.track(TERRA, nowMs);
  expect(track.complete).toBe(true);
  expect(track.epochs.map((run) => run.elementsEpoch)).toEqual([bundled, newer, bundled, newer].map(elementsEpoch));
  expect(track.epochs[1]?.from).toBe(formatTime(holeMs));
  expect(track.points.find(({ time }) => time === formatTime(holeMs))).toEqual(computedFrom(newer, formatTime(holeMs)));
});
