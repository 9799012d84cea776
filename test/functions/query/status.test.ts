// GET /status, from a real table.
import { describe, expect, inject, it } from 'vitest';
import type { HeldElements } from '../../../functions/shared/elements.ts';
import type { StoredPoint } from '../../../functions/shared/track-table.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import { formatTime, HOUR_MS } from '../../../orbit/time.ts';
import type { StatusAnswer } from '../../../wire/status.ts';
import { agedDays, DEBRIS } from '../../orbit/decays.ts';
import { AQUA, aSatellite, aTrack, decayed, NOW_MS, TERRA } from '../../support/builders.ts';
import { type AskOptions, createAsk, held, LEAD_END_MS, SLOT_MS, WHOLE } from './support/ask.ts';

const ask = createAsk(inject('endpoint'));

describe('the status', () => {
  const statusOf = (points: StoredPoint[], options: AskOptions = {}) =>
    ask<StatusAnswer>({ kind: 'status' }, points, options);

  it('is 200 when the last hour is complete and the newest point lies ahead', async () => {
    const { status, body, lifetime } = await statusOf(aTrack(WHOLE, LEAD_END_MS));

    expect(status).toBe(200);
    expect(lifetime).toBe('momentary');
    expect(body).toEqual({
      now: '2026-10-10T12:00:07.500Z',
      satellites: [
        {
          catalogNumber: TERRA,
          newest: formatTime(LEAD_END_MS),
          aheadSeconds: 173,
          missing: 0,
          elementsState: 'fresh',
        },
      ],
    });
  });

  it.each<[string, StoredPoint[], object]>([
    [
      'has a hole',
      aTrack(WHOLE, LEAD_END_MS).filter((_, index) => index !== 90),
      { newest: formatTime(LEAD_END_MS), missing: 1 },
    ],
    ['starts late', aTrack(WHOLE - 1, LEAD_END_MS), { newest: formatTime(LEAD_END_MS), missing: 1 }],
    ['is behind now', aTrack(180, SLOT_MS), { newest: formatTime(SLOT_MS), missing: 0, aheadSeconds: -7 }],
    [
      'ended long ago',
      aTrack(10, SLOT_MS - 2 * HOUR_MS),
      { newest: formatTime(SLOT_MS - 2 * HOUR_MS), missing: 180, aheadSeconds: -7207 },
    ],
    ['has no points', [], { newest: null, missing: 180, aheadSeconds: null }],
  ])('is 503 when the feed %s', async (_, points, line) => {
    const { status, body } = await statusOf(points);

    expect(status).toBe(503);
    expect(body.satellites[0]).toMatchObject(line);
  });

  it('is 503 when the newest point is at this moment', async () => {
    const { status, body } = await statusOf(aTrack(180, SLOT_MS), { nowMs: SLOT_MS });

    expect(status).toBe(503);
    expect(body.satellites[0]).toMatchObject({ missing: 0, aheadSeconds: 0 });
  });

  it('reports points up to six minutes ahead, twice the lead', async () => {
    const { body } = await statusOf(aTrack(WHOLE + 18, LEAD_END_MS + 360_000));

    expect(body.satellites[0]).toMatchObject({ newest: formatTime(SLOT_MS + 360_000), aheadSeconds: 353 });
  });

  it('ignores a hole among the points ahead', async () => {
    const { status } = await statusOf(aTrack(WHOLE, LEAD_END_MS).filter(({ timeMs }) => timeMs !== SLOT_MS + STEP_MS));

    expect(status).toBe(200);
  });

  it('is 503 when one of several satellites is incomplete', async () => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const { status, body } = await statusOf(aTrack(WHOLE, LEAD_END_MS), { satellites });

    expect(status).toBe(503);
    expect(body.satellites.map(({ missing }) => missing)).toEqual([0, 180]);
  });

  it.each<[string, HeldElements | undefined]>([
    ['waiting', undefined],
    ['failed', decayed(held())],
    ['failed', { ...held(), omm: { ...held().omm, EPOCH: 'soon' } }],
    ['failed', { ...held(), omm: agedDays(DEBRIS, 7, NOW_MS) }],
  ])('is 200 in spite of a satellite that is %s', async (elementsState, elements) => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const { status, body } = await statusOf(aTrack(WHOLE, LEAD_END_MS), {
      satellites,
      elementsOf: (number) => (number === AQUA ? elements : held(number)),
    });

    expect(status).toBe(200);
    expect(body.satellites[1]).toMatchObject({
      catalogNumber: AQUA,
      newest: null,
      aheadSeconds: null,
      missing: 180,
      elementsState,
    });
  });

  it('says why elements have failed', async () => {
    const elements = { ...held(), omm: agedDays(DEBRIS, 7, NOW_MS) };

    const { body } = await statusOf([], { elementsOf: () => elements });

    expect(body.satellites[0]).toMatchObject({
      elementsState: 'failed',
      reason: 'decayed around 4 October 2026',
    });
  });

  it('is 200 in the last seconds before a decay, when no point can lie ahead', async () => {
    // 100 km at 0.82902 days: about 12:00:14, and the next slot is 12:00:20.
    const elements = { ...held(), omm: agedDays(DEBRIS, 0.82895, NOW_MS) };
    const points = aTrack(WHOLE, LEAD_END_MS).filter(({ timeMs }) => timeMs <= NOW_MS);

    const { status, body } = await statusOf(points, { elementsOf: () => elements });

    expect(body.satellites[0]).toMatchObject({ aheadSeconds: -7, missing: 0, elementsState: 'fresh' });
    expect(status).toBe(200);
  });
});
