// Reads the two-line element sets of the truth data, which are well formed. It shares no code with orbit/tle.ts, which
// writes them.
import type { Omm } from '../../orbit/omm.ts';

/**
 * Reads a two-line element set into an OMM, exactly: the eighth decimal of a day is 864 microseconds. Columns as in the
 * format's definition (CelesTrak, "NORAD Two-Line Element Set Format"). Checksums are not checked: three of the
 * verification cases are invented.
 */
export function parseTle(name: string, line1: string, line2: string): Omm {
  return {
    OBJECT_NAME: name,
    OBJECT_ID: internationalDesignator(line1.slice(9, 17)),
    EPOCH: epoch(line1.slice(18, 32)),
    MEAN_MOTION: Number(line2.slice(52, 63)),
    ECCENTRICITY: Number(`.${line2.slice(26, 33).replaceAll(' ', '0')}`),
    INCLINATION: Number(line2.slice(8, 16)),
    RA_OF_ASC_NODE: Number(line2.slice(17, 25)),
    ARG_OF_PERICENTER: Number(line2.slice(34, 42)),
    MEAN_ANOMALY: Number(line2.slice(43, 51)),
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: line1[7] ?? 'U',
    NORAD_CAT_ID: Number(line1.slice(2, 7)),
    ELEMENT_SET_NO: Number(line1.slice(64, 68)),
    REV_AT_EPOCH: Number(line2.slice(63, 68)),
    BSTAR: assumedPoint(line1.slice(53, 61)),
    MEAN_MOTION_DOT: Number(line1.slice(33, 43)),
    MEAN_MOTION_DDOT: assumedPoint(line1.slice(44, 52)),
  };
}

// "99068A  " is 1999-068A; blank for objects that have none.
function internationalDesignator(text: string): string {
  const [, year, piece] = /^(\d\d)(\d{3}[A-Z]{1,3}) *$/.exec(text) ?? [];
  return year && piece ? `${fullYear(Number(year))}-${piece}` : '';
}

// " 64302-4" is 0.64302e-4. `+ 0`: "-00000-0" is 0, not -0.
function assumedPoint(text: string): number {
  return Number(`${text.slice(0, 1).trim()}.${text.slice(1, 6).trim()}e${text.slice(6)}`) + 0;
}

function fullYear(twoDigits: number): number {
  return twoDigits < 57 ? 2000 + twoDigits : 1900 + twoDigits;
}

function epoch(text: string): string {
  const [days = '', fraction = ''] = text.slice(2).split('.');
  const microseconds = Number(fraction.padEnd(8, '0')) * 864;
  const dayMs = Date.UTC(fullYear(Number(text.slice(0, 2))), 0, Number(days));
  const time = new Date(dayMs + Math.floor(microseconds / 1e6) * 1000).toISOString().slice(0, 19);
  return `${time}.${String(microseconds % 1e6).padStart(6, '0')}`;
}
