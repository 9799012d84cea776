// The satellites that Subpoint follows: entries of satellites.json, their limits, and a reader that explains mistakes.
import { isReadableText, withoutByteOrderMark } from './text.ts';

/** An entry of satellites.json. */
export interface Satellite {
  catalogNumber: number;
  name: string;
  instrument: string;
  /** Width of what the instrument images. */
  swathKm: number;
}

/** Catalog numbers have up to nine digits in an OMM (CCSDS 502.0-B-3), five in a two-line element set. */
const MAX_CATALOG_NUMBER = 999_999_999;

/** One read of the elements table (BatchGetItem, 100 keys) covers all of them. */
const MAX_SATELLITES = 100;

/** Half of the Earth's circumference, rounded: a wider swath would cover the same ground twice. */
const MAX_SWATH_KM = 20_000;

const TEXT = '1 to 100 characters, not all invisible, without line breaks, control characters or direction overrides';

/** The keys of an entry, all required. */
const KEYS: Record<keyof Satellite, { isValid: (value: unknown) => boolean; mustBe: string }> = {
  catalogNumber: { isValid: isCatalogNumber, mustBe: 'an integer from 1 to 999999999' },
  name: { isValid: isReadableText, mustBe: TEXT },
  instrument: { isValid: isReadableText, mustBe: TEXT },
  swathKm: { isValid: isSwath, mustBe: 'a number of km above 0, at most 20000' },
};
const KEY_NAMES = Object.keys(KEYS).join(', ');

/** Whether a value is a catalog number: an integer of up to nine digits. */
export function isCatalogNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CATALOG_NUMBER;
}

function isSwath(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= MAX_SWATH_KM;
}

/**
 * Reads a list of satellites.
 * @param fileName what messages call the list
 * @returns the satellites, or a sentence that names the first mistake and how to fix it
 */
export function readSatellites(json: string, fileName: string): Satellite[] | string {
  let entries: unknown;
  try {
    entries = JSON.parse(withoutByteOrderMark(json));
  } catch (error) {
    return `${fileName} is not valid JSON: ${(error as Error).message}`;
  }
  if (!Array.isArray(entries) || entries.length === 0) return `${fileName} must be a list of at least one satellite.`;
  if (entries.length > MAX_SATELLITES) {
    return `${fileName} lists ${entries.length} satellites. The limit is ${MAX_SATELLITES}.`;
  }
  const indexes = new Map<unknown, number>();
  for (const [index, entry] of entries.entries()) {
    const mistake = mistakeIn(entry) ?? repetition(entry, indexes);
    if (mistake) return `${fileName}, entry ${index + 1}${nameOf(entry)}: ${mistake}.`;
    indexes.set(entry.catalogNumber, index);
  }
  return entries;
}

function mistakeIn(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return `it must be an object with the keys ${KEY_NAMES}`;
  }
  for (const key of Object.keys(entry)) {
    if (!Object.hasOwn(KEYS, key)) return `unknown key "${key}". Allowed keys are ${KEY_NAMES}`;
  }
  for (const [key, { isValid, mustBe }] of Object.entries(KEYS)) {
    const value = (entry as Record<string, unknown>)[key];
    if (value === undefined) return `"${key}" is missing. It must be ${mustBe}`;
    if (!isValid(value)) return `"${key}" must be ${mustBe}`;
  }
  return undefined;
}

function repetition({ catalogNumber }: Satellite, indexes: Map<unknown, number>): string | undefined {
  const earlier = indexes.get(catalogNumber);
  return earlier === undefined ? undefined : `catalog number ${catalogNumber} is already in entry ${earlier + 1}`;
}

function nameOf(entry: Partial<Satellite> | null): string {
  return isReadableText(entry?.name) ? ` (${entry.name})` : '';
}
