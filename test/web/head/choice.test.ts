import { describe, expect, it } from 'vitest';
import { type Choice, formatChoice, formatPlace, parseChoice, parsePlace } from '../../../web/head/choice.ts';

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

describe('a place as people type it', () => {
  it.each([
    ['40.02, -105.27', 40.02, -105.27],
    ['40.02 -105.27', 40.02, -105.27],
    ['-77.85,166.67', -77.85, 166.67],
    ['77.85 S, 166.67 E', -77.85, 166.67],
    ['77.85°S 166.67°E', -77.85, 166.67],
    ['77.85 s 166.67 w', -77.85, -166.67],
    ['  90; -180 ', 90, -180],
    ['−16.8, +180', -16.8, 180],
    ['0, 0', 0, 0],
    ['N 77.85, E166.67', 77.85, 166.67],
    ['S77.85 W166.67', -77.85, -166.67],
    ['105.27 W, 40.02 N', 40.02, -105.27],
    ['40.02N105.27W', 40.02, -105.27],
    ['40.02, 254.5', 40.02, -105.5],
    ['40, 360', 40, 0],
    ["40°30'36\"N 105°15'W", 40.51, -105.25],
    ['40° 30′ S, 105° 15′ 36″ E', -40.5, 105.26],
  ])('%s', (text, latitudeDeg, longitudeDeg) => {
    expect(parsePlace(text)).toEqual({ latitudeDeg, longitudeDeg });
  });

  it.each([
    '',
    'Boulder',
    '40',
    '90.1, 0',
    '0, 360.1',
    '0, 200 E',
    '40 N, 10 S',
    '40 E, 10 W',
    '0901',
    "40'N, 3",
    'N, E',
    '-40 S, 10 E',
    '1, 2, 3',
    '1e1, 2',
    '40,02, 1',
  ])('is none: %s', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });

  it('is written with four decimals', () => {
    expect(formatPlace({ latitudeDeg: 40.019951, longitudeDeg: -105.27 })).toBe('40.02,-105.27');
    expect(formatPlace({ latitudeDeg: -0.000001, longitudeDeg: 1.23456 })).toBe('0,1.2346');
  });
});
