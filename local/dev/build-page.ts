// Builds the page into a folder: a program of its own, since a process that runs for hours keeps the files of
// web/build/, and what they import, as they were. `node local/dev/build-page.ts FOLDER SATELLITES_FILE`
import { buildPage } from '../../web/build/build-page.ts';

const [folder = '', satellitesFile = ''] = process.argv.slice(2);
try {
  await buildPage(folder, { satellitesFile });
} catch (error) {
  // A mistake in a saved file: where it is, without the bundler's stack.
  console.error((error as Error).message);
  process.exitCode = 1;
}
