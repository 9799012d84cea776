// What a stranger reads first: NOTICE names files and licences that are so, the forms of issues are complete.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../local/machine/folders.mjs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('NOTICE names files that exist', () => {
  const inRepository = /In this repository\n(.*?)\n\n/s.exec(read('NOTICE'))?.[1] ?? '';
  const named = [...inRepository.matchAll(/^ {2}(\S.*)$/gm)].flatMap(([, files = '']) => files.split(', '));

  expect(named).toHaveLength(6);
  for (const file of named) expect([file, globSync(file, { cwd: ROOT }).length > 0]).toEqual([file, true]);
});

test('NOTICE has the licence of each package that the page contains', () => {
  const notice = read('NOTICE').replaceAll(/\s+/g, ' ');
  const listed = { ISC: /code of ([\w., -]+) \(ISC\)/, MIT: /\(ISC\), ([\w. -]+) \(MIT\)/ };
  for (const [licence, pattern] of Object.entries(listed)) {
    const names = (pattern.exec(notice)?.[1] ?? '').split(/, | and /);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names)
      expect([name, JSON.parse(read(`node_modules/${name}/package.json`)).license]).toEqual([name, licence]);
  }
});

describe.each(globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }))('%s', (file) => {
  const form = parse(read(file)) as {
    name: string;
    description: string;
    body: { type: string; id?: string; attributes: { label?: string; options?: string[] } }[];
  };

  // https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
  test('is a form that GitHub accepts', () => {
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const fields = form.body.filter(({ type }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(0);
    for (const { type, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes.label).toEqual(expect.any(String));
    }
    const ids = fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
