// Checks a published OMM: an absurd one would put a satellite anywhere, one from the future would stay the newest.
import { epochMs } from './elements.ts';
import { ElementsError, type Omm } from './omm.ts';
import { isCatalogNumber } from './satellites.ts';
import { MINUTE_MS, withCalendarDate } from './time.ts';

// The publisher's clock or ours may be minutes off. An epoch further ahead is a mistake.
const MAX_AHEAD_MS = 10 * MINUTE_MS;
// The launch of Sputnik.
const FIRST_EPOCH_MS = Date.UTC(1957, 9, 4);

/** Bounds of a field, both included unless noted. They are wide: meant for absurd values, not for rare orbits. */
const BOUNDS: Record<string, [min: number, max: number]> = {
  // Revolutions per day. An orbit at the ground has 17. 0 is refused below.
  MEAN_MOTION: [0, 18],
  INCLINATION: [0, 180],
  RA_OF_ASC_NODE: [-360, 360],
  ARG_OF_PERICENTER: [-360, 360],
  MEAN_ANOMALY: [-360, 360],
  // 1 is refused below.
  ECCENTRICITY: [0, 1],
  // A TLE holds less than 1 of each; the OMM of a decaying satellite may have a little more.
  BSTAR: [-10, 10],
  MEAN_MOTION_DOT: [-10, 10],
  MEAN_MOTION_DDOT: [-10, 10],
};

// What SGP4 is made for. Published sets may leave these keywords out; CelesTrak's JSON does.
const EXPECTED: Record<string, string[]> = {
  MEAN_ELEMENT_THEORY: ['SGP4', 'SGP/SGP4'],
  TIME_SYSTEM: ['UTC'],
  CENTER_NAME: ['EARTH'],
  REF_FRAME: ['TEME'],
};

/**
 * Reads one element set of a published OMM array: CelesTrak's JSON, or Space-Track's, which has numbers as strings. An
 * epoch may have the day of the year for its date, as CCSDS allows.
 * Keywords that neither SGP4 nor this project uses are left out.
 * @returns the set, with numbers as numbers and EPOCH as a calendar date without `Z`,
 *   or a sentence that says what is wrong with it
 */
export function readOmm(value: unknown, nowMs: number): Omm | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const fields = value as Record<string, unknown>;
  const catalogNumber = catalogNumberOf(fields);
  if (catalogNumber === undefined) return 'NORAD_CAT_ID is not an integer of up to nine digits';

  const numbers: Record<string, number> = {};
  for (const [field, [min, max]] of Object.entries(BOUNDS)) {
    const number = toNumber(fields[field]);
    if (number === undefined) return `${field} is missing or not a number`;
    if (number < min || number > max) return `${field} is out of range: ${number}`;
    numbers[field] = number;
  }
  if (numbers.MEAN_MOTION === 0) return 'MEAN_MOTION is out of range: 0';
  if (numbers.ECCENTRICITY === 1) return 'ECCENTRICITY is out of range: 1';
  // Type 4 is SGP4-XP: the same keywords for another model. SGP4 would accept them and return wrong positions.
  const type = fields.EPHEMERIS_TYPE ?? 0;
  if (toNumber(type) !== 0) return `EPHEMERIS_TYPE must be 0 (SGP4), not ${JSON.stringify(type)}`;
  for (const [field, expected] of Object.entries(EXPECTED)) {
    const value = fields[field] ?? '';
    if (value !== '' && !expected.includes(text(value).toUpperCase()))
      return `${field} must be ${expected[0]}, not ${JSON.stringify(value)}`;
  }
  if (typeof fields.EPOCH !== 'string') return 'EPOCH is missing';

  const omm = {
    OBJECT_NAME: text(fields.OBJECT_NAME),
    OBJECT_ID: text(fields.OBJECT_ID),
    EPOCH: withCalendarDate(fields.EPOCH.trim().replace(/Z$/, '')),
    ...(numbers as Pick<
      Omm,
      'MEAN_MOTION' | 'ECCENTRICITY' | 'INCLINATION' | 'RA_OF_ASC_NODE' | 'ARG_OF_PERICENTER' | 'MEAN_ANOMALY'
    >),
    EPHEMERIS_TYPE: 0 as const,
    CLASSIFICATION_TYPE: text(fields.CLASSIFICATION_TYPE) || 'U',
    NORAD_CAT_ID: catalogNumber,
    ELEMENT_SET_NO: toCount(fields.ELEMENT_SET_NO),
    REV_AT_EPOCH: toCount(fields.REV_AT_EPOCH),
    BSTAR: numbers.BSTAR as number,
    MEAN_MOTION_DOT: numbers.MEAN_MOTION_DOT as number,
    MEAN_MOTION_DDOT: numbers.MEAN_MOTION_DDOT as number,
  };
  return badEpoch(omm, nowMs) ?? omm;
}

/**
 * The catalog number of a value of a published OMM array, valid or not; undefined when it has none, as a placeholder.
 */
export function catalogNumberOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const number = toNumber((value as Record<string, unknown>).NORAD_CAT_ID);
  return isCatalogNumber(number) ? number : undefined;
}

function badEpoch(omm: Omm, nowMs: number): string | undefined {
  try {
    const ms = epochMs(omm);
    if (ms > nowMs + MAX_AHEAD_MS) return `EPOCH is in the future: ${omm.EPOCH}`;
    return ms < FIRST_EPOCH_MS ? `EPOCH is before the first satellite: ${omm.EPOCH}` : undefined;
  } catch (error) {
    if (error instanceof ElementsError) return error.message;
    throw error;
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number, or the text of one, with or without spaces around it. */
function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A counter. No position depends on it, so one that counts nothing, such as -1 or 12.5, is 0 and the set is good. */
function toCount(value: unknown): number {
  const number = toNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number > 0 ? number : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 100) : '';
}
