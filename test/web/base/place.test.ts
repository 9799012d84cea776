// A place can be typed in many ways; whatever is ambiguous is refused.
import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlainPlace, roundPlace } from '../../../web/base/place.ts';

describe('a place', () => {
  it.each([
    ['40.02,-105.27', 40.02, -105.27],
    [' -90 , 180 ', -90, 180],
    ['0,-0', 0, 0],
  ])('is read as the page writes it: %s', (text, latitudeDeg, longitudeDeg) => {
    expect(parsePlainPlace(text)).toEqual({ latitudeDeg, longitudeDeg });
  });

  it.each(['', '40.02', '91,0', '0,181', '40 105', '40 N, 105 W', '1,2,3', '-105.27, 40.02', '40,02; 1'])(
    'is not read in another form or out of range: %s',
    (text) => {
      expect(parsePlainPlace(text)).toBeUndefined();
    },
  );

  it('is rounded to fewer decimals when it was clicked', () => {
    expect(roundPlace({ latitudeDeg: 40.0199, longitudeDeg: -105.26 }, 1)).toEqual({
      latitudeDeg: 40,
      longitudeDeg: -105.3,
    });
  });

  it('is written with four decimals', () => {
    expect(formatPlace({ latitudeDeg: 40.019951, longitudeDeg: -105.27 })).toBe('40.02,-105.27');
    expect(formatPlace({ latitudeDeg: -0.000001, longitudeDeg: 1.23456 })).toBe('0,1.2346');
  });
});
