// A mistake in the list of satellites ends npm start before its first step.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('the message names the mistake, and nothing has been started', () => {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-satellites-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'list.json');
  writeFileSync(file, JSON.stringify([{ catalogNumber: 25994, name: 'Terra', instrument: 'MODIS', swathKm: -1 }]));

  const start = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../local/start.ts'), '--offline', '--satellites', file],
    { encoding: 'utf8' },
  );

  expect(start).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^\nlist\.json, entry 1 \(Terra\): "swathKm" must be .+\.\n$/),
  });
});
