// Which published OMMs are accepted and refused, and that the message names the field.
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../orbit/elements.ts';
import { type Omm, SGP4_FIELDS } from '../../orbit/omm.ts';
import { readOmm } from '../../orbit/read-omm.ts';
import { newestOmm, trueElements } from '../accuracy/truth.ts';

const TERRA = newestOmm(25994);
const NOW_MS = Date.parse('2026-10-10T12:00:00Z');

/** Reads Terra's set with some of its fields changed; a field of `undefined` is missing, as in JSON. */
const read = (changes: Record<string, unknown> = {}) =>
  readOmm(JSON.parse(JSON.stringify({ ...TERRA, ...changes })), NOW_MS);

/** The same, for a set that must be accepted. */
function accepted(changes: Record<string, unknown> = {}): Omm {
  const omm = read(changes);
  if (typeof omm === 'string') throw new Error(omm);
  return omm;
}

// As Space-Track publishes it: every value is a string, with more decimals and more keywords.
const SPACE_TRACK = {
  CCSDS_OMM_VERS: '3.0',
  COMMENT: 'GENERATED VIA SPACE-TRACK.ORG API',
  CREATION_DATE: '2026-10-10T04:06:18',
  ORIGINATOR: '18 SPCS',
  OBJECT_NAME: 'TERRA',
  OBJECT_ID: '1999-068A',
  CENTER_NAME: 'EARTH',
  REF_FRAME: 'TEME',
  TIME_SYSTEM: 'UTC',
  MEAN_ELEMENT_THEORY: 'SGP4',
  EPOCH: '2026-10-09T22:33:25.053984',
  MEAN_MOTION: '14.61172684',
  ECCENTRICITY: '0.00016140',
  INCLINATION: '97.9326',
  RA_OF_ASC_NODE: '327.8638',
  ARG_OF_PERICENTER: '190.9180',
  MEAN_ANOMALY: '292.5402',
  EPHEMERIS_TYPE: '0',
  CLASSIFICATION_TYPE: 'U',
  NORAD_CAT_ID: '25994',
  ELEMENT_SET_NO: '999',
  REV_AT_EPOCH: '42636',
  BSTAR: '0.00006430200000',
  MEAN_MOTION_DOT: '0.00000272',
  MEAN_MOTION_DDOT: '0.0000000000000',
  SEMIMAJOR_AXIS: '7078.137',
  PERIOD: '98.551',
  DECAY_DATE: null,
  TLE_LINE0: '0 TERRA',
};

describe('an accepted set', () => {
  it.each(trueElements.map(({ omm }) => [omm.OBJECT_NAME, omm.EPOCH, omm] as const))(
    "%s of %s, in CelesTrak's form, is unchanged",
    (_name, _epoch, omm) => {
      expect(readOmm(omm, NOW_MS)).toEqual(omm);
    },
  );

  it("is the same in Space-Track's form, whose numbers are strings", () => {
    expect(readOmm(SPACE_TRACK, NOW_MS)).toEqual(TERRA);
  });

  it('loses unused keywords', () => {
    expect(accepted({ CENTER_NAME: 'EARTH', USER_DEFINED: { DEEP: [1] } })).toEqual(TERRA);
  });

  it.each([1, 100_001, 799_500, 799_500_123, 999_999_999])('may have the catalog number %d', (catalogNumber) => {
    expect(accepted({ NORAD_CAT_ID: catalogNumber }).NORAD_CAT_ID).toBe(catalogNumber);
    expect(accepted({ NORAD_CAT_ID: String(catalogNumber) }).NORAD_CAT_ID).toBe(catalogNumber);
  });

  it.each([
    ['2026-282T22:33:25.053984', '2026-10-09T22:33:25.053984'],
    ['2026-282T22:33:25.053984Z', '2026-10-09T22:33:25.053984'],
    [' 2026-10-09T22:33:25.053984 ', '2026-10-09T22:33:25.053984'],
  ])('may have the epoch "%s"', (written, EPOCH) => {
    expect(accepted({ EPOCH: written })).toEqual({ ...TERRA, EPOCH });
  });

  it('may have the older name of the theory', () => {
    expect(accepted({ MEAN_ELEMENT_THEORY: 'SGP/SGP4' })).toEqual(TERRA);
  });

  it('may have spaces around its numbers', () => {
    const padded = Object.fromEntries(
      Object.entries(TERRA).map(([keyword, value]) => [keyword, typeof value === 'number' ? ` ${value}\t` : value]),
    );

    expect(accepted(padded)).toEqual(TERRA);
    expect(accepted({ BSTAR: ' .000064302 ' }).BSTAR).toBe(0.000064302);
  });

  it.each([-1, 12.5, '-1', '12.5', 1e300, -0, '', null, 'x', true])('has 0 for a counter of %j', (counter) => {
    expect(accepted({ ELEMENT_SET_NO: counter, REV_AT_EPOCH: counter })).toEqual({
      ...TERRA,
      ELEMENT_SET_NO: 0,
      REV_AT_EPOCH: 0,
    });
  });

  it('may lack what SGP4 does not read', () => {
    const bare = { OBJECT_NAME: undefined, OBJECT_ID: null, CLASSIFICATION_TYPE: undefined };

    expect(accepted({ ...bare, EPHEMERIS_TYPE: undefined, ELEMENT_SET_NO: 'x', REV_AT_EPOCH: null })).toEqual({
      ...TERRA,
      OBJECT_NAME: '',
      OBJECT_ID: '',
      CLASSIFICATION_TYPE: 'U',
      EPHEMERIS_TYPE: 0,
      ELEMENT_SET_NO: 0,
      REV_AT_EPOCH: 0,
    });
  });

  it('may be unusual', () => {
    const rare = {
      MEAN_MOTION: 18,
      ECCENTRICITY: 0.9999999,
      INCLINATION: 0,
      RA_OF_ASC_NODE: -180.5,
      BSTAR: -0.5,
      MEAN_MOTION_DOT: -1,
    };

    expect(accepted(rare)).toMatchObject(rare);
    expect(accepted({ MEAN_MOTION: '1.5e-2', ECCENTRICITY: 0 })).toMatchObject({ MEAN_MOTION: 0.015, ECCENTRICITY: 0 });
  });

  it('has a name of at most 100 characters', () => {
    expect(accepted({ OBJECT_NAME: 'A'.repeat(100_000) }).OBJECT_NAME).toHaveLength(100);
  });
});

