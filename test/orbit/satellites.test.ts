// A mistake in satellites.json is explained in a sentence that names the entry.
import { describe, expect, it, test } from 'vitest';
import { isCatalogNumber, readSatellites, type Satellite } from '../../orbit/satellites.ts';

const TERRA: Satellite = { catalogNumber: 25994, name: 'Terra', instrument: 'MODIS', swathKm: 2330 };
const AQUA: Satellite = { ...TERRA, catalogNumber: 27424, name: 'Aqua' };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...TERRA, catalogNumber: index + 1 }));

/** Reads a list given as its value. */
function parse(list: unknown): Satellite[] | string {
  return readSatellites(JSON.stringify(list), 'satellites.json');
}

describe('a valid list', () => {
  it.each([
    ['one satellite', [TERRA]],
    ['100 satellites', many(100)],
    [
      'catalog numbers of one and of nine digits',
      [
        { ...TERRA, catalogNumber: 1 },
        { ...TERRA, catalogNumber: 999_999_999 },
      ],
    ],
    ['two satellites of the same name', [TERRA, { ...AQUA, name: 'Terra' }]],
    ['a name with letters of any language', [{ ...TERRA, name: 'Térrä 地球 🛰' }]],
    ['a name of 100 characters', [{ ...TERRA, name: 'x'.repeat(100) }]],
    ['a narrow swath', [{ ...TERRA, swathKm: 0.5 }]],
    ['the widest swath', [{ ...TERRA, swathKm: 20_000 }]],
  ])('has %s', (_, list) => {
    expect(parse(list)).toEqual(list);
  });
});

it('may begin with a byte-order mark', () => {
  expect(readSatellites(`\ufeff${JSON.stringify([TERRA])}`, 'satellites.json')).toEqual([TERRA]);
});

const KEYS = 'catalogNumber, name, instrument, swathKm';
const TEXT = '1 to 100 characters, not all invisible, without line breaks, control characters or direction overrides';
const SWATH = 'a number of km above 0, at most 20000';
const NUMBER = 'an integer from 1 to 999999999';

describe('a mistake in the list', () => {
  it.each([[[]], [{}], [null], ['null'], [25994], [{ satellites: [TERRA] }]])('%j is not a list', (list) => {
    expect(parse(list)).toBe('satellites.json must be a list of at least one satellite.');
  });

  it('more than 100 satellites', () => {
    expect(parse(many(101))).toBe('satellites.json lists 101 satellites. The limit is 100.');
  });

  it.each(['[{"catalogNumber": 25994,}]', ''])('not JSON: %s', (json) => {
    expect(readSatellites(json, 'mine.json')).toMatch(/^mine\.json is not valid JSON: .*JSON/);
  });
});

describe('a mistake in an entry', () => {
  it.each([[25994], ['Terra'], [null], [[TERRA]]])('%j is not an object', (entry) => {
    expect(parse([TERRA, entry])).toBe(`satellites.json, entry 2: it must be an object with the keys ${KEYS}.`);
  });

  it.each([
    ['catalogNumber', NUMBER],
    ['instrument', TEXT],
    ['swathKm', SWATH],
  ])('%s is missing', (key, mustBe) => {
    expect(parse([TERRA, { ...AQUA, [key]: undefined }])).toBe(
      `satellites.json, entry 2 (Aqua): "${key}" is missing. It must be ${mustBe}.`,
    );
  });

  it('the name is missing', () => {
    expect(parse([{ ...TERRA, name: undefined }])).toBe(
      `satellites.json, entry 1: "name" is missing. It must be ${TEXT}.`,
    );
  });

  it.each(['swath', 'Name', 'norad', '', '__proto__', 'toString'])('unknown key "%s"', (key) => {
    const json = JSON.stringify([TERRA, AQUA]).replace('"name":"Aqua"', `"name":"Aqua","${key}":1`);

    expect(readSatellites(json, 'satellites.json')).toBe(
      `satellites.json, entry 2 (Aqua): unknown key "${key}". Allowed keys are ${KEYS}.`,
    );
  });

  it.each([
    ['catalogNumber', '27424', NUMBER],
    ['catalogNumber', 0, NUMBER],
    ['catalogNumber', 1_000_000_000, NUMBER],
    ['catalogNumber', null, NUMBER],
    ['instrument', '', TEXT],
    ['instrument', '  ', TEXT],
    ['instrument', 5, TEXT],
    ['instrument', 'x'.repeat(101), TEXT],
    ['instrument', 'MO\rDIS', TEXT],
    ['instrument', '\u0000', TEXT],
    ['swathKm', '2330', SWATH],
    ['swathKm', 0, SWATH],
    ['swathKm', -2330, SWATH],
    ['swathKm', 20_000.1, SWATH],
    ['swathKm', null, SWATH],
  ])('%s is %j', (key, value, mustBe) => {
    expect(parse([TERRA, { ...AQUA, [key]: value }])).toBe(
      `satellites.json, entry 2 (Aqua): "${key}" must be ${mustBe}.`,
    );
  });

  it.each([
    [''],
    ['  '],
    [5],
    [null],
    [{ toString: 1 }],
    ['x'.repeat(101)],
    ['Ter\nra'],
    ['Ter\rra'],
    ['\tTerra'],
    ['Terra\u007f'],
    ['\u009bTerra'],
    ['\u200b\u2800'],
    ['Terra\u202eauqA'],
  ])('the name is %j', (name) => {
    expect(parse([{ ...TERRA, name }])).toBe(`satellites.json, entry 1: "name" must be ${TEXT}.`);
  });

  it('a repeated catalog number: the message names both entries', () => {
    expect(parse([TERRA, AQUA, { ...TERRA, name: 'EOS AM-1' }])).toBe(
      'satellites.json, entry 3 (EOS AM-1): catalog number 25994 is already in entry 1.',
    );
  });
});

test.each([1, 5, 25994, 999_999_999])('%d is a catalog number', (value) => {
  expect(isCatalogNumber(value)).toBe(true);
});

test.each([0, -1, 1_000_000_000, 25994.5, Number.NaN, '25994', null, undefined])(
  '%j is not a catalog number',
  (value) => {
    expect(isCatalogNumber(value)).toBe(false);
  },
);
