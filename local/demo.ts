// `npm run demo`: the page on a recorded hour, without a back end, until Ctrl-C.
import { once } from 'node:events';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { Stopped, UserError } from './errors.ts';
import { readPort } from './port.ts';

const USAGE = 'Usage: npm run demo [-- --port N]';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    process.exitCode = 128 + constants.signals[signal];
    stopping.abort(new Stopped());
  });
}

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
