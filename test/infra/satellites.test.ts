// Synthesis checks the list of satellites first.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mistakeIn } from '../../infra/satellites.ts';
import { aSatellite } from '../support/builders.ts';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-satellites-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it('finds no mistake in the list of the repository', () => {
  expect(mistakeIn(join(ROOT, 'satellites.json'))).toBeUndefined();
});

it('names the file that is missing or wrong', () => {
  const file = join(folder, 'mine.json');

  expect(mistakeIn(file)).toMatch(/^mine\.json cannot be read: ENOENT/);

  writeFileSync(file, '[]');
  expect(mistakeIn(file)).toBe('mine.json must be a list of at least one satellite.');
});

it('ends with the sentence and no stack trace, before anything is deployed', () => {
  const copy = join(folder, 'copy');
  for (const file of ['infra/satellites.ts', 'orbit/satellites.ts']) cpSync(join(ROOT, file), join(copy, file));
  const script =
    'import("./infra/satellites.ts").then(({ checkSatellites }) => { checkSatellites(); console.log("on"); })';
  const run = (satellites: unknown[]) => {
    writeFileSync(join(copy, 'satellites.json'), JSON.stringify(satellites));
    return spawnSync(process.execPath, ['--eval', script], { cwd: copy, encoding: 'utf8' });
  };

  expect(run([aSatellite(), aSatellite()])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'satellites.json, entry 2 (Terra): catalog number 25994 is already in entry 1.\n',
  });
  expect(run([aSatellite()])).toMatchObject({ status: 0, stdout: 'on\n' });
});
