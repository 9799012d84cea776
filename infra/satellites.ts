// satellites.json, checked when the stacks are synthesized: a mistake in the one file that a user edits is told in a sentence, before anything is deployed.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The satellites that Subpoint follows unless a deployment names another file. */
export const SATELLITES_FILE = join(import.meta.dirname, '../satellites.json');

const TEXT = 'a text of 1 to 100 characters, without line breaks and other control characters';

/** The keys of an entry, each of which it must have, and what each must be. */
const KEYS: Record<string, [is: (value: unknown) => boolean, must: string]> = {
  // Up to nine digits: what an OMM can hold.
  catalogNumber: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 999_999_999,
    'an integer of up to nine digits',
  ],
  name: [isText, TEXT],
  instrument: [isText, TEXT],
  swathKm: [
    (value) => typeof value === 'number' && value > 0 && value <= 20_000,
    'a number of km above 0, and not wider than half the Earth',
  ],
};

/** One read of the elements table and one frame are made for so many. */
const MOST_SATELLITES = 100;

// Names go into tables and calendars, whose lines a control character breaks, and into a terminal, which obeys some.
function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 100 && !/\p{Cc}/u.test(value);
}

/** Checks a list of satellites. On a mistake it prints which entry is wrong and ends the program: a stack trace would hide the message. */
export function checkSatellites(file = SATELLITES_FILE): void {
  const mistake = mistakeIn(file);
  if (!mistake) return;
  console.error(mistake);
  process.exit(1);
}

/** The first mistake in a list of satellites, as a sentence; undefined when there is none. */
export function mistakeIn(file: string): string | undefined {
  const list = basename(file);
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `${list} cannot be read: ${(error as Error).message}`;
  }
  if (!Array.isArray(entries) || entries.length === 0) return `${list} must be a list with at least one satellite.`;
  if (entries.length > MOST_SATELLITES) {
    return `${list} lists ${entries.length} satellites: ${MOST_SATELLITES} are the most.`;
  }
  const places = new Map<unknown, number>();
  for (const [index, entry] of entries.entries()) {
    const place = index + 1;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      return `${list}, entry ${place}, must be an object with the keys ${Object.keys(KEYS).join(', ')}.`;
    }
    const mistake = mistakeInEntry(entry, places);
    if (mistake) return `${list}, entry ${place} (${nameOf(entry)}), ${mistake}.`;
    places.set(entry.catalogNumber, place);
  }
  return undefined;
}

function nameOf({ name }: { name?: unknown }): unknown {
  return isText(name) ? name : 'without a name';
}

function mistakeInEntry(entry: Record<string, unknown>, places: Map<unknown, number>): string | undefined {
  for (const key of Object.keys(entry)) {
    if (!Object.hasOwn(KEYS, key)) return `has the unknown key "${key}"; known are ${Object.keys(KEYS).join(', ')}`;
  }
  for (const [key, [is, must]] of Object.entries(KEYS)) {
    if (!(key in entry)) return `lacks "${key}", ${must}`;
    if (!is(entry[key])) return `has a wrong "${key}": it must be ${must}`;
  }
  const earlier = places.get(entry.catalogNumber);
  return earlier === undefined ? undefined : `repeats the catalog number ${entry.catalogNumber} of entry ${earlier}`;
}
