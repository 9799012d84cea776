// `npm test`: the linter, the types, then every test.
// `npm test -- ARGUMENT ...` passes the arguments to vitest and runs only that.
// `npm test -- --endpoint URL ...` deploys to an emulator that already runs, and tests the pipeline and the page there.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../local/machine/errors.mjs';
import { ROOT } from '../local/machine/folders.mjs';
import { requireLoopback } from '../local/machine/loopback.mjs';
import { exitCodeOf } from '../local/machine/signals.mjs';
import { interrupted, passSignalsOn, run } from '../local/setup/run.mjs';
import { filesAtEndpoint, TEST_ENDPOINT, withoutTestsAtEndpoint } from './support/endpoint.ts';
import { FAILURES_FOLDER } from './support/failures.ts';

const STEPS: [name: string, command: string, args: string[]][] = [
  ['Lint', process.execPath, ['--run', 'lint']],
  ['Types', process.execPath, ['--run', 'typecheck']],
  ['Tests', join(ROOT, 'node_modules', '.bin', 'vitest'), ['run']],
];

// Ctrl-C reaches vitest too, which stops its programs. At a second SIGINT it would leave them behind.
passSignalsOn(['SIGINT']);

// The programs of node_modules/.bin run on the project's Node, whatever the machine has.
const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
const { endpoint, requested } = readEndpoint(process.argv.slice(2));
if (endpoint) {
  env[TEST_ENDPOINT] = endpoint;
  console.log(`On ${endpoint}: the tests of the pipeline and of the page (test/pipeline, test/browser).`);
  console.log(`Left out, since they start a local AWS of their own: ${filesAtEndpoint().leftOut.join(', ')}.`);
  const without = withoutTestsAtEndpoint(requested);
  if (without !== undefined) {
    console.error(`\nNo test in ${without} runs at ${endpoint}. Run it without --endpoint: npm test -- ${without}`);
    process.exit(1);
  }
}
// Only of this run.
rmSync(FAILURES_FOLDER, { recursive: true, force: true });
for (const [name, command, args] of requested.length > 0 || endpoint ? STEPS.slice(-1) : STEPS) {
  console.log(`${name} ...`);
  const { code } = await run(command, [...args, ...requested], { stdio: 'inherit', env });
  const signal = interrupted();
  if (signal) process.exit(exitCodeOf(signal));
  if (code !== 0) process.exit(code ?? 1);
}

/** Takes `--endpoint URL` out of the arguments. Ends the command when it is not an address of this machine. */
function readEndpoint(args: string[]): { endpoint: string | undefined; requested: string[] } {
  const at = args.findIndex((arg) => arg === '--endpoint' || arg.startsWith('--endpoint='));
  if (at < 0) return { endpoint: undefined, requested: args };
  const [, inline] = (args[at] as string).split(/=(.*)/);
  const requested = args.toSpliced(at, inline === undefined ? 2 : 1);
  try {
    return { endpoint: requireLoopback(inline ?? args[at + 1] ?? ''), requested };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
