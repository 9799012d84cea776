// Reads the parameters of a request. A problem says what to change.
import { isCatalogNumber } from '../../../orbit/satellites.ts';
import { parseTime } from '../../../orbit/time.ts';
import { LIST_PARAMETERS, PARAMETERS } from '../../shared/names.ts';
import { FORMS, type Form } from '../forms/forms.ts';
import { preferredType } from './accept.ts';
import { Problem } from './answer.ts';

export type Parameters = Record<string, string | undefined>;

/**
 * Refuses a parameter that is given more than once and is no list, whose values API Gateway joins with commas.
 * @throws Problem 400
 */
export function refuseRepeated(rawQueryString: string): void {
  const seen = new Set<string>();
  for (const name of new URLSearchParams(rawQueryString).keys()) {
    if (seen.has(name) && !LIST_PARAMETERS.includes(name))
      throw new Problem(400, `Parameter "${name.slice(0, 40)}" is given more than once. Give it once.`);
    seen.add(name);
  }
}

/** @throws Problem 400 for the first parameter that the question does not know */
export function refuseUnknown(parameters: Parameters, question: keyof typeof PARAMETERS): void {
  const known: readonly string[] = PARAMETERS[question];
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) {
      throw new Problem(400, `Unknown parameter "${name.slice(0, 40)}". Known parameters: ${known.join(', ')}.`);
    }
  }
}

/** The parameter wins over the header, because an address typed into a browser cannot set headers. */
export function chooseForm(offered: readonly Form[], format: string | undefined, accept: string | undefined): Form {
  const named = offered.find((form) => form === format);
  if (named) return named;
  if (format !== undefined) throw new Problem(400, `format must be ${listOf(offered)}.`);
  const types = offered.map((form) => FORMS[form].mediaType);
  const type = preferredType(accept, types);
  const form = offered.find((each) => FORMS[each].mediaType === type);
  if (!form) {
    const acceptable = types.length === 1 ? 'it' : 'one of them';
    const advice = `Accept ${acceptable}, or add ?format=${offered[0]}.`;
    throw new Problem(406, `The answer is available as ${listOf(types)} only. ${advice}`);
  }
  return form;
}

function listOf(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

// A number as JSON writes it (RFC 8259, section 6): programs write small ones with an exponent.
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** Degrees of a place, rounded to 15 decimals. @throws Problem 400 */
export function readDegrees(name: string, text: string | undefined, max: number, example: string): number {
  const degrees = NUMBER.test(text ?? '') ? Number(text) : Number.NaN;
  // A double near 180 has 14 decimals, so this changes only numbers next to 0. `+ 0` turns -0 into 0.
  if (Math.abs(degrees) <= max) return Number(degrees.toFixed(15)) + 0;
  const subject = text === undefined ? `${name} is missing. It` : name;
  throw new Problem(
    400,
    `${subject} must be a decimal number of degrees from -${max} to ${max}, for example ${name}=${example}.`,
  );
}

/**
 * Reads an integer from 1 to `max`; undefined when it is missing.
 * @param meaning what it counts, for the problem
 * @throws Problem 400
 */
export function readInteger(name: string, text: string | undefined, max: number, meaning = ''): number | undefined {
  if (text === undefined) return undefined;
  const value = digitsOf(text, String(max).length);
  if (value >= 1 && value <= max) return value;
  throw new Problem(400, `${name} must be an integer from 1 to ${max}${meaning && `: ${meaning}`}.`);
}

// Half of the way around the Earth.
const MAX_KM = 20_000;

/** Reads a distance above 0; undefined when it is missing. @throws Problem 400 */
export function readKm(name: string, text: string | undefined, example: string): number | undefined {
  if (text === undefined) return undefined;
  const km = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (km > 0 && km <= MAX_KM) return km;
  throw new Problem(400, `${name} must be a number of km above 0, at most ${MAX_KM}, for example ${name}=${example}.`);
}

// UTC as Python's isoformat and other programs write it. An unescaped + arrives as a space.
const UTC_OFFSET = /(T[\d:.]+)[+ ]00:?00$/;

/**
 * Reads a UTC time: a day, which means its beginning, or with a time of day, to the minute or finer. Undefined when it
 * is missing.
 * @throws Problem 400
 */
export function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const zulu = text.replace(UTC_OFFSET, '$1Z');
  const whole = zulu.replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00Z').replace(/(T\d{2}:\d{2})Z$/, '$1:00Z');
  const timeMs = parseTime(whole);
  if (timeMs !== undefined) return timeMs;
  throw new Problem(
    400,
    `${name} must be a time in UTC, ISO 8601 with Z or +00:00, for example ${name}=2026-11-24 or ${name}=2026-11-24T10:30Z.`,
  );
}

/** The number that up to `most` digits write; NaN for any other text. */
function digitsOf(text: string, most: number): number {
  return /^\d+$/.test(text) && text.length <= most ? Number(text) : Number.NaN;
}

// More than nine digits are no number of a satellite.
const CATALOG_DIGITS = 9;

export function readCatalogNumber(text: string): number {
  const catalogNumber = digitsOf(text, CATALOG_DIGITS);
  if (!isCatalogNumber(catalogNumber)) {
    throw new Problem(
      400,
      'The catalog number must be an integer of up to nine digits, for example 25994. /satellites lists them.',
    );
  }
  return catalogNumber;
}

/**
 * Reads a list of catalog numbers: each once, in the order of the list. Undefined when there is none.
 * @throws Problem 400
 */
export function readCatalogNumbers(text: string | undefined): number[] | undefined {
  if (text === undefined) return undefined;
  const numbers = text.split(',').map((entry) => digitsOf(entry, CATALOG_DIGITS));
  if (!numbers.every(isCatalogNumber)) {
    throw new Problem(
      400,
      'satellites must be catalog numbers with commas between them, for example satellites=25994,27424. Without it, all satellites are meant.',
    );
  }
  return [...new Set(numbers)];
}
