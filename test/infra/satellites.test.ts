// A mistake in satellites.json is told in a sentence that names the entry.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mistakeIn } from '../../infra/satellites.ts';
import { aSatellite } from '../support/builders.ts';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-satellites-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The mistake in a file with this content. */
function mistake(content: unknown): string | undefined {
  const file = join(folder, 'satellites.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return mistakeIn(file);
}

const terra = aSatellite();
const aqua = aSatellite({ catalogNumber: 27424, name: 'Aqua' });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => aSatellite({ catalogNumber: index + 1, name: `Satellite ${index + 1}` }));

describe('no mistake is found', () => {
  it('in the file that the repository comes with', () => {
    expect(mistakeIn(join(ROOT, 'satellites.json'))).toBeUndefined();
  });

  it.each([
    ['one satellite', [terra]],
    ['a hundred', many(100)],
    [
      'catalog numbers of one and of nine digits',
      [aSatellite({ catalogNumber: 1 }), aSatellite({ catalogNumber: 999_999_999 })],
    ],
    ['two satellites of one name', [terra, { ...aqua, name: 'Terra' }]],
    ['a name with letters of any language', [{ ...terra, name: 'Térrä 地球 🛰' }]],
    ['a narrow swath', [aSatellite({ swathKm: 0.5 })]],
  ])('in %s', (_, entries) => {
    expect(mistake(entries)).toBeUndefined();
  });
});

const KEYS = 'catalogNumber, name, instrument, swathKm';
const TEXT = 'a text of 1 to 100 characters, without line breaks and other control characters';
const SWATH = 'a number of km above 0, and not wider than half the Earth';
const NUMBER = 'an integer of up to nine digits';

describe('in the list', () => {
  it('that is none, or empty', () => {
    for (const content of [[], {}, null, 'null', 25994, { satellites: [terra] }])
      expect(mistake(content)).toBe('satellites.json must be a list with at least one satellite.');
  });

  it('that has more than a hundred', () => {
    expect(mistake(many(101))).toBe('satellites.json lists 101 satellites: 100 are the most.');
  });

  it('that is not JSON, or not there', () => {
    expect(mistake('[{"catalogNumber": 25994,}]')).toMatch(/^satellites\.json cannot be read: .*JSON/);
    expect(mistake('')).toMatch(/^satellites\.json cannot be read: /);
    expect(mistakeIn(join(folder, 'nowhere.json'))).toMatch(/^nowhere\.json cannot be read: ENOENT/);
  });
});

describe('in an entry', () => {
  it.each([[25994], ['Terra'], [null], [[terra]]])('that is %j', (entry) => {
    expect(mistake([terra, entry])).toBe(`satellites.json, entry 2, must be an object with the keys ${KEYS}.`);
  });

  it.each([
    ['catalogNumber', NUMBER],
    ['instrument', TEXT],
    ['swathKm', SWATH],
  ])('that lacks %s', (key, must) => {
    expect(mistake([terra, { ...aqua, [key]: undefined }])).toBe(
      `satellites.json, entry 2 (Aqua), lacks "${key}", ${must}.`,
    );
  });

  it('that lacks its name', () => {
    expect(mistake([{ ...terra, name: undefined }])).toBe(
      `satellites.json, entry 1 (without a name), lacks "name", ${TEXT}.`,
    );
  });

  it.each(['swath', 'Name', 'norad', '', '__proto__', 'toString'])('that has the unknown key "%s"', (key) => {
    const text = JSON.stringify([terra, aqua]).replace('"name":"Aqua"', `"name":"Aqua","${key}":1`);

    expect(mistake(text)).toBe(`satellites.json, entry 2 (Aqua), has the unknown key "${key}"; known are ${KEYS}.`);
  });

  it.each([
    ['catalogNumber', '27424', NUMBER],
    ['catalogNumber', 27424.5, NUMBER],
    ['catalogNumber', 0, NUMBER],
    ['catalogNumber', -1, NUMBER],
    ['catalogNumber', 1_000_000_000, NUMBER],
    ['catalogNumber', null, NUMBER],
    ['instrument', '', TEXT],
    ['instrument', '  ', TEXT],
    ['instrument', 5, TEXT],
    ['instrument', 'x'.repeat(101), TEXT],
    ['instrument', 'MO\rDIS', TEXT],
    ['instrument', '\u0000', TEXT],
    ['swathKm', '2330', SWATH],
    ['swathKm', 0, SWATH],
    ['swathKm', -2330, SWATH],
    ['swathKm', 20_001, SWATH],
    ['swathKm', null, SWATH],
  ])('whose %s is %j', (key, value, must) => {
    expect(mistake([terra, { ...aqua, [key]: value }])).toBe(
      `satellites.json, entry 2 (Aqua), has a wrong "${key}": it must be ${must}.`,
    );
  });

  it.each([
    [''],
    ['  '],
    [5],
    [null],
    [{ toString: 1 }],
    ['x'.repeat(101)],
    ['Ter\nra'],
    ['Ter\rra'],
    ['\tTerra'],
    ['Terra\u007f'],
    ['\u009bTerra'],
  ])('whose name is %j', (name) => {
    expect(mistake([{ ...terra, name }])).toBe(
      `satellites.json, entry 1 (without a name), has a wrong "name": it must be ${TEXT}.`,
    );
  });

  it('that repeats a catalog number: it names both', () => {
    expect(mistake([terra, aqua, { ...terra, name: 'EOS AM-1' }])).toBe(
      'satellites.json, entry 3 (EOS AM-1), repeats the catalog number 25994 of entry 1.',
    );
  });
});

it('a mistake ends the synthesis with the sentence alone, before anything is deployed', () => {
  const copy = join(folder, 'copy');
  mkdirSync(join(copy, 'infra'), { recursive: true });
  copyFileSync(join(ROOT, 'infra/satellites.ts'), join(copy, 'infra/satellites.ts'));
  writeFileSync(join(copy, 'satellites.json'), JSON.stringify([terra, terra]));
  const script =
    'import("./infra/satellites.ts").then(({ checkSatellites }) => { checkSatellites(); console.log("on"); })';
  const run = () => spawnSync(process.execPath, ['--eval', script], { cwd: copy, encoding: 'utf8' });

  expect(run()).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'satellites.json, entry 2 (Terra), repeats the catalog number 25994 of entry 1.\n',
  });

  writeFileSync(join(copy, 'satellites.json'), JSON.stringify([terra, aqua]));
  expect(run()).toMatchObject({ status: 0, stdout: 'on\n' });
});
