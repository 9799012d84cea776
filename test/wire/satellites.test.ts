// A list is read, or refused when an entry or its elements are invalid.
import { describe, expect, it } from 'vitest';
import type { ElementsState } from '../../orbit/age.ts';
import { ElementsError } from '../../orbit/omm.ts';
import { AnswerError } from '../../wire/json.ts';
import { parseSatellites, toElementsAnswer } from '../../wire/satellites.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { aSatellite } from '../web/points.ts';

describe('toElementsAnswer', () => {
  const held = { omm: newestOmm(25994), source: 'bundled', retrievedAt: null };
  const KEYS = ['epoch', 'ageDays', 'state', 'source', 'retrievedAt', 'omm'];
  const answerAfter = (days: number, state: ElementsState, omm = held.omm) =>
    toElementsAnswer({ ...held, omm }, state, Date.parse(`${omm.EPOCH.slice(0, -3)}Z`) + days * 86_400_000);

  it('says how far the satellite may be off now, in tenths', () => {
    expect(answerAfter(0, 'fresh')).toMatchObject({ uncertaintySeconds: 0.1, uncertaintyKm: 0.8 });
    expect(answerAfter(10, 'stale')).toMatchObject({ uncertaintySeconds: 1.4, uncertaintyKm: 10.3 });
    expect(answerAfter(-10, 'fresh')).toMatchObject({ uncertaintySeconds: 1.4, uncertaintyKm: 10.3 });
  });

  it('leaves that out of a set that has failed', () => {
    expect(Object.keys(answerAfter(1, 'failed'))).toEqual(KEYS);
  });

  it('gives the reason in its place when SGP4 refuses the set', () => {
    const answer = answerAfter(1, 'failed', { ...held.omm, ECCENTRICITY: 1.5 });

    expect(Object.keys(answer).toSorted()).toEqual([...KEYS, 'reason'].toSorted());
    expect(answer.reason).toMatch(/^SGP4 refuses these elements \(.+\)$/);
  });

  it('throws when an element is not a number', () => {
    expect(() => answerAfter(1, 'failed', { ...held.omm, MEAN_MOTION: Number.NaN })).toThrow(ElementsError);
  });
});

describe('parseSatellites', () => {
  it('reads the list', () => {
    expect(parseSatellites({ satellites: [aSatellite()] })).toEqual([aSatellite()]);
  });

  it.each([
    null,
    [],
    {},
    { satellites: [{}] },
    { satellites: [{ catalogNumber: 1 }] },
    { satellites: [{ name: 'Terra' }] },
    { satellites: [7] },
  ])('refuses %j', (answer) => {
    expect(() => parseSatellites(answer)).toThrow(AnswerError);
  });

  it.each([
    undefined,
    {},
    'x',
    [],
    { epoch: 'garbage', state: 'fresh', source: 'bundled' },
    { epoch: '2026-10-09T22:33:25Z' },
    { epoch: '2026-10-09T22:33:25Z', state: 'fresh', source: 'bundled', omm: 'x' },
    { epoch: '2026-10-09T22:33:25Z', state: 'fresh', source: 'bundled', omm: 5 },
  ])('refuses the elements %j', (elements) => {
    expect(() => parseSatellites({ satellites: [{ ...aSatellite(), elements }] })).toThrow(/the elements of/);
  });

  it('reads a problem with the elements, which must be a text', () => {
    const unknown = { ...aSatellite(), elements: null, elementsProblem: 'celestrak.org knows no 25994' };

    expect(parseSatellites({ satellites: [unknown] })).toEqual([unknown]);
    expect(() => parseSatellites({ satellites: [{ ...unknown, elementsProblem: 5 }] })).toThrow(/is not a text/);
  });

  it('keeps the last entry of a satellite that is listed twice, in the place of its first', () => {
    const satellites = [aSatellite(1), aSatellite(2), { ...aSatellite(1), name: 'Again' }];

    expect(parseSatellites({ satellites }).map(({ catalogNumber }) => catalogNumber)).toEqual([1, 2]);
  });

  it('accepts a satellite without elements', () => {
    const waiting = { ...aSatellite(), elements: null };

    expect(parseSatellites({ satellites: [waiting] })).toEqual([waiting]);
  });

  it('an answer that names one instrument only: its swath has the track in its middle', () => {
    const { instruments, ...older } = aSatellite();

    expect(parseSatellites({ satellites: [older] })).toEqual([{ ...older, instruments }]);
  });

  it('leaves out instruments that cannot be read', () => {
    const satellite = aSatellite();
    const broken = [null, { name: 'X' }, { name: 'Y', leftKm: -5, rightKm: 5 }];

    expect(
      parseSatellites({ satellites: [{ ...satellite, instruments: [...broken, ...satellite.instruments] }] }),
    ).toEqual([satellite]);
    expect(parseSatellites({ satellites: [{ ...satellite, instruments: broken }] })).toEqual([satellite]);
  });
});
