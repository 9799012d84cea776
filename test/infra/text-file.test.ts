// Text files of people: other encodings, and files that are too large, are named.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTextFile } from '../../infra/text-file.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-text-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: string | Buffer) {
  const file = join(folder, 'file.json');
  writeFileSync(file, bytes);
  return readTextFile(file);
}

const LATIN_1 = 'is not in UTF-8: line 2 has characters of another encoding, such as Latin-1. Save it as UTF-8';
const UTF_16 = 'is in UTF-16. Save it as UTF-8';

it.each(['[]', '', '["é 地球 🛰"]', '["\ufffd"]'])('UTF-8 is read: %j', (text) => {
  expect(read(text)).toEqual({ text });
});

it('a byte-order mark is removed', () => {
  expect(read('\ufeff[]')).toEqual({ text: '[]' });
});

it.each([
  ['UTF-16, little-endian', Buffer.from('\ufeff[]', 'utf16le'), UTF_16],
  ['UTF-16, little-endian, no mark', Buffer.from('[]', 'utf16le'), UTF_16],
  ['UTF-16, big-endian', Buffer.from('\ufeff[]', 'utf16le').swap16(), UTF_16],
  ['UTF-16, big-endian, no mark', Buffer.from('[]', 'utf16le').swap16(), UTF_16],
  ['Latin-1', Buffer.from('[\n"Térrä"]', 'latin1'), LATIN_1],
  ['Latin-1 after a replacement character of UTF-8', Buffer.from([0xef, 0xbf, 0xbd, 0x0a, 0xe9, 0x0a]), LATIN_1],
])('%s is named', (_, bytes, mistake) => {
  expect(read(bytes)).toEqual({ mistake });
});

it('a large file is refused by its size', () => {
  const file = join(folder, 'large.json');
  writeFileSync(file, '[');
  // A file with a hole: reading it would take memory, its size does not.
  truncateSync(file, 50_000_000);

  expect(readTextFile(file)).toEqual({ mistake: 'is 50.0 MB large. The limit is 2 MB' });
});

it('a folder is no file', () => {
  expect(readTextFile(folder)).toEqual({ mistake: 'is not a file' });
});
