// satellites.json, checked when the stacks are synthesized: a mistake in the one file that a user edits is told in a sentence, before anything is deployed.

import { readFileSync } from 'node:fs';

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

/** Checks satellites.json. On a mistake it says which entry and what to change, and ends the program: a stack trace would hide the sentence. */
export function checkSatellites(): void {
  const mistake = mistakeIn(new URL('../satellites.json', import.meta.url));
  if (!mistake) return;
  console.error(mistake);
  process.exit(1);
}

/** The first mistake in a list of satellites, as a sentence; undefined when there is none. */
export function mistakeIn(file: string | URL): string | undefined {
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `satellites.json cannot be read: ${(error as Error).message}`;
  }
  if (!Array.isArray(entries) || entries.length === 0)
    return 'satellites.json must be a list with at least one satellite.';
  if (entries.length > MOST_SATELLITES) {
    return `satellites.json lists ${entries.length} satellites: ${MOST_SATELLITES} are the most.`;
  }
  const places = new Map<unknown, number>();
  for (const [index, entry] of entries.entries()) {
    const place = index + 1;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      return `satellites.json, entry ${place}, must be an object with the keys ${Object.keys(KEYS).join(', ')}.`;
    }
    const mistake = mistakeInEntry(entry, places);
    if (mistake) return `satellites.json, entry ${place} (${nameOf(entry)}), ${mistake}.`;
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
