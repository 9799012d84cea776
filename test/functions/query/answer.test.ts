// The answers to /satellites and /status, from a real table.
import { describe, expect, it } from 'vitest';
import type { HeldElements } from '../../../functions/shared/elements.ts';
import type { StoredPoint } from '../../../functions/shared/track-table.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import { formatTime, HOUR_MS } from '../../../orbit/time.ts';
import type { SatellitesAnswer } from '../../../wire/satellites.ts';
import type { StatusAnswer } from '../../../wire/status.ts';
import { aSatellite, aTrack, decayed, TERRA } from '../../support/builders.ts';
import { type AskOptions, ask, held, LEAD_END_MS, SLOT_MS, WHOLE } from './ask.ts';

const AQUA = 27424;

const unreadable = (): HeldElements => ({ ...held(), omm: { ...held().omm, EPOCH: 'soon' } });

describe('the satellites', () => {
  const satellitesOf = async (points: StoredPoint[], options: AskOptions = {}) =>
    (await ask<SatellitesAnswer>({ kind: 'satellites' }, points, options)).body.satellites;

  it('come with their elements as published, the age of these, and the newest point that is not after now', async () => {
    const [terra] = await satellitesOf(aTrack(WHOLE, LEAD_END_MS));

    expect(terra).toEqual({
      catalogNumber: TERRA,
      name: 'Terra',
      internationalDesignator: '1999-068A',
      instrument: 'MODIS',
      swathKm: 2330,
      elements: {
        epoch: '2026-10-09T22:33:25.053984Z',
        ageDays: 0.6,
        state: 'fresh',
        source: 'bundled',
        retrievedAt: null,
        omm: held().omm,
      },
      latest: expect.objectContaining({ time: formatTime(SLOT_MS) }),
    });
  });

  it.each([
    [3, 'fresh'],
    [3.01, 'ageing'],
    [7.01, 'stale'],
    [14.01, 'old'],
    [46, 'old'],
    [-1, 'fresh'],
  ])('have elements %d days old that are %s', async (days, state) => {
    const nowMs = Date.parse('2026-10-09T22:33:25.053Z') + days * 24 * HOUR_MS;

    const [terra] = await satellitesOf([], { nowMs });

    expect(terra?.elements).toMatchObject({ state, ageDays: Math.round(days * 10) / 10 });
  });

  it('come in the order of the list, those without elements or points too', async () => {
    const three = [AQUA, 49_260, TERRA].map((catalogNumber) => aSatellite({ catalogNumber }));

    const answers = await satellitesOf(aTrack(1, SLOT_MS), { satellites: three });

    expect(answers.map(({ catalogNumber }) => catalogNumber)).toEqual([AQUA, 49_260, TERRA]);
    expect(answers[1]).toMatchObject({ elements: null, internationalDesignator: null, latest: null });
    expect(answers.map(({ latest }) => latest !== null)).toEqual([false, false, true]);
  });

  it('say of elements that SGP4 refuses that they failed', async () => {
    const [terra] = await satellitesOf([], { elementsOf: () => decayed(held()) });

    expect(terra?.elements?.state).toBe('failed');
  });

  it('say nothing of elements without an epoch, and are none the worse', async () => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const [terra, aqua] = await satellitesOf([], {
      satellites,
      elementsOf: (number) => (number === TERRA ? unreadable() : held(number)),
    });

    expect(terra?.elements).toBeNull();
    expect(aqua?.elements).not.toBeNull();
  });

  it('have no designator where the elements have none', async () => {
    const { omm } = held();

    const [terra] = await satellitesOf([], { elementsOf: () => ({ ...held(), omm: { ...omm, OBJECT_ID: '' } }) });

    expect(terra?.internationalDesignator).toBeNull();
  });
});

describe('the status', () => {
  const statusOf = (points: StoredPoint[], options: AskOptions = {}) =>
    ask<StatusAnswer>({ kind: 'status' }, points, options);

  it('is well when the hour is whole and the newest point ahead', async () => {
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
    ['is empty', [], { newest: null, missing: 180, aheadSeconds: null }],
  ])('is not well when the feed %s', async (_, points, line) => {
    const { status, body } = await statusOf(points);

    expect(status).toBe(503);
    expect(body.satellites[0]).toMatchObject(line);
  });

  it('does not mind a hole among the points ahead, or before the hour', async () => {
    const { status } = await statusOf(aTrack(WHOLE, LEAD_END_MS).filter(({ timeMs }) => timeMs !== SLOT_MS + STEP_MS));

    expect(status).toBe(200);
  });

  it('is not well when one of several is not', async () => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const { status, body } = await statusOf(aTrack(WHOLE, LEAD_END_MS), { satellites });

    expect(status).toBe(503);
    expect(body.satellites.map(({ missing }) => missing)).toEqual([0, 180]);
  });

  it.each<[string, HeldElements | undefined]>([
    ['waiting', undefined],
    ['failed', decayed(held())],
    ['failed', unreadable()],
  ])('does not count a satellite that is %s', async (elementsState, elements) => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const { status, body } = await statusOf(aTrack(WHOLE, LEAD_END_MS), {
      satellites,
      elementsOf: (number) => (number === AQUA ? elements : held(number)),
    });

    expect(status).toBe(200);
    expect(body.satellites[1]).toEqual({
      catalogNumber: AQUA,
      newest: null,
      aheadSeconds: null,
      missing: 180,
      elementsState,
    });
  });
});
