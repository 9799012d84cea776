// Tracks at any time, from a real table and a real archive: recorded where points are kept, computed elsewhere.
import { describe, expect, inject, it } from 'vitest';
import type { TrackRequest } from '../../../../functions/query/http/request.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import type { StoredPoint } from '../../../../functions/shared/track-table.ts';
import { cachedRecord, elementsEpoch } from '../../../../orbit/elements.ts';
import { STEP_MS } from '../../../../orbit/grid.ts';
import { roundPoint } from '../../../../orbit/point.ts';
import { subSatellitePoint } from '../../../../orbit/propagate.ts';
import { DAY_MS, HOUR_MS } from '../../../../orbit/time.ts';
import { toWirePoint } from '../../../../wire/point.ts';
import { parseTrack, type TrackAnswer } from '../../../../wire/track.ts';
import { watchCalls } from '../../../support/aws.ts';
import { aTrack, NOW_MS, TERRA } from '../../../support/builders.ts';
import { anArchive, downloaded, TERRA_SETS, throttle } from '../support/archived.ts';
import { type AskOptions, createAsk, SLOT_MS } from '../support/ask.ts';

const endpoint = inject('endpoint');
const ask = createAsk(endpoint);

const [, , FOURTH, SEVENTH, NINTH] = TERRA_SETS;
const epochOf = ({ omm }: HeldElements) => elementsEpoch(omm);

const at = (text: string) => Date.parse(`${text}Z`);
const pointOf = ({ omm }: HeldElements, timeMs: number) =>
  toWirePoint(roundPoint(subSatellitePoint(cachedRecord(omm), timeMs)));

const trackOf = <Body = TrackAnswer>(
  request: Partial<TrackRequest>,
  points: StoredPoint[] = [],
  options: AskOptions = {},
) =>
  ask<Body>(
    { kind: 'track', catalogNumber: TERRA, points: 3, beforeMs: undefined, swath: false, form: 'json', ...request },
    points,
    options,
  );

describe('a track of the past', () => {
  it('is computed from the set nearest in time, marked, with the uncertainty of that distance', async () => {
    const beforeMs = at('2026-10-05T00:00:00');

    const { body } = await trackOf({ beforeMs }, [], { archive: await anArchive(endpoint) });

    expect(body).toMatchObject({ count: 3, complete: true, recorded: false, ahead: [] });
    expect(body.points).toEqual([2, 1, 0].map((steps) => pointOf(FOURTH, beforeMs - steps * STEP_MS)));
    expect(body.epochs).toEqual([
      {
        from: '2026-10-04T23:59:20Z',
        elementsEpoch: epochOf(FOURTH),
        recorded: false,
        timingUncertaintySeconds: 0.1,
      },
    ]);
  });

  it('changes sets half-way between their epochs, where the newer one begins', async () => {
    // 14:20:33.524736 on the 4th and 14:48:25.526304 on the 7th.
    const { body } = await trackOf({ beforeMs: at('2026-10-06T02:34:40'), points: 2 }, [], {
      archive: await anArchive(endpoint),
    });

    expect(body.epochs.map(({ from, elementsEpoch }) => [from, elementsEpoch])).toEqual([
      ['2026-10-06T02:34:20Z', epochOf(FOURTH)],
      ['2026-10-06T02:34:40Z', epochOf(SEVENTH)],
    ]);
    expect(body.points).toEqual([
      pointOf(FOURTH, at('2026-10-06T02:34:20')),
      pointOf(SEVENTH, at('2026-10-06T02:34:40')),
    ]);
  });

  it('is less certain the farther the nearest set is', async () => {
    const archive = await anArchive(endpoint);
    const uncertainty = async (text: string) =>
      (await trackOf({ beforeMs: at(text) }, [], { archive })).body.epochs[0]?.timingUncertaintySeconds;

    expect(await uncertainty('2026-08-27T00:00:00')).toBeLessThan(1);
    // 20 days after one set and 20 days before the next.
    expect(await uncertainty('2026-09-14T16:00:00')).toBeGreaterThan(3);
  });

  it('is read as computed', async () => {
    const { body } = await trackOf({ beforeMs: at('2026-10-05T00:00:00') }, [], { archive: await anArchive(endpoint) });

    expect(parseTrack(body).map(({ computed }) => computed)).toEqual([true, true, true]);
  });

  it('has tables and layers with the same marks', async () => {
    const archive = await anArchive(endpoint);
    const beforeMs = at('2026-10-05T00:00:00');

    const { body: table } = await trackOf<string>({ beforeMs, form: 'csv' }, [], { archive });
    const { body: layer } = await trackOf<{ features: unknown[] }>({ beforeMs, form: 'geojson', swath: true }, [], {
      archive,
    });

    expect(table.split('\r\n')[1]).toMatch(/,2026-10-04T14:20:33.524736Z,false,0.1$/);
    expect(layer.features).toMatchObject([
      { properties: { kind: 'track', recorded: false, epochs: [{ recorded: false }] } },
      { properties: { kind: 'swath' } },
    ]);
  });
});

