// The schedule fires by itself, and everything that then carries the same points says the same of them, to the last decimal.
import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import { storedPoints } from '../../functions/shared/track-table.ts';
import { elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import { roundPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import type { PointsFrame } from '../../wire/frame.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { PointRecord } from '../../wire/point-record.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { validateFrame } from '../contract/schemas.ts';
import type { openSocket } from '../support/connect.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();
let socket: Awaited<ReturnType<typeof openSocket>>;
let received: { frame: PointsFrame; bytes: number };

// Nobody invokes propagate here: a frame can only come from the schedule, whose first minute is up to 70 s away.
beforeAll(async () => {
  socket = await system.openSocket();
  received = await socket.next();
}, 130_000);

afterAll(() => socket.close());

/** The frame's points as records: what the other sides are compared with. */
const framePoints = (): PointRecord[] =>
  received.frame.satellites.flatMap(({ catalogNumber, elementsEpoch: epoch, points }) =>
    points.map((point) => ({ catalogNumber, ...point, elementsEpoch: epoch })),
  );

test('a minute brings one small frame with new points of every satellite', () => {
  expect(validateFrame(received.frame)).toEqual([]);
  expect(received.frame.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([25994, 27424, 28376]);
  // A tick of the schedule owes at most four slots of 20 s, all of them ahead of time; fewer when the deployment's own tick was near.
  for (const { points } of received.frame.satellites) {
    expect(points.length).toBeGreaterThanOrEqual(1);
    expect(points.length).toBeLessThanOrEqual(4);
  }
  for (const { time } of framePoints()) expect(Date.parse(time)).toBeGreaterThan(Date.parse(received.frame.sentAt));
  expect(received.bytes).toBeLessThanOrEqual(2000);
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
  const StreamName = system.outputs.StreamName as string;
  const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName }));
  expect(Shards).toHaveLength(1);
  const ShardId = Shards?.[0]?.ShardId;
  let { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const records: PointRecord[] = [];
  for (;;) {
    const page = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    if (!page.Records?.length) return records;
    records.push(...page.Records.map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString())));
    ShardIterator = page.NextShardIterator;
  }
}
