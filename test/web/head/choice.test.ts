// A choice round-trips through the address, and invalid values count as not chosen.
import { describe, expect, it } from 'vitest';
import { type Choice, formatChoice, parseChoice, pickSatellites } from '../../../web/head/choice.ts';

const NOTHING: Choice = {
  satellites: undefined,
  place: undefined,
  placeName: undefined,
  timeMs: undefined,
  paused: false,
  units: 'km',
  view: 'world',
  frame: undefined,
};

describe('a choice in the address', () => {
  it.each<[string, Partial<Choice>]>([
    ['', {}],
    ['?sat=25994,27424', { satellites: [25994, 27424] }],
    ['?place=-77.85,166.67', { place: { latitudeDeg: -77.85, longitudeDeg: 166.67 } }],
    [
      '?place=40.02,-105.27&name=Boulder',
      { place: { latitudeDeg: 40.02, longitudeDeg: -105.27 }, placeName: 'Boulder' },
    ],
    ['?place=5,5&name=S%C3%A3o+Tom%C3%A9', { place: { latitudeDeg: 5, longitudeDeg: 5 }, placeName: 'São Tomé' }],
    ['?t=2026-11-24T10:30Z', { timeMs: Date.UTC(2026, 10, 24, 10, 30) }],
    ['?t=2026-11-24T10:30:05Z', { timeMs: Date.UTC(2026, 10, 24, 10, 30, 5) }],
    ['?t=2026-11-24T00:00Z', { timeMs: Date.UTC(2026, 10, 24) }],
    ['?pause=1', { paused: true }],
    ['?units=mi', { units: 'mi' }],
    ['?view=north', { view: 'north' }],
    ['?view=south', { view: 'south' }],
    ['?map=-18.14,178.44,4', { frame: { latitudeDeg: -18.14, longitudeDeg: 178.44, scale: 4 } }],
    [
      '?sat=28376&place=0,-180&pause=1&units=mi',
      { satellites: [28376], place: { latitudeDeg: 0, longitudeDeg: -180 }, paused: true, units: 'mi' },
    ],
  ])('%s round-trips', (query, choice) => {
    expect(parseChoice(query)).toEqual({ ...NOTHING, ...choice });
    expect(formatChoice(parseChoice(query))).toBe(query);
  });

  it.each([
    ['?sat=', NOTHING],
    ['?sat=Terra,-1,1.5', NOTHING],
    ['?sat=25994,Terra,25994', { ...NOTHING, satellites: [25994] }],
    ['?sat=0x63C8,1e3,25994.0', NOTHING],
    ['?place=91,0', NOTHING],
    ['?place=40.02', NOTHING],
    ['?t=2026-11-24', NOTHING],
    ['?t=2026-02-31T10:30Z', NOTHING],
    ['?t=2026-11-24T10:30', NOTHING],
    ['?map=-18.14,178.44', NOTHING],
    ['?map=-18.14,178.44,17', NOTHING],
    ['?map=-18.14,181,4', NOTHING],
    ['?pause=yes&units=furlongs&view=east', NOTHING],
  ])('invalid values count as not chosen: %s', (query, choice) => {
    expect(parseChoice(query)).toEqual(choice);
  });

  it.each(['?sat=25544&sat=90041', '?sat=%E2%80%AE25544,90041', '?sat=25544,+90041&sat=25544'])(
    'has every satellite, without marks: %s',
    (query) => {
      expect(parseChoice(query).satellites).toEqual([25544, 90041]);
    },
  );

  it('reads the name of a place as one line of at most 60 characters, without marks of direction', () => {
    const named = (name: string) => parseChoice(`?place=1,2&name=${encodeURIComponent(name)}`).placeName;

    expect(named(' New\n York\u202e\u0000 ')).toBe('New York');
    expect(named('x'.repeat(61))).toBe('x'.repeat(60));
    expect(named('\u200f')).toBeUndefined();
  });

  it('writes no name without a place', () => {
    expect(formatChoice({ ...NOTHING, placeName: 'Boulder' })).toBe('');
  });

  it('keeps other parameters', () => {
    expect(formatChoice({ ...NOTHING, units: 'mi' }, '?utm=x&pause=1')).toBe('?utm=x&units=mi');
  });
});

describe('the chosen satellites', () => {
  const listed = [1, 2, 3].map((catalogNumber) => ({ catalogNumber }));
  const numbers = (chosen: readonly number[] | undefined) =>
    pickSatellites(listed, chosen).map(({ catalogNumber }) => catalogNumber);

  it.each<[string, readonly number[] | undefined, number[]]>([
    ['are all without a choice', undefined, [1, 2, 3]],
    ['come in the order of the list', [3, 1], [1, 3]],
    ['do not include unlisted ones', [2, 99], [2]],
    ['are all when none of them is listed', [99], [1, 2, 3]],
  ])('%s', (_, chosen, expected) => {
    expect(numbers(chosen)).toEqual(expected);
  });
});
