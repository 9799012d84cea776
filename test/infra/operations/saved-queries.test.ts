// The saved queries ask for lines that the functions write.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { propertiesOf, synthesize } from '../synthesize.ts';

const FUNCTIONS = join(import.meta.dirname, '../../../functions');
const code = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(FUNCTIONS, file), 'utf8'))
  .join('\n');

const messages = propertiesOf(synthesize().operations, 'AWS::Logs::QueryDefinition').flatMap(({ QueryString }) =>
  [...QueryString.matchAll(/filter message (?:in|=) (.*)/g)].flatMap(([, texts]) =>
    [...texts.matchAll(/"([^"]+)"/g)].map(([, text]) => text as string),
  ),
);

test('each message that a query looks for is one that a function logs', () => {
  expect(messages.length).toBeGreaterThan(15);
  expect(messages.filter((message) => !code.includes(`'${message}'`))).toEqual([]);
});
