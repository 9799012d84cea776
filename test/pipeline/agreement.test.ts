// The schedule fires by itself. The frame, the stream, the table,
// the API and orbit then agree on the new points to the last decimal.
import { ListShardsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import { storedPoints, storedTimesMs } from '../../functions/shared/track-table.ts';
import { elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import { roundPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import type { PointsFrame } from '../../wire/frame.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { PointRecord } from '../../wire/point-record.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { validateFrame } from '../contract/schemas.ts';
import { aStreamReader } from '../support/aws.ts';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import type { openSocket } from '../support/connect.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();
let socket: Awaited<ReturnType<typeof openSocket>>;
let received: { frame: PointsFrame; bytes: number };
/** Time of Terra's newest point before the tick. */
let newestBeforeMs: number;

// Only the schedule invokes propagate here. Its next minute is up to 70 s away.
beforeAll(async () => {
  socket = await system.openSocket();
  await system.untilWhole();
  const nowMs = Date.now();
  const ahead = await storedTimesMs(system.trackTable, TERRA, nowMs, nowMs + 3_600_000);
  newestBeforeMs = ahead.at(-1) ?? nowMs;
  received = await socket.next(({ satellites }) =>
    satellites.every(({ points }) => points.every(({ time }) => Date.parse(time) > newestBeforeMs)),
  );
});

afterAll(() => socket.close());

/** The frame's points as records, to compare with the others. */
const framePoints = (): PointRecord[] =>
  received.frame.satellites.flatMap(({ catalogNumber, elementsEpoch: epoch, points }) =>
    points.map((point) => ({ catalogNumber, ...point, elementsEpoch: epoch })),
  );

test('a minute brings one small frame with new points of every satellite', () => {
  expect(validateFrame(received.frame)).toEqual([]);
  expect(received.frame.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AQUA, AURA]);
  for (const { points } of received.frame.satellites) {
    // Every 20 s after the newest point before, without a gap. A minute brings three or four; a slow one, more.
    expect(points.map(({ time }) => Date.parse(time))).toEqual(
      points.map((_, index) => newestBeforeMs + 20_000 * (index + 1)),
    );
  }
  for (const { time } of framePoints()) expect(Date.parse(time)).toBeGreaterThan(Date.parse(received.frame.sentAt));
  // 2 kB for four points of three satellites.
  expect(received.bytes).toBeLessThanOrEqual(560 + 120 * framePoints().length);
});

test('the stream carried these points', async () => {
  const records = await recordsOfStream();
  for (const point of framePoints()) expect(records).toContainEqual(point);
});

test('the table holds these points', async () => {
  for (const point of framePoints()) {
    const timeMs = Date.parse(point.time);
    const [stored] = await storedPoints(system.trackTable, point.catalogNumber, timeMs, timeMs, Date.now());
    expect(
      stored && { catalogNumber: point.catalogNumber, ...toWirePoint(stored), elementsEpoch: stored.elementsEpoch },
    ).toEqual(point);
  }
});

test('the API answers with these points', async () => {
  for (const { catalogNumber, elementsEpoch: epoch, points } of received.frame.satellites) {
    const track = (await (await system.get(`/satellites/${catalogNumber}/track`)).json()) as TrackAnswer;
    for (const point of points) expect([...track.points, ...track.ahead]).toContainEqual(point);
    expect(track.epochs.at(-1)?.elementsEpoch).toBe(epoch);
    expect(track).toMatchObject({ count: 180, complete: true });
  }
});

test('orbit computes these points', () => {
  for (const { catalogNumber, time, elementsEpoch: epoch, ...position } of framePoints()) {
    const omm = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === catalogNumber);
    expect(omm && elementsEpoch(omm)).toBe(epoch);
    const point = subSatellitePoint(toSgp4Record(omm as (typeof BUNDLED_ELEMENTS)[number]), Date.parse(time));
    expect(toWirePoint(roundPoint(point))).toEqual({ time, ...position });
  }
});

async function recordsOfStream(): Promise<PointRecord[]> {
  const { kinesis } = system.clients;
  const streamName = system.outputs.StreamName as string;
  const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName: streamName }));
  expect(Shards).toHaveLength(1);
  const records = await aStreamReader({ client: kinesis, streamName })();
  return records.map((data) => JSON.parse(data.toString()));
}
