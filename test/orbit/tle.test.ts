import { describe, expect, it } from 'vitest';
import { ElementsError, type Omm, SGP4_FIELDS } from '../../orbit/omm.ts';
import { formatTle, parseTle } from '../../orbit/tle.ts';
import { newestOmm, sgp4Cases, trueElements } from '../accuracy/truth.ts';

// A set as published: the checksums of both lines are right.
const TERRA = newestOmm(25994);
const [LINE1, LINE2] = trueElements.find(({ omm }) => omm === TERRA)?.lines ?? ['', ''];

/** The line with `text` at `column` (counted from 1, as the format's definition does) and a right checksum. */
function withColumns(line: string, column: number, text: string): string {
  const body = (line.slice(0, column - 1) + text + line.slice(column - 1 + text.length)).slice(0, 68);
  const sum = [...body].reduce((total, each) => total + (each === '-' ? 1 : Number(each) || 0), 0);
  return body + (sum % 10);
}

describe('parseTle', () => {
  it.each(trueElements)('reads the set of $omm.OBJECT_NAME, epoch $omm.EPOCH, as the OMM has it', ({ lines, omm }) => {
    expect(parseTle(omm.OBJECT_NAME, ...lines)).toEqual(omm);
  });

  it('reads lines without a checksum, with blanks or a carriage return after them, or with more columns', () => {
    for (const after of ['', ' ', '\r', '     0.00      4320.0        360.00']) {
      expect(parseTle('TERRA', LINE1 + after, LINE2 + after)).toEqual(TERRA);
    }
    expect(parseTle('TERRA', LINE1.slice(0, 68), `${LINE2.slice(0, 68)}\r\n`)).toEqual(TERRA);
  });

  // Expected values worked out by hand from the lines' columns.
  it.each([
    { name: 'a negative drag term', at: { column: 54, text: '-13525-3' }, expected: { BSTAR: -0.13525e-3 } },
    { name: 'a drag term of -0', at: { column: 54, text: '-00000-0' }, expected: { BSTAR: 0 } },
    { name: 'a positive exponent', at: { column: 54, text: ' 14311+1' }, expected: { BSTAR: 1.4311 } },
    { name: 'a falling mean motion', at: { column: 34, text: '-.00000158' }, expected: { MEAN_MOTION_DOT: -1.58e-6 } },
    {
      name: 'the last year of the old century',
      at: { column: 19, text: '57001.00000000' },
      expected: { EPOCH: '1957-01-01T00:00:00.000000' },
    },
    {
      name: 'the last year of this one',
      at: { column: 19, text: '56366.99999999' },
      expected: { EPOCH: '2056-12-31T23:59:59.999136' },
    },
    {
      name: 'one step of the epoch',
      at: { column: 19, text: '00001.00000001' },
      expected: { EPOCH: '2000-01-01T00:00:00.000864' },
    },
    {
      name: 'the leap day',
      at: { column: 19, text: '24060.50000000' },
      expected: { EPOCH: '2024-02-29T12:00:00.000000' },
    },
    { name: 'no designator', at: { column: 10, text: '        ' }, expected: { OBJECT_ID: '' } },
    { name: 'a piece of three letters', at: { column: 10, text: '85108ABC' }, expected: { OBJECT_ID: '1985-108ABC' } },
    { name: 'a designator that is none', at: { column: 10, text: 'UNKNOWN ' }, expected: { OBJECT_ID: '' } },
    { name: 'no element set number', at: { column: 65, text: '    ' }, expected: { ELEMENT_SET_NO: 0 } },
  ])('reads $name', ({ at, expected }) => {
    const omm = parseTle('TERRA', withColumns(LINE1, at.column, at.text), LINE2);

    expect(omm).toEqual({ ...TERRA, ...expected });
  });

  it('reads an eccentricity with blanks for noughts', () => {
    const omm = parseTle('TERRA', LINE1, withColumns(LINE2, 27, '   1614'));

    expect(omm.ECCENTRICITY).toBe(0.0001614);
  });

  it.each([
    { name: 'nothing', lines: ['', ''], reason: 'TLE line 1 is not one' },
    { name: 'junk', lines: ['<html>Too many requests</html>', 'junk'], reason: 'TLE line 1 is not one' },
    { name: 'a short first line', lines: [LINE1.slice(0, 67), LINE2], reason: 'TLE line 1 is not one' },
    {
      name: 'a short line filled up with blanks',
      lines: [LINE1.slice(0, 60).padEnd(69), LINE2],
      reason: 'TLE line 1 is not one',
    },
    { name: 'a short second line', lines: [LINE1, LINE2.slice(0, 50)], reason: 'TLE line 2 is not one' },
    { name: 'the lines the wrong way round', lines: [LINE2, LINE1], reason: 'TLE line 1 is not one' },
    { name: 'the first line twice', lines: [LINE1, LINE1], reason: 'TLE line 2 is not one' },
    {
      name: 'a wrong checksum of line 1',
      lines: [`${LINE1.slice(0, 68)}4`, LINE2],
      reason: 'TLE line 1: wrong checksum',
    },
    {
      name: 'a wrong checksum of line 2',
      lines: [LINE1, `${LINE2.slice(0, 68)}0`],
      reason: 'TLE line 2: wrong checksum',
    },
    {
      name: 'a checksum that is no digit',
      lines: [`${LINE1.slice(0, 68)}x`, LINE2],
      reason: 'TLE line 1: wrong checksum',
    },
    {
      name: 'a digit that changed',
      lines: [LINE1.replace('93987331', '93987332'), LINE2],
      reason: 'TLE line 1: wrong checksum',
    },
    {
      name: 'lines of two satellites',
      lines: [LINE1, withColumns(LINE2, 3, '27424')],
      reason: 'TLE lines are of two satellites',
    },
    {
      name: 'catalog number 0',
      lines: [withColumns(LINE1, 3, '00000'), LINE2],
      reason: 'TLE catalog number is not one',
    },
    {
      name: 'a catalog number in hexadecimal',
      lines: [withColumns(LINE1, 3, '0x658'), LINE2],
      reason: 'TLE catalog number is not a number: "0x658"',
    },
    {
      name: 'a blank mean motion',
      lines: [LINE1, withColumns(LINE2, 53, '           ')],
      reason: 'TLE mean motion is not a number: "           "',
    },
    {
      name: 'letters for an inclination',
      lines: [LINE1, withColumns(LINE2, 9, ' 97.9x26')],
      reason: 'TLE inclination is not a number: " 97.9x26"',
    },
    {
      name: 'a drag term that is none',
      lines: [withColumns(LINE1, 54, ' 64x02-4'), LINE2],
      reason: 'TLE drag term is not a number: ".64x02e-4"',
    },
    {
      name: 'letters for a revolution number',
      lines: [LINE1, withColumns(LINE2, 64, 'abcde')],
      reason: 'TLE revolution number is not a number: "abcde"',
    },
    {
      name: 'day 0',
      lines: [withColumns(LINE1, 21, '000.93987331'), LINE2],
      reason: 'TLE epoch is not a day of the year: "000.93987331"',
    },
    {
      name: 'day 367',
      lines: [withColumns(LINE1, 21, '367.93987331'), LINE2],
      reason: 'TLE epoch is not a day of the year: "367.93987331"',
    },
    {
      name: 'a negative fraction of a day',
      lines: [withColumns(LINE1, 21, '282.-3987331'), LINE2],
      reason: 'TLE epoch is not a day of the year: "282.-3987331"',
    },
  ])('refuses $name', ({ lines, reason }) => {
    const act = () => parseTle('TERRA', ...(lines as [string, string]));

    expect(act).toThrow(ElementsError);
    expect(act).toThrow(reason);
  });
});

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
      const omm = parseTle('case', line1.slice(0, 68), line2.slice(0, 68));

      const [written1, written2] = formatTle(omm) as [string, string];
      const back = parseTle(
        'case',
        withColumns(written1, 3, line1.slice(2, 7)),
        withColumns(written2, 3, line1.slice(2, 7)),
      );

      for (const field of ['EPOCH', ...SGP4_FIELDS] as const) expect(back[field]).toBe(omm[field]);
    },
  );

  it.each([
    { name: 'an epoch between two steps', change: { EPOCH: '2026-10-09T22:33:25.053985' } },
    { name: 'an epoch of milliseconds', change: { EPOCH: '2026-10-09T22:33:25.053' } },
    { name: 'an epoch of nine decimals', change: { EPOCH: '2026-10-09T22:33:25.053984001' } },
    { name: 'an epoch that would round up to the next day', change: { EPOCH: '2026-10-09T23:59:59.999999' } },
    { name: 'an epoch after 2056', change: { EPOCH: '2057-01-01T00:00:00.000000' } },
    { name: 'an epoch before 1957', change: { EPOCH: '1956-12-31T00:00:00.000000' } },
    { name: 'an epoch that is none', change: { EPOCH: 'junk' } },
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
  ])('gives up on $name', ({ change }) => {
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
    { name: 'the last step of a year', change: { EPOCH: '2028-12-31T23:59:59.999136' } },
  ])('holds $name', ({ change }) => {
    const omm: Omm = { ...TERRA, ...change };

    const lines = formatTle(omm) as [string, string];

    const back = parseTle('x', withColumns(lines[0], 3, '25994'), withColumns(lines[1], 3, '25994'));
    for (const field of SGP4_FIELDS) expect(back[field]).toBe(omm[field] + 0);
    expect(back.EPOCH.slice(0, 19)).toBe(omm.EPOCH.slice(0, 19));
  });
});
