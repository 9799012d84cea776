import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Outcome } from '../../../web/overpasses/finder.ts';
import type { Row } from '../../../web/overpasses/list.ts';
import { describeGaps, describeInvitation, describeList } from '../../../web/overpasses/list-text.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { aSatellite } from '../points.ts';

const RECORD = toSgp4Record(newestOmm(25994));
const NOTHING: Outcome = { approaches: [] };
const satellite = (catalogNumber: number, name: string, record: typeof RECORD | undefined = RECORD) => ({
  ...({ ...aSatellite(catalogNumber), name } as unknown as SatelliteAnswer),
  record,
});
const without = (catalogNumber: number, name: string) => ({ ...satellite(catalogNumber, name), record: undefined });
const TERRA = satellite(1, 'Terra');
const AQUA = satellite(2, 'Aqua');
const EMPTY = {
  satellites: [TERRA, AQUA],
  found: new Map<number, Outcome>([
    [1, NOTHING],
    [2, NOTHING],
  ]),
  unloadable: false,
  rows: [] as Row[],
  everything: false,
};

describe('a list without rows', () => {
  it('says that nothing comes by only when all have been searched', () => {
    expect(describeList(EMPTY)).toBe('In the next five days none of these satellites has this place in its swath.');
    expect(describeList({ ...EMPTY, found: new Map([[1, NOTHING]]) })).toBe('Looking for overpasses …');
    expect(describeList({ ...EMPTY, found: new Map() })).toBe('Looking for overpasses …');
  });

  it('says what was looked for, and of whom', () => {
    expect(describeList({ ...EMPTY, everything: true })).toBe(
      'In the next five days none of these satellites rises over this place.',
    );
    expect(describeList({ ...EMPTY, satellites: [TERRA] })).toBe(
      'In the next five days Terra does not have this place in its swath.',
    );
    expect(describeList({ ...EMPTY, satellites: [TERRA], everything: true })).toBe(
      'In the next five days Terra does not rise over this place.',
    );
  });

  it('says nothing of satellites that could not be searched', () => {
    expect(describeList({ ...EMPTY, satellites: [without(1, 'Terra')] })).toBeUndefined();
    expect(describeList({ ...EMPTY, satellites: [TERRA], found: new Map([[1, 'failed' as const]]) })).toBeUndefined();
    expect(describeList({ ...EMPTY, satellites: [without(1, 'Terra'), AQUA] })).toBe(
      'In the next five days Aqua does not have this place in its swath.',
    );
  });

  it('waits for the satellites, which are not known at first', () => {
    expect(describeList({ ...EMPTY, satellites: [] })).toBe('Waiting for the list of satellites.');
  });

  it('says that the search could not be loaded', () => {
    expect(describeList({ ...EMPTY, found: new Map(), unloadable: true })).toMatch(
      /could not be loaded\. .* tried again/,
    );
  });
});

it('a list with rows speaks for itself', () => {
  expect(describeList({ ...EMPTY, rows: [{} as Row] })).toBeUndefined();
  expect(describeGaps(EMPTY)).toBeUndefined();
});

describe('what is missing', () => {
  it('is named, with the reason', () => {
    const satellites = [without(1, 'Terra'), AQUA, without(3, 'Aura'), satellite(4, 'Suomi NPP')];
    const found = new Map<number, Outcome>([
      [1, NOTHING],
      [2, 'failed'],
      [4, { approaches: [], refusedAfterMs: Date.UTC(2026, 10, 27, 14) }],
    ]);

    expect(describeGaps({ satellites, found })).toBe(
      'Without Terra and Aura: no elements that can be used. The overpasses of Aqua could not be computed. ' +
        'The elements of Suomi NPP lead no further than 27 Nov 2026, 14:00 UTC.',
    );
  });

  it('is not told of satellites that are not shown', () => {
    expect(describeGaps({ satellites: [TERRA], found: new Map([[2, 'failed' as const]]) })).toBeUndefined();
  });
});

it.each([
  [[], 'the satellites will'],
  [['Terra'], 'Terra will'],
  [['Terra', 'Aqua', 'Aura'], 'Terra, Aqua and Aura will'],
  [['A', 'B', 'C', 'D', 'E'], 'the satellites will'],
])('without a place the page says what one is good for: of %j', (names, who) => {
  expect(describeInvitation(names.map((name, index) => satellite(index + 1, name)))).toBe(
    `Choose a place, and see when ${who} look at it in the next five days.`,
  );
});
