import { describe, expect, it } from 'vitest';
import { type Choice, formatChoice, parseChoice } from '../../../web/head/choice.ts';

const NOTHING: Choice = { satellites: undefined, place: undefined, paused: false, units: 'km' };

describe('a choice in the address', () => {
  it.each<[string, Partial<Choice>]>([
    ['', {}],
    ['?sat=25994,27424', { satellites: [25994, 27424] }],
    ['?place=-77.85,166.67', { place: { latitudeDeg: -77.85, longitudeDeg: 166.67 } }],
    ['?pause=1', { paused: true }],
    ['?units=mi', { units: 'mi' }],
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
    ['?place=91,0', NOTHING],
    ['?place=40.02', NOTHING],
    ['?pause=yes&units=furlongs', NOTHING],
  ])('what cannot be read counts as not chosen: %s', (query, choice) => {
    expect(parseChoice(query)).toEqual(choice);
  });

  it('leaves alone what is not its own', () => {
    expect(formatChoice({ ...NOTHING, units: 'mi' }, '?utm=x&pause=1')).toBe('?utm=x&units=mi');
  });
});
