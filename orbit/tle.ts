// Two-line element sets, written from an OMM where they can hold it exactly.
// Columns as in the format's definition (CelesTrak, "NORAD Two-Line Element Set Format").
import type { Omm } from './omm.ts';
import { DAY_MS, parseTime } from './time.ts';

/**
 * The two lines of an element set, or undefined when it has more digits than the lines hold. They contain what SGP4
 * reads: catalog number and counters are 0, and there is no checksum.
 */
export function formatTle(omm: Omm): [line1: string, line2: string] | undefined {
  const line1 = joinColumns(
    '1 00000U 00000A  ',
    epoch(omm.EPOCH),
    exact(omm.MEAN_MOTION_DOT.toFixed(8).replace(/^(-?)0/, '$1'), omm.MEAN_MOTION_DOT, 10),
    withAssumedPoint(omm.MEAN_MOTION_DDOT),
    withAssumedPoint(omm.BSTAR),
    '0    0',
  );
  const line2 = joinColumns(
    '2 00000',
    exact(omm.INCLINATION.toFixed(4), omm.INCLINATION, 8),
    exact(omm.RA_OF_ASC_NODE.toFixed(4), omm.RA_OF_ASC_NODE, 8),
    // The line leaves "0." out.
    exact(`.${omm.ECCENTRICITY.toFixed(7).slice(2)}`, omm.ECCENTRICITY, 8)?.slice(1),
    exact(omm.ARG_OF_PERICENTER.toFixed(4), omm.ARG_OF_PERICENTER, 8),
    exact(omm.MEAN_ANOMALY.toFixed(4), omm.MEAN_ANOMALY, 8),
    exact(omm.MEAN_MOTION.toFixed(8), omm.MEAN_MOTION, 11)?.concat('    0'),
  );
  return line1 && line2 ? [line1, line2] : undefined;
}

function joinColumns(...columns: (string | undefined)[]): string | undefined {
  return columns.includes(undefined) ? undefined : columns.join(' ');
}

// The text, filled up to a width, if it fits and still is the number.
function exact(text: string, value: number, width: number): string | undefined {
  return text.length <= width && Number(text) === value ? text.padStart(width) : undefined;
}

// 0.000064302 becomes " 64302-4": five digits after an assumed decimal point, and an exponent of one digit.
function withAssumedPoint(value: number): string | undefined {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(4).split('e');
  const power = Number(exponent) + 1;
  const sign = value < 0 ? '-' : ' ';
  const digits = mantissa.replace('.', '');
  if (Math.abs(power) > 9 || Number(`${sign}.${digits}e${power}`) !== value) return undefined;
  return `${sign}${digits}${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

// "26282.93987331": year, day of the year, and a fraction of eight decimals, which is a whole number of 864
// microseconds.
function epoch(text: string): string | undefined {
  const timeMs = parseTime(`${text.slice(0, 19)}Z`);
  const decimals = text.slice(20).replace('Z', '');
  if (timeMs === undefined || decimals.length > 6) return undefined;
  const year = new Date(timeMs).getUTCFullYear();
  // Two digits from 57, the year of Sputnik, are of the last century.
  if (year < 1957 || year > 2056) return undefined;
  const sinceNewYearMs = timeMs - Date.UTC(year, 0, 1);
  const microseconds = (sinceNewYearMs % DAY_MS) * 1000 + Number(decimals.padEnd(6, '0'));
  if (microseconds % 864 !== 0) return undefined;
  const day = Math.floor(sinceNewYearMs / DAY_MS) + 1;
  return `${padded(year % 100, 2)}${padded(day, 3)}.${padded(microseconds / 864, 8)}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
