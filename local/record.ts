// `node local/setup.mjs local/record.ts API`: records the demo page's hour from a running system into web/demo/recording.json.
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { RECORDING_FILE } from '../web/build/build-page.ts';
import { record, recordingText } from './demo/recording.ts';
import { UserError } from './machine/errors.ts';

const USAGE = 'Usage: node local/setup.mjs local/record.ts URL-OF-THE-API';

try {
  const [apiUrl, ...others] = process.argv.slice(2);
  if (!/^https?:$/.test(URL.parse(apiUrl ?? '')?.protocol ?? '') || others.length > 0) throw new UserError(USAGE);
  const recording = await record(apiUrl as string, Date.now());
  await writeFile(RECORDING_FILE, recordingText(recording));
  const counts = recording.tracks.map(({ name, count, ahead }) => `${name} ${count} points and ${ahead.length} ahead`);
  console.log(`${relative(join(import.meta.dirname, '..'), RECORDING_FILE)}: ${counts.join(', ')}.`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
