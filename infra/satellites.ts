// satellites.json, checked when the stacks are synthesized: a mistake in the one file that a user edits is told in a sentence, before anything is deployed.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSatellites } from '../orbit/satellites.ts';

/** The satellites that Subpoint follows unless a deployment names another file. */
export const SATELLITES_FILE = join(import.meta.dirname, '../satellites.json');

/** Checks a list of satellites. On a mistake it prints which entry is wrong and ends the program: a stack trace would hide the message. */
export function checkSatellites(file = SATELLITES_FILE): void {
  const mistake = mistakeIn(file);
  if (!mistake) return;
  console.error(mistake);
  process.exit(1);
}

/** The first mistake in a list of satellites, as a sentence; undefined when there is none. */
export function mistakeIn(file: string): string | undefined {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `${name} cannot be read: ${(error as Error).message}`;
  }
  const result = parseSatellites(text, name);
  return typeof result === 'string' ? result : undefined;
}
