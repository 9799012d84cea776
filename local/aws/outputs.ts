// The file that tells other programs where the system is: .local/outputs.json, there for as long as the system is live.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import { isHealthy } from './engine.ts';
import type { Addresses } from './system.ts';

/** Tests name another file, so that they never touch that of a running `npm start`. */
export const OUTPUTS_FILE = process.env.SUBPOINT_OUTPUTS_FILE ?? join(LOCAL_FOLDER, 'outputs.json');

/** Writes the addresses. */
export function writeOutputs(file: string, addresses: Addresses): void {
  mkdirSync(dirname(file), { recursive: true });
  // Renamed into place: whoever reads it meets all of it.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, textOf(addresses));
  renameSync(written, file);
}

/** Removes the file of this run. A run that started later has written its own addresses there: those stay. */
export function removeOutputs(file: string, own: Addresses): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === textOf(own)) rmSync(file);
}

/** Removes the file of a run that was killed: nothing answers where it points. */
export async function removeStaleOutputs(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  if (await pointsToAnEngine(text)) return;
  // Another run may have become live while this one asked.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) rmSync(file);
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
