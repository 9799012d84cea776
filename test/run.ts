// `npm test`: the linter, the types, then every test.
// `npm test -- ARGUMENT ...` passes the arguments to vitest and runs only that.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../local/machine/folders.mjs';
import { exitCodeOf } from '../local/machine/signals.mjs';
import { interrupted, passSignalsOn, run } from '../local/setup/run.mjs';
import { FAILURES_FOLDER } from './support/failures.ts';

const STEPS: [name: string, command: string, args: string[]][] = [
  ['Lint', process.execPath, ['--run', 'lint']],
  ['Types', process.execPath, ['--run', 'typecheck']],
  ['Tests', join(ROOT, 'node_modules', '.bin', 'vitest'), ['run']],
];

// Ctrl-C reaches vitest too, which stops its programs. At a second SIGINT it would leave them behind.
passSignalsOn(['SIGINT']);

// The programs of node_modules/.bin run on the project's Node, whatever the machine has.
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
const requested = process.argv.slice(2);
// Only of this run.
rmSync(FAILURES_FOLDER, { recursive: true, force: true });
for (const [name, command, args] of requested.length > 0 ? STEPS.slice(-1) : STEPS) {
  console.log(`${name} ...`);
  const { code } = await run(command, [...args, ...requested], { stdio: 'inherit', env });
  const signal = interrupted();
  if (signal) process.exit(exitCodeOf(signal));
  if (code !== 0) process.exit(code ?? 1);
}
