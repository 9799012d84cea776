// A list is read, or refused when an entry or its elements are invalid.
import { describe, expect, it } from 'vitest';
import { AnswerError } from '../../wire/json.ts';
import { parseSatellites } from '../../wire/satellites.ts';
import { aSatellite } from '../web/points.ts';

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
});