describe('where points are kept', () => {
  const stored = aTrack(6, SLOT_MS);

  it('recorded points have the uncertainty of the set that they name, also of an archived one', async () => {
    const named = stored.map((point, index) => ({ ...point, elementsEpoch: epochOf(index < 3 ? FOURTH : NINTH) }));
    const archive = await anArchive(endpoint);
    const calls = watchCalls(archive.client, 'QueryCommand');

    const { body } = await trackOf({ beforeMs: SLOT_MS, points: 6 }, named, { archive, elementsOf: () => NINTH });
    expect(calls).toHaveLength(1);
    const { body: table } = await trackOf<string>({ points: 6, form: 'csv' }, named, {
      archive,
      elementsOf: () => NINTH,
    });

    expect(body.epochs.map(({ recorded, timingUncertaintySeconds: seconds }) => [recorded, seconds])).toEqual([
      [true, 0.7],
      [true, 0.1],
    ]);
    expect(
      table
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',').slice(-2)),
    ).toEqual([0.7, 0.7, 0.7, 0.1, 0.1, 0.1].map((seconds) => ['true', String(seconds)]));
  });

  it('recorded points are answered without it, and not kept for long, when the archive cannot be read', async () => {
    const named = stored.map((point) => ({ ...point, elementsEpoch: epochOf(FOURTH) }));
    const archive = await anArchive(endpoint);
    throttle(archive);

    const { body, lifetime } = await trackOf({ beforeMs: SLOT_MS, points: 6 }, named, { archive });

    expect(body).toMatchObject({ count: 6, complete: true, recorded: true });
    expect(body.epochs).toEqual([{ from: expect.any(String), elementsEpoch: epochOf(FOURTH), recorded: true }]);
    expect(lifetime).toBe('live');
  });

  it('holes are computed and the rest is recorded', async () => {
    const holed = stored.filter((_, index) => index !== 3);

    const { body, lifetime } = await trackOf({ beforeMs: SLOT_MS, points: 6 }, holed);

    expect(body).toMatchObject({ count: 6, complete: true, recorded: false });
    expect(body.epochs.map(({ recorded }) => recorded)).toEqual([true, false, true]);
    expect(body.points.map(({ time }) => Date.parse(time))).toEqual(stored.map(({ timeMs }) => timeMs));
    // The next tick may fill it.
    expect(lifetime).toBe('live');
  });

  it('a window that begins before is computed there, and a window that ends later is computed beyond', async () => {
    const beforeMs = SLOT_MS + 2 * STEP_MS;

    const { body, lifetime } = await trackOf({ beforeMs, points: 10 }, stored);

    expect(body).toMatchObject({ count: 10, complete: true, recorded: false });
    expect(body.epochs.map(({ from, recorded }) => [Date.parse(from), recorded])).toEqual([
      [beforeMs - 9 * STEP_MS, false],
      [stored[0]?.timeMs, true],
      [SLOT_MS + STEP_MS, false],
    ]);
    expect(lifetime).toBe('live');
  });

  it('expired points are computed again', async () => {
    const beforeMs = SLOT_MS - 25 * HOUR_MS + STEP_MS;

    const { body } = await trackOf({ beforeMs, points: 2 }, aTrack(2, beforeMs));

    expect(body.epochs.map(({ recorded }) => recorded)).toEqual([false, true]);
  });

  it('a question that names no time has recorded points only', async () => {
    const { body } = await trackOf({ points: 180 }, stored);

    expect(body).toMatchObject({ count: 6, complete: false, recorded: true });
  });

  it('a recorded track reads no archive: one that is down costs nothing', async () => {
    const archive = { ...(await anArchive(endpoint, [])), tableName: 'no-such-table' };

    const { body } = await trackOf({ beforeMs: SLOT_MS, points: 6 }, stored, { archive });

    expect(body.recorded).toBe(true);
  });
});

describe('a track to come', () => {
  it('is computed from the current set, and reads no archive', async () => {
    const archive = await anArchive(endpoint, []);
    const calls = watchCalls(archive.client, 'QueryCommand');
    const beforeMs = SLOT_MS + DAY_MS;

    const { body, lifetime } = await trackOf({ beforeMs }, [], { archive, elementsOf: () => NINTH });

    expect(body.points).toEqual([2, 1, 0].map((steps) => pointOf(NINTH, beforeMs - steps * STEP_MS)));
    expect(lifetime).toBe('live');
    expect(calls).toEqual([]);
  });
});

describe('how long an answer is kept', () => {
  const lifetimeOf = async (before: string, sets: readonly HeldElements[], current: HeldElements) =>
    (
      await trackOf({ beforeMs: at(before) }, [], {
        archive: await anArchive(endpoint, sets),
        elementsOf: () => current,
      })
    ).lifetime;

  it('a past between two sets is settled: each later set is farther away', async () => {
    expect(await lifetimeOf('2026-10-08T00:00:00', TERRA_SETS, NINTH)).toBe('settled');
  });

  it('a past after the newest set is not: the next one may be nearer', async () => {
    expect(await lifetimeOf('2026-10-09T23:00:00', TERRA_SETS, NINTH)).toBe('live');
  });
});

it('a day of 4,320 points across many sets is whole', async () => {
  // A set each two hours, as many as there can be.
  const sets = Array.from({ length: 14 }, (_, index) => {
    const EPOCH = new Date(NOW_MS - 2 * DAY_MS - index * 2 * HOUR_MS).toISOString().slice(0, -1);
    return downloaded({ ...SEVENTH.omm, EPOCH });
  });
  const { body, lifetime } = await trackOf({ beforeMs: NOW_MS - 2 * DAY_MS - HOUR_MS, points: 4320 }, [], {
    archive: await anArchive(endpoint, sets),
    elementsOf: () => NINTH,
  });

  expect(body).toMatchObject({ count: 4320, complete: true, recorded: false });
  expect(body.epochs).toHaveLength(12);
  expect(lifetime).toBe('settled');
});
