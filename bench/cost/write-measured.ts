// Measures on a local AWS of its own, and writes measured.json for `npm run cost`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../local/aws/engine.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import { measureCost } from './measure.ts';

const FILE = join(import.meta.dirname, 'measured.json');

/** Measures, writes the file and prints it. */
export async function writeMeasured(signal: AbortSignal): Promise<void> {
  const folder = makeRunFolder();
  const { endpoint, program } = await startEngine(await anyPort(), folder, signal);
  try {
    const measured = await measureCost(endpoint, join(folder, 'page'), { rounds: 9, runs: 40, posts: 1500 });
    const text = `${JSON.stringify(measured, null, 2)}\n`;
    writeFileSync(FILE, text);
    console.log(`${text}Written to ${FILE}.`);
  } finally {
    await program.stop();
    removeRunFolder(folder);
  }
}
