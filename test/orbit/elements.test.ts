// An element set becomes an SGP4 record with its epoch to the microsecond, or is refused.
import { describe, expect, it } from 'vitest';
import { cachedRecord, elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import { ElementsError, type Omm, SGP4_FIELDS } from '../../orbit/omm.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { groundDistanceM } from '../accuracy/distance.ts';
import { newestOmm, type TruePoint, trueTracks } from '../accuracy/truth.ts';

const TERRA = newestOmm(25994);

describe('toSgp4Record', () => {
  it('keeps the epoch to the microsecond', () => {
    const { epochMs, epochFractionMs } = toSgp4Record(TERRA);

    expect(epochMs).toBe(Date.UTC(2026, 9, 9, 22, 33, 25, 53));
    expect(epochFractionMs).toBeCloseTo(0.984, 9);
  });

  it.each([
    { written: '2026-10-09T22:33:25.053', epochMs: Date.UTC(2026, 9, 9, 22, 33, 25, 53), restMs: 0 },
    { written: '2026-10-09T22:33:25.053984Z', epochMs: Date.UTC(2026, 9, 9, 22, 33, 25, 53), restMs: 0.984 },
    { written: '2026-10-09T22:33:25.053984321', epochMs: Date.UTC(2026, 9, 9, 22, 33, 25, 53), restMs: 0.984321 },
    { written: '2026-10-09T22:33:25', epochMs: Date.UTC(2026, 9, 9, 22, 33, 25), restMs: 0 },
    { written: '2026-10-09T22:33:25.1Z', epochMs: Date.UTC(2026, 9, 9, 22, 33, 25, 100), restMs: 0 },
  ])('reads an EPOCH of $written', ({ written, epochMs, restMs }) => {
    const record = toSgp4Record({ ...TERRA, EPOCH: written });

    expect(record.epochMs).toBe(epochMs);
    expect(record.epochFractionMs).toBeCloseTo(restMs, 9);
  });

  it.each([
    '2026-02-31T00:00:00.000000',
    '2026-10-09T25:00:00.000000',
    '2026-10-09T24:00:00.000000',
    '2026-10-09',
    '2026-10-09T22:33:25+02:00',
    '26282.93987331',
    '',
    'junk',
  ])('refuses an EPOCH of "%s"', (epoch) => {
    expect(() => toSgp4Record({ ...TERRA, EPOCH: epoch })).toThrow(ElementsError);
    expect(() => toSgp4Record({ ...TERRA, EPOCH: epoch })).toThrow(`EPOCH is not a UTC time: ${epoch}`);
  });

  // Space-Track writes numbers as strings, and a keyword may be missing. Without an error the satellite would be at
  // NaN.
  it.each(SGP4_FIELDS)('refuses a set whose %s is not a number', (field) => {
    for (const value of [undefined, null, '1.5', Number.NaN, Number.POSITIVE_INFINITY]) {
      const broken = { ...TERRA, [field]: value } as Omm;

      expect(() => toSgp4Record(broken)).toThrow(new ElementsError(`${field} is not a number: ${value}`));
    }
  });

  // Two lines cannot hold these numbers; the set must agree with the truth all the same.
  it.each([
    { name: 'a node given as a negative angle', change: { RA_OF_ASC_NODE: TERRA.RA_OF_ASC_NODE - 360 } },
    { name: 'a catalog number of nine digits', change: { NORAD_CAT_ID: 799_500_123 } },
    { name: 'no revolution number', change: { REV_AT_EPOCH: 0, ELEMENT_SET_NO: 0 } },
    { name: 'an EPOCH of nine decimals', change: { EPOCH: `${TERRA.EPOCH}000` } },
    { name: 'an EPOCH with Z', change: { EPOCH: `${TERRA.EPOCH}Z` } },
  ])('propagates a set with $name', ({ change }) => {
    const expected = trueTracks[0]?.points[7] as TruePoint;

    const point = subSatellitePoint(toSgp4Record({ ...TERRA, ...change }), expected.ms);

    expect(groundDistanceM(point, expected)).toBeLessThan(1);
  });
});

describe('elementsEpoch', () => {
  it('is the epoch with Z, digits as published', () => {
    expect(elementsEpoch(TERRA)).toBe('2026-10-09T22:33:25.053984Z');
    expect(elementsEpoch({ ...TERRA, EPOCH: '2026-10-09T22:33:25.053Z' })).toBe('2026-10-09T22:33:25.053Z');
  });
});

describe('cachedRecord', () => {
  it('makes one record for each set', () => {
    const omm = { ...TERRA };

    expect(cachedRecord(omm)).toBe(cachedRecord(omm));
    expect(cachedRecord(omm)).toEqual(toSgp4Record(omm));
    expect(cachedRecord({ ...omm })).not.toBe(cachedRecord(omm));
  });
});
