// localstack-compose.yml: Docker's own check where there is Docker, its form by a schema everywhere.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const FILE = 'localstack-compose.yml';

const hasCompose = (() => {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

// The part of https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json that the file uses, and no
// other keys, with what matters here: a version, and ports of this machine only.
const SCHEMA = {
  type: 'object',
  required: ['services'],
  additionalProperties: false,
  properties: {
    services: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['image', 'ports', 'environment'],
        additionalProperties: false,
        properties: {
          container_name: { type: 'string' },
          image: { type: 'string', pattern: '^[a-z/-]+:\\d+(\\.\\d+)+$' },
          ports: {
            type: 'array',
            uniqueItems: true,
            items: { type: 'string', pattern: '^127\\.0\\.0\\.1:[\\d-]+:[\\d-]+$' },
          },
          environment: { type: 'object', additionalProperties: { type: 'string' } },
          volumes: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^[^:]+(:-[^:]+)?:/.+$' } },
        },
      },
    },
  },
};

test('its form', () => {
  const validate = new Ajv({ allErrors: true }).compile(SCHEMA);
  const compose = parse(readFileSync(join(ROOT, FILE), 'utf8'));

  expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
  // The port of npm start -- --endpoint http://127.0.0.1:4566.
  expect(compose.services.localstack.ports).toContain('127.0.0.1:4566:4566');
});

// Skipped without Docker and its plugin compose. It reads the file, and starts nothing.
test.runIf(hasCompose)('Docker accepts it with a token, and names the token without one', async () => {
  const run = (token: string) =>
    promisify(execFile)('docker', ['compose', '-f', FILE, 'config', '--quiet'], {
      cwd: ROOT,
      env: { ...process.env, LOCALSTACK_AUTH_TOKEN: token },
    });

  await run('a-token');
  await expect(run('')).rejects.toThrow('LocalStack needs your token');
});
