// The log lines and reasons that docs/operations.md quotes are those that the code writes.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const runbook = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8').replaceAll(/\s+/g, ' ');
const code = globSync('{functions,orbit}/**/*.ts', { cwd: ROOT })
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

it.each([
  'cannot compute points from these elements',
  'waiting for elements',
  'elements refused',
  'sets not archived',
  'no answer: ',
  'not JSON',
  ' is missing',
  ' is out of range',
  'the source has no data',
  'older than the current set',
  'new elements far from the old track, probably after a manoeuvre',
])('quotes "%s"', (message) => {
  expect(runbook).toContain(message);
  expect(code).toContain(message);
});
