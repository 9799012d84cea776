// What is reported as saved: files with other content, however an editor writes them.
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFiles } from '../../../local/dev/watch.ts';

let root: string;
let stop: AbortController;
let changes: () => Promise<string[]>;
const at = (path: string) => join(root, path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'subpoint-watch-'));
  stop = new AbortController();
  mkdirSync(at('functions/query'), { recursive: true });
  mkdirSync(at('elsewhere'));
  writeFileSync(at('functions/query/handler.ts'), '1');
  writeFileSync(at('cdk.json'), '{}');
  changes = watchFiles(root, ['functions', 'cdk.json', 'elsewhere/mine.json'], stop.signal);
});

afterEach(() => {
  stop.abort();
  rmSync(root, { recursive: true });
});

test('a file with other content', async () => {
  writeFileSync(at('functions/query/handler.ts'), '2');

  expect(await changes()).toEqual(['functions/query/handler.ts']);
});

test('a file that an editor replaces, twice', async () => {
  for (const content of ['2', '3']) {
    writeFileSync(at('functions/query/handler.ts~'), content);
    renameSync(at('functions/query/handler.ts~'), at('functions/query/handler.ts'));

    expect(await changes()).toEqual(['functions/query/handler.ts']);
  }
});

test('files of a new folder, and a removed one', async () => {
  mkdirSync(at('functions/new/deep'), { recursive: true });
  writeFileSync(at('functions/new/deep/a.ts'), '');
  writeFileSync(at('functions/new/deep/b.ts'), 'b');
  rmSync(at('cdk.json'));
  const first = await changes();
  expect(first).toContain('functions/new/deep/b.ts');
  expect(first).toContain('cdk.json');

  writeFileSync(at('functions/new/deep/b.ts'), 'c');
  expect(await changes()).toEqual(['functions/new/deep/b.ts']);
});

test('no file whose content is as before, no draft of an editor, none beside a watched one', async () => {
  utimesSync(at('functions/query/handler.ts'), 1, 1);
  writeFileSync(at('functions/query/.handler.ts.swp'), '2');
  writeFileSync(at('elsewhere/other.json'), '2');
  writeFileSync(at('elsewhere/mine.json'), '2');

  expect(await changes()).toEqual(['elsewhere/mine.json']);
});

test('waiting ends with the signal', async () => {
  const waiting = changes();
  stop.abort(new Error('stopped'));

  await expect(waiting).rejects.toThrow('stopped');
});
