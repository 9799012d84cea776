// The list of satellites is checked before anything is deployed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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

it('finds no mistake in satellites.json of the project', () => {
  expect(mistakeIn(join(ROOT, 'satellites.json'))).toBeUndefined();
});

it('names the file that is missing or wrong', () => {
  const file = join(folder, 'mine.json');

  expect(mistakeIn(file)).toMatch(/^mine\.json cannot be read: ENOENT/);

  writeFileSync(file, '[]');
  expect(mistakeIn(file)).toBe('mine.json must be a list of at least one satellite.');
});

it.each(['[{"catalogNumber": 25994,}]', ''])('explains what is not JSON: %s', (json) => {
  const file = join(folder, 'mine.json');
  writeFileSync(file, json);

  expect(mistakeIn(file)).toMatch(/^mine\.json is not valid JSON: .*JSON/);
});

it.each([
  ['{ "catalogNumber": 25994, "name": "Terra",\n\t"name": "Aqua", "instrument": "MODIS", "swathKm": 2330 }', '"name"'],
  [
    '{ "catalogNumber": 25994, "name": "Terra", "instruments": [\r\n{ "swathKm": 1, "name": "A", "\\u0073wathKm": 2 }] }',
    '"\\u0073wathKm"',
  ],
])('names a key that an object has twice: %s', (entry, key) => {
  const file = join(folder, 'mine.json');
  writeFileSync(file, `[${entry}]`);

  expect(mistakeIn(file)).toBe(`mine.json, line 2: the key ${key} is there twice.`);
});

it('accepts a byte-order mark', () => {
  const file = join(folder, 'mine.json');
  writeFileSync(file, `\ufeff${JSON.stringify([aSatellite()])}`);

  expect(mistakeIn(file)).toBeUndefined();
});

it('names another encoding and a file that is too large', () => {
  const file = join(folder, 'mine.json');
  writeFileSync(file, Buffer.from(JSON.stringify([aSatellite()]), 'utf16le'));
  expect(mistakeIn(file)).toBe('mine.json is in UTF-16. Save it as UTF-8.');

  truncateSync(file, 50_000_000);
  expect(mistakeIn(file)).toBe('mine.json is 50.0 MB large. The limit is 2 MB.');
});

it('ends the program with the message and no stack trace', () => {
  const file = join(folder, 'list.json');
  const script = `
    const { checkSatellites } = await import(${JSON.stringify(join(ROOT, 'infra/satellites.ts'))});
    checkSatellites(${JSON.stringify(file)});
    console.log('valid');`;
  const check = (satellites: unknown[]) => {
    writeFileSync(file, JSON.stringify(satellites));
    return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  };

  expect(check([aSatellite(), aSatellite()])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'list.json, entry 2 (Terra): catalog number 25994 is already in entry 1.\n',
  });
  expect(check([aSatellite()])).toMatchObject({ status: 0, stdout: 'valid\n' });
});
