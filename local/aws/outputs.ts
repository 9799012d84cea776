// .local/outputs.json: the addresses of the system for other programs, as long as the system is live.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../machine/files.ts';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import type { Addresses } from './addresses.ts';
import { isHealthy } from './engine.ts';

/** Tests name another file, so that they never touch that of a running `npm start`. */
export const OUTPUTS_FILE = process.env.SUBPOINT_OUTPUTS_FILE ?? join(LOCAL_FOLDER, 'outputs.json');

export function writeOutputs(file: string, addresses: Addresses): void {
  writeWhole(file, textOf(addresses));
}

/** Removes the file of this run. If a later run has written its own addresses there, they stay. */
export function removeOutputs(file: string, own: Addresses): void {
  removeIfStill(file, textOf(own));
}

/** Removes the file of a run that was killed: no engine answers at its address. */
export async function removeStaleOutputs(file: string): Promise<void> {
  const text = readIfThere(file);
  if (text === undefined || (await pointsToAnEngine(text))) return;
  // Another run may have become live in the meantime.
  removeIfStill(file, text);
}

function removeIfStill(file: string, text: string): void {
  if (readIfThere(file) === text) rmSync(file);
}

async function pointsToAnEngine(text: string): Promise<boolean> {
  try {
    const { endpointUrl }: Partial<Addresses> = JSON.parse(text);
    return typeof endpointUrl === 'string' && (await isHealthy(endpointUrl));
  } catch {
    return false;
  }
}

function textOf(addresses: Addresses): string {
  return `${JSON.stringify(addresses, undefined, 2)}\n`;
}
