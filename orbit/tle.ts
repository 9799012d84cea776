// Two-line element sets: read into OMM form, and written from it where they can hold it.
import { ElementsError, type Omm, SGP4_FIELDS } from './omm.ts';
import { isCatalogNumber } from './satellites.ts';

/**
 * Reads a two-line element set into OMM form, exactly: the eighth decimal of a day is 864 microseconds, so the epoch
 * is a whole number of them. Columns as in the format's definition (CelesTrak, "NORAD Two-Line Element Set Format").
 * A line of 68 columns has no checksum, and none is asked for.
 * @throws ElementsError when a line is short, its checksum is wrong, or a field is not a number.
 */
export function parseTle(name: string, line1: string, line2: string): Omm {
  for (const [index, line] of [line1, line2].entries()) {
    const columns = line.trimEnd();
    if (!columns.startsWith(`${index + 1} `) || columns.length < 68)
      throw new ElementsError(`TLE line ${index + 1} is not one`);
    if (columns.length > 68 && columns[68] !== String(checksum(columns)))
      throw new ElementsError(`TLE line ${index + 1}: wrong checksum`);
  }
  const catalogNumber = number(line1.slice(2, 7), 'catalog number');
  if (!isCatalogNumber(catalogNumber)) throw new ElementsError('TLE catalog number is not one');
  if (number(line2.slice(2, 7), 'catalog number') !== catalogNumber)
    throw new ElementsError('TLE lines are of two satellites');
  return {
    OBJECT_NAME: name,
    OBJECT_ID: internationalDesignator(line1.slice(9, 17)),
    ...readLines(line1, line2),
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: line1[7] ?? 'U',
    NORAD_CAT_ID: catalogNumber,
    ELEMENT_SET_NO: count(line1.slice(64, 68), 'element set number'),
    REV_AT_EPOCH: count(line2.slice(63, 68), 'revolution number'),
  };
}

// The fields that SGP4 needs.
function readLines(line1: string, line2: string) {
  return {
    EPOCH: tleEpoch(line1.slice(18, 20), line1.slice(20, 32)),
    MEAN_MOTION: number(line2.slice(52, 63), 'mean motion'),
    ECCENTRICITY: number(`.${line2.slice(26, 33).replaceAll(' ', '0')}`, 'eccentricity'),
    INCLINATION: number(line2.slice(8, 16), 'inclination'),
    RA_OF_ASC_NODE: number(line2.slice(17, 25), 'right ascension of the node'),
    ARG_OF_PERICENTER: number(line2.slice(34, 42), 'argument of pericenter'),
    MEAN_ANOMALY: number(line2.slice(43, 51), 'mean anomaly'),
    BSTAR: assumedDecimal(line1.slice(53, 61), 'drag term'),
    MEAN_MOTION_DOT: number(line1.slice(33, 43), 'first derivative of mean motion'),
    MEAN_MOTION_DDOT: assumedDecimal(line1.slice(44, 52), 'second derivative of mean motion'),
  };
}

// Digits add up, a minus counts one, everything else nothing; the last column holds the sum modulo 10.
function checksum(line: string): number {
  let sum = 0;
  for (const character of line.slice(0, 68)) sum += character === '-' ? 1 : Number(character) || 0;
  return sum % 10;
}

// Stricter than Number(), which takes blanks for 0 and reads "0x1F".
const NUMBER = /^ *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *$/;

function number(text: string, field: string): number {
  if (!NUMBER.test(text)) throw new ElementsError(`TLE ${field} is not a number: "${text}"`);
  // A drag term of "-00000-0" is 0, not -0.
  return Number(text) + 0;
}

// Counters, which SGP4 does not read, may be blank.
function count(text: string, field: string): number {
  return text.trim() === '' ? 0 : number(text, field);
}

// "99068A  " stands for 1999-068A; blank for objects that have none.
function internationalDesignator(text: string): string {
  const [, year, piece] = /^(\d\d)(\d{3}[A-Z]{1,3}) *$/.exec(text) ?? [];
  return year && piece ? `${fullYear(Number(year))}-${piece}` : '';
}

