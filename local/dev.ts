// `npm run dev`: the local system as with `npm start`; functions, page and stacks reload on save.
import { once } from 'node:events';
import { resolve } from 'node:path';
import { CELESTRAK_URL } from '../functions/shared/names.ts';
import { SATELLITES_FILE } from '../infra/satellites.ts';
import { reloadOnSave } from './dev/reload.ts';
import type { Addresses } from './emulator/addresses.ts';
import { runCommand } from './machine/command.ts';
import { ROOT } from './machine/folders.mjs';
import { firstReport, startReporting } from './machine/parent.ts';
import { makeRunFolder, removeRunFolder } from './machine/run-folder.ts';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const { values, switches } = readArguments('local/dev.ts');
  const start = startReporting('local/start.ts', process.argv.slice(2), ROOT);
  const ended = once(start, 'exit');
  // A terminal signals both; npm only this process.
  signal.addEventListener('abort', () => start.kill('SIGTERM'));
  try {
    const addresses = await firstReport<Addresses>(start);
    if (addresses) {
      const folder = makeRunFolder();
      try {
        await Promise.race([
          ended,
          reloadOnSave({
            root: ROOT,
            folder,
            addresses,
            elementsUrl: switches.has('offline') ? undefined : (values['elements-url'] ?? CELESTRAK_URL),
            satellitesFile: resolve(values.satellites ?? SATELLITES_FILE),
            signal,
          }),
        ]);
      } finally {
        removeRunFolder(folder);
      }
    }
  } finally {
    start.kill('SIGTERM');
    const [code] = await ended;
    process.exitCode ??= code ?? 1;
  }
});