describe('EPOCH', () => {
  it.each([
    ['2026-10-09T22:33:25.053984', '2026-10-09T22:33:25.053984', 53.984],
    ['2026-10-09T22:33:25.053984Z', '2026-10-09T22:33:25.053984', 53.984],
    ['2026-10-09T22:33:25.053', '2026-10-09T22:33:25.053', 53],
    ['2026-10-09T22:33:25.053Z', '2026-10-09T22:33:25.053', 53],
    ['2026-10-09T22:33:25', '2026-10-09T22:33:25', 0],
    ['2026-10-09T22:33:25Z', '2026-10-09T22:33:25', 0],
  ])('%s is UTC in any time zone, and is kept without Z', (written, kept, milliseconds) => {
    const omm = accepted({ EPOCH: written });

    expect(omm.EPOCH).toBe(kept);
    expect(epochMs(omm)).toBeCloseTo(Date.UTC(2026, 9, 9, 22, 33, 25) + milliseconds, 2);
  });

  it.each([
    '2026-02-29T00:00:00.000000',
    '2026-02-31T00:00:00',
    '2026-13-01T00:00:00',
    '2026-10-09T25:00:00',
    '2026-10-09T22:60:00',
    '2026-10-09T22:33:25+02:00',
    '2026-10-09 22:33:25',
    '2026-10-09',
    '26282.93987331',
    '',
  ])('"%s" is not a time', (epoch) => {
    expect(read({ EPOCH: epoch })).toBe(`EPOCH is not a UTC time: ${epoch}`);
  });

  it.each([[undefined], [null], [1_791_585_205_053], [{}]])('%j counts as missing', (epoch) => {
    expect(read({ EPOCH: epoch })).toBe('EPOCH is missing');
  });

  it('may be ten minutes ahead of our clock, and no more', () => {
    expect(accepted({ EPOCH: '2026-10-10T12:10:00.000000' }).EPOCH).toBe('2026-10-10T12:10:00.000000');

    expect(read({ EPOCH: '2026-10-10T12:10:00.000001' })).toBe('EPOCH is in the future: 2026-10-10T12:10:00.000001');
    expect(read({ EPOCH: '2099-01-01T00:00:00Z' })).toBe('EPOCH is in the future: 2099-01-01T00:00:00');
  });

  it('is not before Sputnik', () => {
    expect(accepted({ EPOCH: '1957-10-04T00:00:00' }).EPOCH).toBe('1957-10-04T00:00:00');

    expect(read({ EPOCH: '1957-10-03T23:59:59.999999' })).toBe(
      'EPOCH is before the first satellite: 1957-10-03T23:59:59.999999',
    );
    expect(read({ EPOCH: '0000-01-01T00:00:00' })).toMatch(/^EPOCH is before the first satellite/);
  });
});

