// Reads the list of satellites when the stacks are synthesized,
// so that a mistake is reported before anything is deployed.

import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { mistakeInSatellites } from './satellites-mistake.ts';
import { readTextFile } from './text-file.ts';

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
  const read = readTextFile(file);
  if ('mistake' in read) return `${name} ${read.mistake}.`;
  let content: unknown;
  try {
    content = JSON.parse(read.text);
  } catch (error) {
    return `${name} is not valid JSON: ${(error as Error).message}`;
  }
  return mistakeInSatellites(content, name) ?? repeatedKey(read.text, name);
}

/** A key that an object has twice. JSON.parse takes the last one and says nothing; for YAML, a superset, it is an error. */
function repeatedKey(json: string, name: string): string | undefined {
  const { errors } = parseDocument(json, { prettyErrors: false });
  const error = errors.find(({ code }) => code === 'DUPLICATE_KEY');
  if (!error) return undefined;
  const [beginsAt] = error.pos;
  const line = json.slice(0, beginsAt).split('\n').length;
  const [key] = /"(?:[^"\\]|\\.)*"/.exec(json.slice(beginsAt)) ?? [];
  return `${name}, line ${line}: the key ${key} is there twice.`;
}
