// `npm run record`: records the demo's hour from a running system into web/demo/recording.json.
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { RECORDING_FILE } from '../web/build/build-page.ts';
import { record, recordingText } from './demo/recording.ts';
import { runCommand } from './machine/command.ts';
import { ROOT } from './machine/folders.mjs';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const { argument: apiUrl } = readArguments('local/record.ts');
  const recording = await record(apiUrl as string, Date.now(), signal);
  await writeFile(RECORDING_FILE, recordingText(recording));
  const counts = recording.tracks.map(({ name, count, ahead }) => `${name} ${count} points and ${ahead.length} ahead`);
  console.log(`${relative(ROOT, RECORDING_FILE)}: ${counts.join(', ')}.`);
});
