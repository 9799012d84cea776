// `npm run demo`: the page with a recorded hour, without a back end, until Ctrl-C.
import { once } from 'node:events';
import { serveDemo } from './demo/server.ts';
import { runCommand } from './machine/command.ts';
import { choosePort } from './machine/port.ts';
import { readArguments } from './setup/arguments.mjs';

// The port that Vite commonly serves built pages on.
const USUAL_PORT = 4173;

await runCommand(async (signal) => {
  const { port } = readArguments('local/demo.ts').values;
  const requested = port === undefined ? undefined : Number(port);
  const demo = await serveDemo(await choosePort({ requested, usual: USUAL_PORT, command: 'npm run demo' }));
  try {
    signal.throwIfAborted();
    console.log(`\n  Demo   ${demo.url}\n\nCtrl-C stops it.`);
    await once(signal, 'abort');
  } finally {
    await demo.stop();
  }
});
