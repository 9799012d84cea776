// GET /frame: the newest points of all satellites, from a real table.
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { answerFrame } from '../../../functions/query/frame.ts';
import type { FrameRequest } from '../../../functions/query/http/request.ts';
import { toResponse } from '../../../functions/query/http/response.ts';
import { type StoredPoint, storePoints } from '../../../functions/shared/track-table.ts';
import type { CompactFrame, FrameForm, PointsFrame } from '../../../wire/frame.ts';
import { parseFrame } from '../../../wire/frame.ts';
import { aTrackTable, clientsFor } from '../../support/aws.ts';
import { AQUA, AURA, aPace, aReport, aTrack, NOW_MS, TERRA, THREE_SATELLITES } from '../../support/builders.ts';
import { anHttpEvent } from '../../support/lambda.ts';
import { NEWER_ELEMENTS } from '../../web/points.ts';
import { createAsk, LEAD_END_MS, SLOT_MS, WHOLE } from './support/ask.ts';

const ask = createAsk(inject('endpoint'));
const followed = { satellites: THREE_SATELLITES };
const request = (frameForm: FrameForm = 'points'): FrameRequest => ({ kind: 'frame', frameForm });
const stored = (untilMs = LEAD_END_MS) =>
  [TERRA, AQUA, AURA].flatMap((catalogNumber) => aTrack(WHOLE, untilMs, { catalogNumber }));
const timesOf = (frame: PointsFrame, number: number) =>
  frame.satellites
    .filter(({ catalogNumber }) => catalogNumber === number)
    .flatMap(({ points }) => points.map(({ time }) => Date.parse(time)));

it('holds the points of all satellites around now and three minutes ahead', async () => {
  const { body } = await ask<PointsFrame>(request(), stored(), followed);

  expect(body).toMatchObject({ type: 'points', sentAt: '2026-10-10T12:00:00Z' });
  expect(body.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AQUA, AURA]);
  for (const number of [TERRA, AQUA, AURA]) {
    const times = timesOf(body, number);
    expect(times).toHaveLength(11);
    expect([times[0], times.at(-1)]).toEqual([SLOT_MS - 20_000, LEAD_END_MS]);
  }
});

it('has what a repair stored last: another set, and a point that was missing', async () => {
  const repaired = stored().map((point) =>
    point.catalogNumber === AQUA && point.timeMs > SLOT_MS ? { ...point, elementsEpoch: NEWER_ELEMENTS } : point,
  );

  const { body } = await ask<PointsFrame>(request(), repaired, followed);

  const ofAqua = body.satellites.filter(({ catalogNumber }) => catalogNumber === AQUA);
  expect(ofAqua.map(({ elementsEpoch, points }) => [elementsEpoch, points.length])).toEqual([
    [stored()[0]?.elementsEpoch, 2],
    [NEWER_ELEMENTS, 9],
  ]);
});

it('says the same in the compact form, around a hole too, in at most half of the bytes', async () => {
  const holed = stored().filter(({ catalogNumber, timeMs }) => catalogNumber !== AURA || timeMs !== SLOT_MS);

  const { body: points } = await ask<PointsFrame>(request(), holed, followed);
  const { body: compact } = await ask<CompactFrame>(request('compact'), holed, followed);

  expect(compact.satellites.map(({ points: values }) => values.length)).toEqual([11, 11, 1, 9]);
  const [long, short] = [points, compact].map((body) => parseFrame(JSON.stringify(body)));
  if (typeof long !== 'object' || typeof short !== 'object') throw new Error('a frame cannot be read');
  expect(short.remark).toBeUndefined();
  expect(short.tracks.flatMap(({ points: each }) => each)).toEqual(long.tracks.flatMap(({ points: each }) => each));
  expect(JSON.stringify(compact).length).toBeLessThan(JSON.stringify(points).length / 2);
});

it('is empty when nothing is stored', async () => {
  const { body } = await ask<PointsFrame>(request(), [], followed);

  expect(body.satellites).toEqual([]);
});

describe('a shared cache keeps it', () => {
  // The newest point says when the last tick was. The next one is due a minute later, at most 20 s after that time.
  it.each([
    ['until the next tick is due: just after a tick', 0, 60],
    ['until the next tick is due: half a minute after a tick', -30_000, 43],
    ['at least 10 s, while a tick is late', -200_000, 10],
    ['at most a minute, when points came too early', 60_000, 60],
  ])('%s', async (_what, shiftMs, seconds) => {
    // SLOT_MS is 7.5 s before now.
    const untilMs = LEAD_END_MS + Math.ceil(shiftMs / 20_000) * 20_000;
    const nowMs = NOW_MS + (untilMs - LEAD_END_MS - shiftMs);
    const { lifetime } = await ask<PointsFrame>(request(), stored(untilMs), { ...followed, nowMs });

    expect(lifetime).toBe(seconds);
  });

  it('with one ETag for 20 s, while the points stay the same', async () => {
    const etagAt = async (nowMs: number) => {
      const { status, form, body, lifetime } = await ask(request(), stored(), { ...followed, nowMs });
      return toResponse(anHttpEvent({ path: '/frame' }), { status, form, body, lifetime }).headers?.etag;
    };

    expect(await etagAt(SLOT_MS + 19_999)).toBe(await etagAt(SLOT_MS));
    expect(await etagAt(SLOT_MS + 20_000)).not.toBe(await etagAt(SLOT_MS));
  });
});

/** Answers while the reads of these satellites fail, and counts all reads. */
async function askWithFailing(failing: readonly number[]) {
  const table = await aTrackTable(clientsFor(inject('endpoint')));
  await storePoints(table, stored() as StoredPoint[], aPace());
  let reads = 0;
  const send = (command: unknown) => {
    reads++;
    const number = command instanceof QueryCommand && command.input.ExpressionAttributeValues?.[':catalogNumber'];
    if (failing.includes(number as number)) throw new Error('throttled');
    return table.client.send(command as QueryCommand);
  };
  const parts = {
    satellites: THREE_SATELLITES,
    elementsOf: () => undefined,
    problemOf: () => undefined,
    table: { ...table, client: { send } as typeof table.client },
    archive: {} as never,
    report: aReport(),
  };
  return { answered: answerFrame(request(), parts, NOW_MS), report: parts.report, reads: () => reads };
}

it('takes one read for each satellite', async () => {
  const { answered, reads } = await askWithFailing([]);
  await answered;

  expect(reads()).toBe(3);
});

it('a read that fails loses only its satellite, is logged, and is tried again after 5 s', async () => {
  const { answered, report } = await askWithFailing([AQUA]);
  const { body, lifetime } = (await answered) as { body: PointsFrame; lifetime: unknown };

  expect(body.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AURA]);
  expect(lifetime).toBe(5);
  expect(report.lines).toMatchObject([
    { level: 'error', message: 'reading the newest points failed', details: { catalogNumber: AQUA } },
  ]);
});

it('fails when all reads fail', async () => {
  const { answered } = await askWithFailing([TERRA, AQUA, AURA]);

  await expect(answered).rejects.toThrow('throttled');
});
