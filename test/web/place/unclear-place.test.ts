// Signs that can be read in two ways are refused, and those that can only be read in one way are not.
import { describe, expect, it } from 'vitest';
import { readPlace } from '../../../web/place/read-place.ts';

describe('a dash that can be a minus or a separator is refused', () => {
  it.each([
    '-33.87 - 151.21',
    '33.87 S - 151.21',
    '33.87 S-151.21',
    '33.87 South - 151.21',
    '-33.87° – 151.21°',
    '-33 52 - 151 12',
    '-33.87- 151.21',
    '40 N – 5',
    '40 N- 5',
    '(-33.87) - (151.21)',
    'Latitude - 33.87, longitude - 151.21',
    'geo:-33.87 - 151.21',
  ])('%s', (text) => {
    expect(readPlace(text)).toContain('The dash can be a minus or a separator.');
  });
});

describe('a comma that can be a decimal comma or a separator is refused', () => {
  it.each([
    '33,87 S',
    '40,5 N',
    '40,30 S',
    '10,5 W',
    'S 33,87',
    'lat 40,5',
    '40,5°',
    "33°52,5' S",
    'geo:33,87 S',
    'geo:52,52;13,40',
    'geo:40,02;105,27',
    'geo:40,5;10,5',
    'geo:52,52 N;13,40 E',
    'geo:52,52,13,40',
    'geo:40,5 10,5',
  ])('%s', (text) => {
    expect(readPlace(text)).toContain('The comma can be a decimal comma or a separator.');
  });
});

describe('a number without letter and sign beside an angle with a letter is refused', () => {
  const EAST_OR_WEST = 'East or west? 105 has no letter. Enter 105 E or 105 W.';
  it.each([
    ['40°N 105', EAST_OR_WEST],
    ['40 N, 105', EAST_OR_WEST],
    ['40° N 105°', EAST_OR_WEST],
    ['105, 40 S', EAST_OR_WEST],
    ['105 S40', EAST_OR_WEST],
    ['S40 105', EAST_OR_WEST],
    ['lat 40 N, lon 105', EAST_OR_WEST],
    ['40 N, 105.5', 'East or west? 105.5 has no letter. Enter 105.5 E or 105.5 W.'],
    ['40, 105 W', 'North or south? 40 has no letter. Enter 40 N or 40 S.'],
    ['W105.5 40', 'North or south? 40 has no letter. Enter 40 N or 40 S.'],
    ["40°30' 105°W", 'North or south? 40.5 has no letter. Enter 40.5 N or 40.5 S.'],
    ['40 W105', 'North or south? 40 has no letter. Enter 40 N or 40 S.'],
  ])('%s', (text, sentences) => {
    expect(readPlace(text)).toBe(sentences);
  });
});

describe('what is clear is read', () => {
  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ['-33.87 -151.21', -33.87, -151.21],
    ['33.87 S -151.21', -33.87, -151.21],
    ['-33.87-151.21', -33.87, -151.21],
    ['- 33.87, - 151.21', -33.87, -151.21],
    ['lat: - 33.87, lon: - 151.21', -33.87, -151.21],
    ['33.87 South - 151.21 East', -33.87, 151.21],
    ['+40, 5 N', 5, 40],
    ['-77.85,166.67 E', -77.85, 166.67],
    ['40,5°;10', 40.5, 10],
    ['40°,105°', 40, 105],
    ['geo:52,52', 52, 52],
    ['geo:40,-105,1655;u=35;', 40, -105],
    ['40.02, -105.27, 1655 m', 40.02, -105.27],
    ['40.02 -105.27, 1655 m', 40.02, -105.27],
    ['40.02 105.27, 1655 m', 40.02, 105.27],
    ['40° 105°, 1655 m', 40, 105],
    ['40 N 105 W, 5430 ft', 40, -105],
    ['40,105, 1655 m', 40, 105],
  ])('%s', (text, latitudeDeg, longitudeDeg) => {
    expect(readPlace(text)).toEqual({ latitudeDeg, longitudeDeg });
  });
});
