// The list of faults, its document, and the tests that it refers to.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../local/machine/folders.mjs';
import { FAULTS, PROVEN_ELSEWHERE } from './catalogue.ts';

const document = readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8');
const all = [...FAULTS, ...PROVEN_ELSEWHERE];

test('each fault has a name of its own and says what it stands for', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.filter(({ standsFor }) => standsFor.length < 10)).toEqual([]);
});

test.for(all)('docs/faults.md has a line for: $name', ({ name }) => {
  expect(document.split('\n').filter((line) => line.startsWith(`| ${name} `))).not.toEqual([]);
});

test.for(PROVEN_ELSEWHERE)('the test exists: $name', ({ file, test: title }) => {
  const path = join(ROOT, file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(title);
});
