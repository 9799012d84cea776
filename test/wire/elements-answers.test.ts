// Answers about element sets at a time are read as they were written, and refused when they are something else.
import { describe, expect, it } from 'vitest';
import { parseAllElements, parseKnownTimes, toElementsAtAnswer } from '../../wire/elements.ts';
import { toElementsAnswer } from '../../wire/satellites.ts';
import { newestOmm } from '../accuracy/truth.ts';

const AT = Date.UTC(2026, 9, 10, 12);
const SET = toElementsAnswer({ omm: newestOmm(25994), source: 'bundled', retrievedAt: null }, 'fresh', AT);

describe('the sets of several satellites', () => {
  it('are read by catalog number, without those that have none', () => {
    const answer = {
      at: '2026-10-10T12:00:00Z',
      satellites: [
        toElementsAtAnswer({ catalogNumber: 25994, name: 'Terra' }, AT, SET),
        toElementsAtAnswer({ catalogNumber: 1, name: 'X' }, AT, null),
      ],
      failed: [],
    };

    expect(parseAllElements(answer)).toEqual({ sets: new Map([[25994, SET]]), failed: [] });
    expect(parseAllElements({ ...answer, failed: [27424, null] }).failed).toEqual([27424]);
  });

  it.each([
    [null],
    [{ satellites: 1 }],
    [{ satellites: [{ elements: null }] }],
    [{ satellites: [{ catalogNumber: 1, elements: {} }] }],
  ])('%j is refused', (answer) => {
    expect(() => parseAllElements(answer)).toThrow();
  });
});

describe('the times that are known', () => {
  it('are read', () => {
    expect(parseKnownTimes({ from: '2026-06-09T00:00:00Z', until: '2026-12-24T00:00:00Z' })).toEqual({
      fromMs: Date.UTC(2026, 5, 9),
      untilMs: Date.UTC(2026, 11, 24),
    });
  });

  it('are undefined without a set', () => {
    expect(parseKnownTimes({ from: null, until: null })).toBeUndefined();
    expect(() => parseKnownTimes('nothing')).toThrow('no list of sets');
  });
});
