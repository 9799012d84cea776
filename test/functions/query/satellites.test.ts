// GET /satellites, from a real table.
import { describe, expect, inject, it } from 'vitest';
import type { StoredPoint } from '../../../functions/shared/track-table.ts';
import { formatTime, HOUR_MS } from '../../../orbit/time.ts';
import type { SatellitesAnswer } from '../../../wire/satellites.ts';
import { AQUA, aSatellite, aTrack, decayed, TERRA } from '../../support/builders.ts';
import { type AskOptions, createAsk, held, LEAD_END_MS, SLOT_MS, WHOLE } from './support/ask.ts';

const ask = createAsk(inject('endpoint'));

describe('the satellites', () => {
  const satellitesOf = async (points: StoredPoint[], options: AskOptions = {}) =>
    (await ask<SatellitesAnswer>({ kind: 'satellites' }, points, options)).body.satellites;

  it('come with their elements as published, the age of these, and the newest point up to now', async () => {
    const [terra] = await satellitesOf(aTrack(WHOLE, LEAD_END_MS));

    expect(terra).toEqual({
      catalogNumber: TERRA,
      name: 'Terra',
      internationalDesignator: '1999-068A',
      instrument: 'MODIS',
      swathKm: 2330,
      instruments: [{ name: 'MODIS', leftKm: 1165, rightKm: 1165, daylightOnly: false }],
      elements: {
        epoch: '2026-10-09T22:33:25.053984Z',
        ageDays: 0.6,
        state: 'fresh',
        source: 'bundled',
        retrievedAt: null,
        omm: held().omm,
        uncertaintySeconds: 0.1,
        uncertaintyKm: 0.8,
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
  ])('have elements that are %d days old and %s', async (days, state) => {
    const nowMs = Date.parse('2026-10-09T22:33:25.053Z') + days * 24 * HOUR_MS;

    const [terra] = await satellitesOf([], { nowMs });

    expect(terra?.elements).toMatchObject({ state, ageDays: Math.round(days * 10) / 10 });
  });

  it('come in the order of the list, with or without elements and points', async () => {
    const three = [AQUA, 49_260, TERRA].map((catalogNumber) => aSatellite({ catalogNumber }));

    const answers = await satellitesOf(aTrack(1, SLOT_MS), { satellites: three });

    expect(answers.map(({ catalogNumber }) => catalogNumber)).toEqual([AQUA, 49_260, TERRA]);
    expect(answers[1]).toMatchObject({ elements: null, internationalDesignator: null, latest: null });
    expect(answers.map(({ latest }) => latest !== null)).toEqual([false, false, true]);
  });

  it('report elements that SGP4 rejects as failed', async () => {
    const [terra] = await satellitesOf([], { elementsOf: () => decayed(held()) });

    expect(terra?.elements?.state).toBe('failed');
    expect(terra?.elements).not.toHaveProperty('uncertaintySeconds');
    expect(terra?.elements).not.toHaveProperty('uncertaintyKm');
  });

  it('leave out elements without an epoch; the other satellites keep theirs', async () => {
    const satellites = [aSatellite(), aSatellite({ catalogNumber: AQUA })];

    const [terra, aqua] = await satellitesOf([], {
      satellites,
      elementsOf: (number) => (number === TERRA ? { ...held(), omm: { ...held().omm, EPOCH: 'soon' } } : held(number)),
    });

    expect(terra?.elements).toBeNull();
    expect(aqua?.elements).not.toBeNull();
  });

  it.each(['', 'UNKNOWN', '99068A', '1999-068'])(
    'have no designator when the elements have "%s"',
    async (OBJECT_ID) => {
      const { omm } = held();

      const [terra] = await satellitesOf([], { elementsOf: () => ({ ...held(), omm: { ...omm, OBJECT_ID } }) });

      expect(terra?.internationalDesignator).toBeNull();
    },
  );

  it('say why the source brings no newer set, with or without elements', async () => {
    const satellites = [TERRA, AQUA, 99_998].map((catalogNumber) => aSatellite({ catalogNumber }));
    const problemOf = (number: number) => (number === AQUA ? undefined : `celestrak.org knows no ${number}`);

    const [terra, aqua, mistyped] = await satellitesOf([], { satellites, problemOf });

    expect(terra).toMatchObject({ elementsProblem: 'celestrak.org knows no 25994', elements: { state: 'fresh' } });
    expect(aqua).not.toHaveProperty('elementsProblem');
    expect(mistyped).toMatchObject({ elementsProblem: 'celestrak.org knows no 99998', elements: null });
  });
});
