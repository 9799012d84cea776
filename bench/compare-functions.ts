// Compares the functions of this checkout with those of another one: same clock, same elements, same requests.
//
//   node local/setup/main.mjs bench/compare-functions.ts /path/to/another/checkout
//
// Every handler runs as Lambda would call it, on a local AWS. Frames, stored points, element rows, API answers and
// headers must be identical. A difference in the wording of a problem
// or of a quarantine reason is printed and allowed; any other one fails.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startEngine } from '../local/aws/engine.ts';
import { UserError } from '../local/machine/errors.mjs';
import { localEnvironment } from '../local/machine/loopback.mjs';
import { anyPort } from '../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../local/machine/run-folder.ts';
import type { Observations } from './observe-functions.ts';

const HERE = dirname(import.meta.dirname);
const other = process.argv[2];
if (!other) throw new UserError('Name the other checkout: bench/compare-functions.ts /path/to/another/checkout');

const folder = makeRunFolder();
const engine = await startEngine(await anyPort(), folder, AbortSignal.timeout(60_000));
let before: Observations;
let after: Observations;
try {
  before = await observe(resolve(other));
  after = await observe(HERE);
} finally {
  await engine.program.stop();
  removeRunFolder(folder);
}

const counts = { identical: 0, wording: 0, different: 0 };
const wordings = new Set<string>();
for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
  if (isDeepStrictEqual(before[name], after[name])) {
    counts.identical++;
  } else if (isDeepStrictEqual(withoutWords(before[name]), withoutWords(after[name]))) {
    counts.wording++;
    wordings.add(`  before ${wordsOf(before[name])}\n  after  ${wordsOf(after[name])}`);
  } else {
    counts.different++;
    console.log(`DIFFERENT: ${name}\n  before ${shown(before[name])}\n  after  ${shown(after[name])}`);
  }
}
if (wordings.size > 0) console.log(`Changed wording:\n${[...wordings].join('\n')}`);
console.log(
  `${counts.identical} identical, ${counts.wording} differ in wording, ${counts.different} differ otherwise.`,
);
process.exitCode = counts.different > 0 ? 1 : 0;

async function observe(checkout: string): Promise<Observations> {
  const child = fork(join(import.meta.dirname, 'observe-functions.ts'), [checkout, engine.endpoint], {
    env: { ...localEnvironment(engine.endpoint), POWERTOOLS_SERVICE_NAME: 'compare', POWERTOOLS_LOG_LEVEL: 'SILENT' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let observations: Observations | undefined;
  child.on('message', (message) => {
    observations = message as Observations;
  });
  const [code] = await once(child, 'exit');
  if (!observations) throw new Error(`The functions of ${checkout} could not be observed: exit code ${code}`);
  return observations;
}

/** A value without its sentences: the detail of a problem, the reason of a quarantined record. */
function withoutWords(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { reason: _reason, body, ...rest } = value as Record<string, unknown>;
  const isProblem = typeof body === 'string' && body.startsWith('{"type":"about:blank"');
  return isProblem ? { ...rest, body: { ...JSON.parse(body), detail: '' } } : { ...rest, body };
}

function wordsOf(value: unknown): unknown {
  const { reason, body } = value as { reason?: string; body?: string };
  return reason ?? JSON.parse(body ?? '{}').detail;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 1500 ? `${text.slice(0, 1500)} ... (${text.length} characters)` : text;
}
