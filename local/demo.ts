// `npm run demo`: the page on a recorded hour, without a back end, until Ctrl-C.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type DemoServer, serveDemo } from './demo/server.ts';
import { UserError } from './machine/errors.ts';
import { readPort } from './machine/port.ts';
import { stopOnSignals } from './machine/stopping.ts';

const USAGE = 'Usage: npm run demo [-- --port N]';

const stopping = stopOnSignals();

let demo: DemoServer | undefined;
try {
  demo = await serveDemo(readArguments());
  if (!stopping.signal.aborted) {
    console.log(`\n  Demo   ${demo.url}\n\nCtrl-C stops it.`);
    await once(stopping.signal, 'abort');
  }
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof UserError)) throw error;
  console.error(`\n${error.message}`);
} finally {
  await demo?.stop();
  if (stopping.signal.aborted) console.log('\nStopped.');
}

function readArguments(): number | undefined {
  try {
    return readPort(parseArgs({ options: { port: { type: 'string' } } }).values.port, USAGE);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${(error as Error).message}. ${USAGE}`, { cause: error });
  }
}
