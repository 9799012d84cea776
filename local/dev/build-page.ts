// Builds the page into a folder: a program of its own, since a process that runs for hours keeps the files of
// web/build/, and what they import, as they were. `node local/dev/build-page.ts FOLDER SATELLITES_FILE`
import { buildPage } from '../../web/build/build-page.ts';

const [folder = '', satellitesFile = ''] = process.argv.slice(2);
await buildPage(folder, { satellitesFile });
