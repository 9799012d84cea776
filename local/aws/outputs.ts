// .local/outputs.json: the addresses of the system for other programs, as long as the system is live.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Addresses } from '../emulator/addresses.ts';
import { isLive } from '../emulator/emulator.ts';
import { readIfThere, writeWhole } from '../machine/files.ts';
import { LOCAL_FOLDER } from '../machine/folders.mjs';

/** Tests name another file, so that they never touch that of a running `npm start`. */
export const OUTPUTS_FILE = process.env.SUBPOINT_OUTPUTS_FILE ?? join(LOCAL_FOLDER, 'outputs.json');

/**
 * Writes the addresses of this run: the latest one has the file.
 * @returns the addresses that were in it, if another run is live there
 */
export async function writeOutputs(file: string, own: Addresses): Promise<Addresses | undefined> {
  const other = await readLive(readIfThere(file));
  writeWhole(file, textOf(own));
  return other;
}

/**
 * Removes the addresses of this run, and gives the file back to the run that had it before, if that is still live. If a
 * later run has written its own addresses there, they stay.
 */
export async function removeOutputs(file: string, own: Addresses, before?: Addresses): Promise<void> {
  const previous = before && (await readLive(textOf(before)));
  if (readIfThere(file) !== textOf(own)) return;
  if (previous) writeWhole(file, textOf(previous));
  else rmSync(file);
}

/** Removes the file of a run that was killed: no engine answers at its address. */
export async function removeStaleOutputs(file: string): Promise<void> {
  const text = readIfThere(file);
  if (text === undefined || (await readLive(text))) return;
  // Another run may have become live in the meantime.
  if (readIfThere(file) === text) rmSync(file);
}

/** The addresses in a text, if an engine answers there. */
async function readLive(text: string | undefined): Promise<Addresses | undefined> {
  try {
    const addresses: Addresses = JSON.parse(text ?? '');
    return (await isLive(addresses.endpointUrl)) ? addresses : undefined;
  } catch {
    return undefined;
  }
}

function textOf(addresses: Addresses): string {
  return `${JSON.stringify(addresses, undefined, 2)}\n`;
}