// " 64302-4" stands for 0.64302e-4.
function assumedDecimal(text: string, field: string): number {
  return number(`${text.slice(0, 1).trim()}.${text.slice(1, 6).trim()}e${text.slice(6)}`, field);
}

// Two digits from 57, the year of Sputnik, are of the last century.
function fullYear(twoDigits: number): number {
  return twoDigits < 57 ? 2000 + twoDigits : 1900 + twoDigits;
}

function tleEpoch(year: string, days: string): string {
  const [, day = '0', fraction = ''] = /^ *(\d{1,3})\.(\d{1,8}) *$/.exec(days) ?? [];
  if (Number(day) < 1 || Number(day) > 366) throw new ElementsError(`TLE epoch is not a day of the year: "${days}"`);
  const microseconds = Number(fraction.padEnd(8, '0')) * 864;
  const dayMs = Date.UTC(fullYear(number(year, 'epoch year')), 0, Number(day));
  const seconds = Math.floor(microseconds / 1e6);
  const time = new Date(dayMs + seconds * 1000).toISOString().slice(0, 19);
  return `${time}.${String(microseconds % 1e6).padStart(6, '0')}`;
}

/**
 * The two lines of an element set, as far as SGP4 reads them (catalog number and counters are left 0), or undefined
 * when the set has more digits than the lines hold.
 */
export function formatTle(omm: Omm): [line1: string, line2: string] | undefined {
  const epoch = new Date(`${omm.EPOCH.slice(0, 19)}Z`);
  if (Number.isNaN(epoch.getTime())) return undefined;
  const yearMs = Date.UTC(epoch.getUTCFullYear(), 0, 1);
  const microseconds = Number(omm.EPOCH.slice(20).replace('Z', '').padEnd(6, '0').slice(0, 6));
  const daySeconds = (epoch.getTime() - yearMs) / 1000;
  const fraction = ((daySeconds % 86_400) * 1e6 + microseconds) / 864;
  const day = String(Math.floor(daySeconds / 86_400) + 1).padStart(3, '0');
  const year = String(epoch.getUTCFullYear() % 100).padStart(2, '0');
  const fixed = (value: number, width: number, decimals: number) => value.toFixed(decimals).padStart(width);
  const line1 =
    `1 00000U 00000A   ${year}${day}.${String(Math.round(fraction)).padStart(8, '0')} ` +
    `${omm.MEAN_MOTION_DOT.toFixed(8).replace('0.', '.').padStart(10)} ` +
    `${toAssumedDecimal(omm.MEAN_MOTION_DDOT)} ${toAssumedDecimal(omm.BSTAR)} 0    0`;
  const line2 =
    `2 00000 ${fixed(omm.INCLINATION, 8, 4)} ${fixed(omm.RA_OF_ASC_NODE, 8, 4)} ` +
    `${omm.ECCENTRICITY.toFixed(7).slice(2)} ${fixed(omm.ARG_OF_PERICENTER, 8, 4)} ${fixed(omm.MEAN_ANOMALY, 8, 4)} ` +
    `${fixed(omm.MEAN_MOTION, 11, 8)}    0`;
  return holds(line1, line2, omm) ? [line1, line2] : undefined;
}

// 0.000064302 becomes " 64302-4": five digits after an assumed decimal point, and an exponent of one digit.
function toAssumedDecimal(value: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(4).split('e');
  const power = value === 0 ? 0 : Number(exponent) + 1;
  return `${value < 0 ? '-' : ' '}${mantissa.replace('.', '')}${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

// Whether the lines, read back, give the very same numbers and epoch.
function holds(line1: string, line2: string, omm: Omm): boolean {
  if (line1.length !== 68 || line2.length !== 68) return false;
  const fields = readLines(line1, line2);
  const epoch = `${omm.EPOCH.replace('Z', '').padEnd(20, '.')}`.padEnd(26, '0');
  return fields.EPOCH === epoch && SGP4_FIELDS.every((field) => fields[field] === omm[field]);
}
