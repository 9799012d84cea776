// The comparison with the tutorial names, for each fault of the tutorial's form, the tests that show it impossible here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const document = readFileSync(join(DOCS, 'from-monolith-to-serverless.md'), 'utf8').replaceAll(/\s+/g, ' ');
const named = [...document.matchAll(/\]\((\.\.\/test\/[^)]+)\): "([^"]+)"/g)];
const faults = document.split(' ## What the tutorial')[1]?.split(' ### ').slice(1) ?? [];

describe('from-monolith-to-serverless.md', () => {
  it.each(named.map(([, file = '', title = '']) => [file, title]))('%s has the test "%s"', (file, title) => {
    const path = join(DOCS, file);

    expect(existsSync(path) && readFileSync(path, 'utf8')).toContain(title);
  });

  it('names a test for each fault', () => {
    expect(faults.map((fault) => fault.includes('.test.ts): "'))).toEqual(Array(7).fill(true));
  });
});
