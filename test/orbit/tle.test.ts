// What formatTle writes is read back by the tests' own reader, which shares no code with it.
import { describe, expect, it } from 'vitest';
import { type Omm, SGP4_FIELDS } from '../../orbit/omm.ts';
import { formatTle } from '../../orbit/tle.ts';
import { parseTle } from '../accuracy/tle.ts';
import { newestOmm, sgp4Cases, trueElements } from '../accuracy/truth.ts';

const TERRA = newestOmm(25994);

describe('formatTle', () => {
  // What SGP4 reads, column by column: all but the catalog number, the designator, the counters and the checksum.
  it.each(trueElements)('writes the lines of $omm.OBJECT_NAME, epoch $omm.EPOCH, as published', ({ lines, omm }) => {
    const written = formatTle(omm) as [string, string];

    expect(written[0].slice(18, 43)).toBe(lines[0].slice(18, 43));
    expect(written[0].slice(53, 61)).toBe(lines[0].slice(53, 61));
    expect(written[1].slice(8, 63)).toBe(lines[1].slice(8, 63));
  });

  it.each(sgp4Cases)(
    'and those of verification case $catalogNumber, read back to the same numbers',
    ({ line1, line2 }) => {
      const omm = parseTle('case', line1, line2);

      const back = parseTle('case', ...(formatTle(omm) as [string, string]));

      for (const field of ['EPOCH', ...SGP4_FIELDS] as const) expect(back[field]).toBe(omm[field]);
    },
  );

  it.each([
    { name: 'an epoch between two steps', change: { EPOCH: '2026-10-09T22:33:25.053985' } },
    { name: 'an epoch of milliseconds', change: { EPOCH: '2026-10-09T22:33:25.053' } },
    { name: 'an epoch of nine decimals', change: { EPOCH: '2026-10-09T22:33:25.053984001' } },
    { name: 'an epoch of seven decimals', change: { EPOCH: '2026-10-10T00:00:00.0008640' } },
    { name: 'an epoch that would round up to the next day', change: { EPOCH: '2026-10-09T23:59:59.999999' } },
    { name: 'an epoch after 2056', change: { EPOCH: '2057-01-01T00:00:00.000000' } },
    { name: 'an epoch before 1957', change: { EPOCH: '1956-12-31T00:00:00.000000' } },
    { name: 'junk for an epoch', change: { EPOCH: 'junk' } },
    { name: 'a 31 February', change: { EPOCH: '2026-02-31T00:00:00.000000' } },
    { name: 'an eccentricity of 1', change: { ECCENTRICITY: 1 } },
    { name: 'an eccentricity beyond 1', change: { ECCENTRICITY: 1.5 } },
    { name: 'a negative eccentricity', change: { ECCENTRICITY: -0.1 } },
    { name: 'an eccentricity of eight decimals', change: { ECCENTRICITY: 0.00016141 } },
    { name: 'a mean motion of three digits', change: { MEAN_MOTION: 100 } },
    { name: 'a mean motion of nine decimals', change: { MEAN_MOTION: 14.611726841 } },
    { name: 'an angle of five decimals', change: { INCLINATION: 97.93261 } },
    { name: 'a negative angle of three digits', change: { RA_OF_ASC_NODE: -132.1362 } },
    { name: 'a drag term of six digits', change: { BSTAR: 0.000064302123 } },
    { name: 'a drag term too small for one digit of exponent', change: { BSTAR: 1e-12 } },
    { name: 'a mean motion that changes by more than 1', change: { MEAN_MOTION_DOT: 10.5 } },
    { name: 'a drag term too large for one digit of exponent', change: { BSTAR: 1e9 } },
    { name: 'a mean motion that falls by more than 1', change: { MEAN_MOTION_DOT: -1.5 } },
  ])('cannot hold $name', ({ change }) => {
    expect(formatTle({ ...TERRA, ...change })).toBeUndefined();
  });

  it.each([
    { name: 'negative drag', change: { BSTAR: -0.00013525 } },
    { name: 'no drag', change: { BSTAR: 0 } },
    { name: 'drag of -0', change: { BSTAR: -0 } },
    { name: 'drag beyond 1', change: { BSTAR: 1.4311 } },
    { name: 'a small negative angle', change: { INCLINATION: -0.5 } },
    { name: 'an epoch on the second', change: { EPOCH: '2026-10-10T00:00:00' } },
    { name: 'an epoch with Z', change: { EPOCH: '2026-10-09T22:33:25.053984Z' } },
    { name: 'the first year', change: { EPOCH: '1957-01-01T00:00:00.000864' } },
    { name: 'the last year', change: { EPOCH: '2056-12-31T12:00:00.000000' } },
    { name: 'the leap day', change: { EPOCH: '2024-02-29T12:00:00.000000' } },
    { name: 'the last step of a year', change: { EPOCH: '2028-12-31T23:59:59.999136' } },
  ])('holds $name', ({ change }) => {
    const omm: Omm = { ...TERRA, ...change };

    const lines = formatTle(omm) as [string, string];
    const back = parseTle('x', ...lines);

    expect(lines.map((line) => line.length)).toEqual([68, 68]);
    for (const field of SGP4_FIELDS) expect(back[field]).toBe(omm[field] + 0);
    expect(back.EPOCH.slice(0, 19)).toBe(omm.EPOCH.slice(0, 19));
  });
});
