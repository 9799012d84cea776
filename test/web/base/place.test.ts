// A place can be typed in many ways; whatever is ambiguous is refused.
import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace, roundClickedPlace } from '../../../web/base/place.ts';

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
  ])('is undefined: %s', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });

  it('is rounded to a tenth of a degree when it was clicked', () => {
    expect(roundClickedPlace({ latitudeDeg: 40.0199, longitudeDeg: -105.26 })).toEqual({
      latitudeDeg: 40,
      longitudeDeg: -105.3,
    });
  });

  it('is written with four decimals', () => {
    expect(formatPlace({ latitudeDeg: 40.019951, longitudeDeg: -105.27 })).toBe('40.02,-105.27');
    expect(formatPlace({ latitudeDeg: -0.000001, longitudeDeg: 1.23456 })).toBe('0,1.2346');
  });
});