describe('a refused set', () => {
  it.each(SGP4_FIELDS)('lacks the number %s', (field) => {
    const values = [undefined, null, '', ' ', 'NaN', 'Infinity', '0x1F', '1,5', '1 2', '--1', true, [1], {}];
    for (const value of values) expect(read({ [field]: value })).toBe(`${field} is missing or not a number`);
  });

  it.each(SGP4_FIELDS)('has no finite %s', (field) => {
    // A number that JSON allows and a double cannot hold.
    const text = JSON.stringify({ ...TERRA, [field]: 'HERE' });
    const infinite = JSON.parse(text.replace('"HERE"', '1e999'));

    expect(infinite[field]).toBe(Number.POSITIVE_INFINITY);
    expect(readOmm(infinite, NOW_MS)).toBe(`${field} is missing or not a number`);
    expect(read({ [field]: '1e999' })).toBe(`${field} is missing or not a number`);
    expect(readOmm({ ...TERRA, [field]: Number.NaN }, NOW_MS)).toBe(`${field} is missing or not a number`);
  });

  it.each([
    ['ECCENTRICITY', 1],
    ['ECCENTRICITY', 1.0000001],
    ['ECCENTRICITY', 5],
    ['ECCENTRICITY', -0.0001],
    ['MEAN_MOTION', 0],
    ['MEAN_MOTION', -14.6],
    ['MEAN_MOTION', 18.1],
    ['INCLINATION', -0.1],
    ['INCLINATION', 180.1],
    ['RA_OF_ASC_NODE', 360.1],
    ['RA_OF_ASC_NODE', -360.1],
    ['ARG_OF_PERICENTER', 360.1],
    ['ARG_OF_PERICENTER', -360.1],
    ['MEAN_ANOMALY', 360.1],
    ['MEAN_ANOMALY', -360.1],
    ['BSTAR', 10.1],
    ['BSTAR', -10.1],
    ['MEAN_MOTION_DOT', 10.1],
    ['MEAN_MOTION_DOT', -10.1],
    ['MEAN_MOTION_DDOT', 10.1],
    ['MEAN_MOTION_DDOT', -10.1],
  ])('has %s out of range, %d, as a number or a string', (field, value) => {
    expect(read({ [field]: value })).toBe(`${field} is out of range: ${value}`);
    expect(read({ [field]: String(value) })).toBe(`${field} is out of range: ${value}`);
  });

  it.each([[undefined], [null], [0], [-1], [25_994.5], [1_000_000_000], ['1000000000'], ['A0001'], [''], [[25_994]]])(
    'has the catalog number %j',
    (catalogNumber) => {
      expect(read({ NORAD_CAT_ID: catalogNumber })).toBe('NORAD_CAT_ID is not an integer of up to nine digits');
    },
  );

  // SGP4-XP has the same keywords for another model: SGP4 would accept them, and be wrong by kilometres.
  it.each([[4], ['4'], [2], ['SGP4-XP'], [true], [{ toString: 1 }]])('has the type %j', (type) => {
    expect(read({ EPHEMERIS_TYPE: type })).toBe(`EPHEMERIS_TYPE must be 0 (SGP4), not ${JSON.stringify(type)}`);
  });

  it.each([
    ['MEAN_ELEMENT_THEORY', 'SGP4', 'SGP4-XP'],
    ['MEAN_ELEMENT_THEORY', 'SGP4', 'DSST'],
    ['TIME_SYSTEM', 'UTC', 'TAI'],
    ['CENTER_NAME', 'EARTH', 'MARS'],
    ['REF_FRAME', 'TEME', 'EME2000'],
    ['REF_FRAME', 'TEME', 5],
  ])('is of another theory, time, center or frame: %s is not %s but %j', (field, expected, value) => {
    expect(read({ [field]: value })).toBe(`${field} must be ${expected}, not ${JSON.stringify(value)}`);
    expect(accepted({ [field]: expected.toLowerCase() })).toEqual(TERRA);
    expect(accepted({ [field]: null })).toEqual(TERRA);
  });

  it.each([[null], [undefined], ['TERRA'], [25_994], [true], [[TERRA]]])('is %j instead of an object', (value) => {
    expect(readOmm(value, NOW_MS)).toBe('not a JSON object');
  });
});
