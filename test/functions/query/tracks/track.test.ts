// GET /satellites/{catalogNumber}/track, from a real table.
import { describe, expect, inject, it } from 'vitest';
import type { Request } from '../../../../functions/query/http/request.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import type { StoredPoint } from '../../../../functions/shared/track-table.ts';
import { STEP_MS } from '../../../../orbit/grid.ts';
import { formatTime, HOUR_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import { toWirePoint } from '../../../../wire/point.ts';
import type { TrackAnswer } from '../../../../wire/track.ts';
import { AQUA, aTrack, decayed, TERRA } from '../../../support/builders.ts';
import { type AskOptions, createAsk, held, LEAD_END_MS, SLOT_MS, WHOLE } from '../support/ask.ts';

const ask = createAsk(inject('endpoint'));

const DAY_POINTS = 4320;

const timesOf = (points: { time: string }[]) => points.map(({ time }) => Date.parse(time));

describe('a track', () => {
  const trackOf = (
    points: StoredPoint[],
    request: Partial<Extract<Request, { kind: 'track' }>> = {},
    options: AskOptions = {},
  ) =>
    ask<TrackAnswer>(
      { kind: 'track', catalogNumber: TERRA, points: 180, beforeMs: undefined, swath: false, form: 'json', ...request },
      points,
      options,
    );

  it('ends now, with the points ahead beside it', async () => {
    const stored = aTrack(WHOLE + 10, LEAD_END_MS);

    const { status, body, lifetime } = await trackOf(stored);

    expect(status).toBe(200);
    expect(lifetime).toBe('live');
    expect(body).toEqual({
      catalogNumber: TERRA,
      name: 'Terra',
      stepSeconds: 20,
      count: 180,
      complete: true,
      points: stored.slice(10, 190).map(toWirePoint),
      ahead: stored.slice(190).map(toWirePoint),
      recorded: true,
      epochs: [
        {
          from: formatTime(SLOT_MS - HOUR_MS + STEP_MS),
          elementsEpoch: stored[0]?.elementsEpoch,
          recorded: true,
          timingUncertaintySeconds: 0.1,
        },
      ],
    });
  });

  it('ends now as a table and as a map layer, without the points ahead', async () => {
    const stored = aTrack(4, SLOT_MS + STEP_MS).map((point, index) => ({ ...point, longitudeDeg: 100 + index }));
    const layer = (body: unknown) => JSON.stringify((body as { features: { geometry: unknown }[] }).features);

    const { body: table } = await trackOf(stored, { points: 3, form: 'csv' });
    const { body: map } = await trackOf(stored, { points: 3, form: 'geojson' });

    expect(String(table).match(/(?<=,-31\.063593,)\d+/g)).toEqual(['100', '101', '102']);
    expect(layer(map)).toContain('"coordinates":[[[100,-31.063593],[101,-31.063593],[102,-31.063593]]]');
    expect(layer(map)).toContain(`"until":"${formatTime(SLOT_MS)}"`);
  });

  it('with holes is not complete', async () => {
    const stored = aTrack(WHOLE, LEAD_END_MS).filter((_, index) => index !== 0 && index !== 100);

    const { body } = await trackOf(stored);

    expect(body).toMatchObject({ count: 178, complete: false });
    expect(body.points).toHaveLength(178);
  });

  it('that starts late is not complete', async () => {
    const { body } = await trackOf(aTrack(10, SLOT_MS));

    expect(body).toMatchObject({ count: 10, complete: false, ahead: [] });
  });

  it('counts a point of this moment to the past', async () => {
    const { body } = await trackOf(aTrack(3, SLOT_MS + STEP_MS), { points: 1 }, { nowMs: SLOT_MS });

    expect(timesOf(body.points)).toEqual([SLOT_MS]);
    expect(timesOf(body.ahead)).toEqual([SLOT_MS + STEP_MS]);
  });

  it('has no points beyond the lead', async () => {
    const { body } = await trackOf(aTrack(20, LEAD_END_MS + MINUTE_MS), { points: 1 });

    expect(timesOf(body.ahead).at(-1)).toBe(LEAD_END_MS);
  });

  it.each([
    ['a time on the grid, which is included', 0],
    ['a time between two slots, of which the earlier is included', 19_999],
  ])('before %s ends there', async (_, afterMs) => {
    const beforeMs = SLOT_MS - 10 * MINUTE_MS;

    const { body, lifetime } = await trackOf(aTrack(WHOLE, LEAD_END_MS), { points: 3, beforeMs: beforeMs + afterMs });

    expect(timesOf(body.points)).toEqual([beforeMs - 2 * STEP_MS, beforeMs - STEP_MS, beforeMs]);
    expect(body).toMatchObject({ count: 3, complete: true, ahead: [] });
    expect(body.epochs).toHaveLength(1);
    expect(lifetime).toBe('settled');
  });

  it('before this moment is settled', async () => {
    const { lifetime } = await trackOf(aTrack(3, SLOT_MS), { points: 3, beforeMs: SLOT_MS }, { nowMs: SLOT_MS });

    expect(lifetime).toBe('settled');
  });

  it('before a time to come has the known points until then and stays live', async () => {
    const { body, lifetime } = await trackOf(aTrack(WHOLE, LEAD_END_MS), { points: 5, beforeMs: LEAD_END_MS });

    expect(timesOf(body.points).at(-1)).toBe(LEAD_END_MS);
    expect(body).toMatchObject({ count: 5, complete: true, ahead: [] });
    expect(lifetime).toBe('live');
  });

  it('has a name with the satellite and the time of its end', async () => {
    const beforeMs = Date.parse('2026-10-10T11:00:33Z');

    expect((await trackOf(aTrack(1, beforeMs), { beforeMs, points: 1 })).fileName).toBe(
      'Terra-track-2026-10-10T11-00-20Z',
    );
    expect((await trackOf([], {})).fileName).toBe('Terra-track-2026-10-10T12-00-00Z');
  });

  it('names each run of elements, even when one begins among the points ahead', async () => {
    const [first, second, third] = ['2026-10-08T00:00:00Z', '2026-10-09T00:00:00Z', '2026-10-10T00:00:00Z'] as const;
    const stored = aTrack(6, SLOT_MS + 2 * STEP_MS).map((point, index) => ({
      ...point,
      elementsEpoch: [first, first, second, first, third, third][index] as string,
    }));

    const { body } = await trackOf(stored, { points: 4 });

    expect(body.epochs).toEqual([
      { from: formatTime(SLOT_MS - 3 * STEP_MS), elementsEpoch: first, recorded: true },
      { from: formatTime(SLOT_MS - STEP_MS), elementsEpoch: second, recorded: true },
      { from: formatTime(SLOT_MS), elementsEpoch: first, recorded: true },
      { from: formatTime(SLOT_MS + STEP_MS), elementsEpoch: third, recorded: true },
    ]);
    expect(timesOf(body.ahead)).toEqual([SLOT_MS + STEP_MS, SLOT_MS + 2 * STEP_MS]);
  });

  it('of a day is complete', async () => {
    const { body } = await trackOf(aTrack(DAY_POINTS, SLOT_MS), { points: DAY_POINTS });

    expect(body).toMatchObject({ count: DAY_POINTS, complete: true });
    expect(timesOf(body.points)[0]).toBe(SLOT_MS - 24 * HOUR_MS + STEP_MS);
  });

  it('has no points of other satellites', async () => {
    const { body } = await trackOf(aTrack(WHOLE, LEAD_END_MS, { catalogNumber: AQUA }));

    expect(body.count).toBe(0);
  });

  it.each<[string, HeldElements | undefined]>([
    ['waits for elements', undefined],
    ['has elements that SGP4 rejects', decayed(held())],
  ])('of a satellite that %s is empty', async (_, elements) => {
    const { status, body } = await trackOf([], {}, { elementsOf: () => elements });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Terra', count: 0, complete: false, points: [], ahead: [], epochs: [] });
  });

  it('is a problem for a satellite that is not followed', async () => {
    await expect(trackOf([], { catalogNumber: 25544 })).rejects.toMatchObject({
      status: 404,
      message: 'Satellite 25544 is not followed here. /satellites lists those that are.',
    });
  });
});
