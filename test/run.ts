// `npm test`: the linter, the types, then every test. `npm test -- ARGUMENT ...` passes arguments on to vitest alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = dirname(import.meta.dirname);
const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);

const asked = process.argv.slice(2);
const STEPS: [what: string, command: string, args: string[]][] = [
  ['Lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['Types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['Types of the page', bin('tsc'), ['-p', 'web/tsconfig.json']],
  ['Tests', bin('vitest'), ['run']],
];

// The programs are in this one's process group: Ctrl-C reaches them too, and this one waits for them to end in their own way.
let interrupted: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = signal;
  });
}

const steps = asked.length > 0 ? STEPS.slice(-1) : STEPS;
for (const [what, command, args] of steps) {
  console.log(`${what} ...`);
  const code = await run(command, [...args, ...asked]);
  if (interrupted) process.exit(128 + constants.signals[interrupted]);
  if (code !== 0) process.exit(code);
}

async function run(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    // The programs of node_modules/.bin run on the project's Node, whatever the machine has.
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` },
  });
  const forward = () => child.kill(interrupted);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  const [code] = await once(child, 'close');
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, forward);
  return code ?? 1;
}
