// What the head says of an address with mistakes in it.
import { describe, expect, it } from 'vitest';
import { type Described, describeMistakes } from '../../../web/head/address-text.ts';

const EVERY = new Set<Described>(['satellites', 'place', 'timeMs', 'pass', 'paused', 'units', 'frame']);
const LISTED = [25994, 27424, 28376];
const describeQuery = (query: string, choices: ReadonlySet<Described> = EVERY) =>
  describeMistakes({ query, choices, listed: LISTED, placeFault: undefined });

const ALL = 'All satellites are shown.';

describe('mistakes in the address', () => {
  it.each([
    '',
    '?sat=&place=&pause=&units=',
    '?sat=25994,27424&place=40.02,-105.27&pause=1&units=mi',
    '?pause=0&units=km&utm=x',
    '?sat=25994&sat=27424',
    '?sat=%E2%80%AE25994',
    '?units=mi&units=mi',
    '?t=2026-11-24T10:30Z',
    '?map=-18.14,178.44,4',
    '?place=40.02,-105.27&pass=25994,2026-11-24T10:30Z',
  ])('there are none in %s', (query) => {
    expect(describeQuery(query)).toBeUndefined();
  });

  it.each([
    ['?sat=99999', `The address asks for satellite 99999, which is not followed here. ${ALL}`],
    ['?sat=25994,99999', 'The address asks for satellite 99999, which is not followed here.'],
    ['?sat=1,2,1', `The address asks for satellites 1 and 2, which are not followed here. ${ALL}`],
    [
      '?sat=1,2,3,4,5,6,7',
      `The address asks for satellites 1, 2, 3, 4, 5 and 2 more, which are not followed here. ${ALL}`,
    ],
    ['?sat=Terra', `The address asks for "Terra", which is not a catalog number such as 25994. ${ALL}`],
    ['?sat=25994,-1,x', 'The address asks for "-1" and "x", which are not catalog numbers such as 25994.'],
    ['?sat=25994&sat=99999', 'The address asks for satellite 99999, which is not followed here.'],
    ['?sat=0x63C8', `The address asks for "0x63C8", which is not a catalog number such as 25994. ${ALL}`],
    [
      '?map=-18.14,178.44,40',
      'The part of the map in the address, "-18.14,178.44,40", is not used. Write latitude, longitude and a magnification of 1 to 16, such as -18.14,178.44,4.',
    ],
    ['?units=furlongs', 'The address has units="furlongs", which is not used. It can be km or mi.'],
    ['?t=yesterday', 'The time in the address, "yesterday", is not used. Write it in UTC, such as 2026-11-24T10:30Z.'],
    ['?pause=yes', 'The address has pause="yes", which is not used. It can be 1 or 0.'],
    ['?units=mi&units=km', 'The address has 2 values of units. Only the first one is used.'],
    ['?pause=1&pause=0&pause=', 'The address has 3 values of pause. Only the first one is used.'],
    ['?pass=25994,x', 'The overpass in the address, "25994,x", is not opened. It needs a place.'],
    ['?place=%20&pass=25994,x', 'The overpass in the address, "25994,x", is not opened. It needs a place.'],
    ['?place=1,2&pass=1&pass=2', 'The address has 2 values of pass. Only the first one is used.'],
    ['?place=1,2&place=3,4', 'The address has 2 values of place. Only the first one is used.'],
    ['?units=%E2%80%AEx%0A', 'The address has units="x", which is not used. It can be km or mi.'],
    [`?units=${'x'.repeat(41)}`, `The address has units="${'x'.repeat(40)}…", which is not used. It can be km or mi.`],
  ])('%s', (query, sentences) => {
    expect(describeQuery(query)).toBe(sentences);
  });

  it('are described one after the other, with what is wrong with the place', () => {
    const facts = {
      query: '?sat=99999&place=abc',
      choices: EVERY,
      listed: LISTED,
      placeFault: 'This is only one number.',
    };

    expect(describeMistakes(facts)).toBe(
      `The address asks for satellite 99999, which is not followed here. ${ALL}\n` +
        'The place in the address, "abc", is not used. This is only one number.',
    );
    expect(describeMistakes({ ...facts, choices: new Set(['units']) })).toBeUndefined();
  });

  it('are left out for what the reader has chosen since', () => {
    expect(describeQuery('?sat=99999&units=furlongs', new Set<Described>(['place', 'satellites']))).toBe(
      `The address asks for satellite 99999, which is not followed here. ${ALL}`,
    );
    expect(describeQuery('?sat=99999', new Set())).toBeUndefined();
  });

  it('cannot include unlisted satellites before the list is known', () => {
    expect(
      describeMistakes({ query: '?sat=99999', choices: EVERY, listed: undefined, placeFault: undefined }),
    ).toBeUndefined();
  });
});

it('a time that cannot be shown is reported with its reason', () => {
  const facts = { query: '?t=2020-01-01T00:00Z', choices: EVERY, listed: LISTED, placeFault: undefined };

  expect(describeMistakes({ ...facts, timeFault: 'Positions are known from 1 to 2.' })).toBe(
    'The time in the address, "2020-01-01T00:00Z", is not shown. Positions are known from 1 to 2.',
  );
});
