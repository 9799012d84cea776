// Findings that are left: only with a reason, and only while there is one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../local/machine/folders.mjs';
import { judge } from './tools.ts';

test.each(['.checkov.yaml', '.cfnlintrc'])('%s gives a reason for every rule that it leaves out', (file) => {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const rules = lines.flatMap((line, index) => (/^ {2}- (CKV\w+|[WEI]\d{4})$/.test(line) ? [index] : []));

  expect(rules.length).toBeGreaterThan(0);
  for (const index of rules) expect(lines[index - 1]).toMatch(/^ {2}# .*\.$/);
});

test('a finding is open unless its rule is accepted', () => {
  const findings = [
    { rule: 'A', text: 'one' },
    { rule: 'A', text: 'two' },
    { rule: 'B', text: 'three' },
  ];
  expect(judge('lint', 'all', findings, ['A'])).toEqual({
    tool: 'lint',
    looked: 'all',
    accepted: ['A', 'A'],
    open: ['B three'],
  });
});

test('a rule that nothing breaks any more must not stay accepted', () => {
  expect(judge('lint', 'all', [], ['A']).open).toEqual([
    'A is accepted, but nothing breaks it: remove it from the configuration of lint.',
  ]);
});
