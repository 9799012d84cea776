// Reads the list of satellites when the stacks are synthesized,
// so that a mistake is reported before anything is deployed.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSatellites } from '../orbit/satellites.ts';

/** The list that Subpoint follows unless a deployment names another. */
export const SATELLITES_FILE = join(import.meta.dirname, '../satellites.json');

/**
 * Ends the program with a message if the list has a mistake. It does not throw: a stack trace would hide the message.
 */
export function checkSatellites(file: string): void {
  const mistake = mistakeIn(file);
  if (!mistake) return;
  console.error(mistake);
  process.exit(1);
}

/** The first mistake in a list of satellites, as a sentence; undefined if it is valid. */
export function mistakeIn(file: string): string | undefined {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `${name} cannot be read: ${(error as Error).message}`;
  }
  const result = readSatellites(text, name);
  return typeof result === 'string' ? result : undefined;
}
