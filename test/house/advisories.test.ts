// What `npm run audit` says: holes that a registry or osv.dev knows, and "not checked" where nobody answers.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askNpm, askOsv, firstAnswer, packagesOfNpm, packagesOfPython } from './advisories.ts';

const FOUR = [
  { ecosystem: 'npm', name: 'left', version: '1.0.0' },
  { ecosystem: 'npm', name: '@scope/right', version: '2.0.0' },
  { ecosystem: 'PyPI', name: 'up', version: '3.0' },
  { ecosystem: 'PyPI', name: 'down', version: '4.0' },
] as const;

test('packages of npm: every one that is installed, also those inside others', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/left': { version: '1.0.0' },
      'node_modules/left/node_modules/@scope/right': { version: '2.0.0' },
      'node_modules/linked': { link: true },
    },
  };
  expect(packagesOfNpm(JSON.stringify(lock))).toEqual(FOUR.slice(0, 2));
});

test('packages of Python: every pinned one, whatever platform it is for', () => {
  const text = "# a comment==1\nup==3.0 \\\n    --hash=sha256:aa==\ndown==4.0 ; python_full_version < '3.11' \\\n";
  expect(packagesOfPython(text)).toEqual(FOUR.slice(2));
});

test('npm: an advisory is a line, once, and not one for each package that depends on it', async () => {
  const npm = program(
    JSON.stringify({
      vulnerabilities: {
        left: { name: 'left', via: [{ severity: 'high', title: 'Runs code', url: 'https://example.org/1' }] },
        right: { name: 'right', via: ['left'] },
      },
    }),
  );
  expect(await askNpm(tmpdir(), npm)).toEqual({
    by: "npm's registry",
    lines: ['left: high, Runs code (https://example.org/1)'],
  });
});

test('npm: no hole is an answer', async () => {
  expect(await askNpm(tmpdir(), program('{"vulnerabilities":{}}'))).toEqual({ by: "npm's registry", lines: [] });
});

test.each([
  [
    'a registry that refuses the question',
    '{"message":"405 Method Not Allowed","statusCode":405}',
    'npm audit: 405 Method Not Allowed',
  ],
  ['a program that prints something else', 'oops', 'npm audit printed no report: no network'],
])('npm: %s is no answer', async (_, output, line) => {
  expect(await askNpm(tmpdir(), program(output))).toEqual({ by: undefined, lines: [line] });
});

test('osv.dev: asks for name and version of each package, and names the holes of each', async () => {
  const asked: unknown[] = [];
  const url = await osv((body) => {
    asked.push(body);
    return [200, { results: [{ vulns: [{ id: 'GHSA-1' }, { id: 'CVE-2' }] }, {}, { vulns: [{ id: 'PYSEC-3' }] }, {}] }];
  });

  expect(await askOsv(FOUR, url)).toEqual({
    by: 'osv.dev',
    lines: [
      'left 1.0.0: https://osv.dev/vulnerability/GHSA-1',
      'left 1.0.0: https://osv.dev/vulnerability/CVE-2',
      'up 3.0: https://osv.dev/vulnerability/PYSEC-3',
    ],
  });
  expect(asked).toMatchObject([
    {
      queries: [
        { package: { ecosystem: 'npm', name: 'left' }, version: '1.0.0' },
        {},
        { package: { ecosystem: 'PyPI' } },
        {},
      ],
    },
  ]);
});

test('osv.dev: takes at most 1,000 packages at once', async () => {
  const sizes: number[] = [];
  const url = await osv(({ queries }) => {
    sizes.push(queries.length);
    return [200, { results: queries.map(() => ({})) }];
  });
  const many = Array.from({ length: 1200 }, (_, index) => ({
    ecosystem: 'npm' as const,
    name: `p${index}`,
    version: '1.0.0',
  }));

  expect(await askOsv(many, url)).toEqual({ by: 'osv.dev', lines: [] });
  expect(sizes).toEqual([1000, 200]);
});

test.each([
  ['an error', [503, {}], 'osv.dev answered 503'],
  ['fewer results than packages', [200, { results: [{}] }], 'osv.dev answered something else'],
  ['JSON without results', [200, {}], 'osv.dev answered something else'],
] as const)('osv.dev: %s is no answer', async (_, answer, line) => {
  expect(await askOsv(FOUR, await osv(() => answer))).toEqual({ by: undefined, lines: [line] });
});

test('without any answer it says whom it asked and why nobody answered', async () => {
  const none = (line: string) => async () => ({ by: undefined, lines: [line] });
  const some = async () => ({ by: 'somebody', lines: [] });

  expect(await firstAnswer([none('one'), none('two')])).toEqual({ by: undefined, lines: ['one', 'two'] });
  expect(await firstAnswer([none('one'), some])).toEqual({ by: 'somebody', lines: [] });
});

/** A program that prints a text, and complains. */
function program(output: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'npm');
  writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${output}\nEND\necho 'no network' >&2\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A server that answers as osv.dev documents. */
async function osv(answer: (body: { queries: unknown[] }) => readonly [status: number, body: object]): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const known = request.method === 'POST' && request.url === '/v1/querybatch';
    const [status, body] = known ? answer(JSON.parse(Buffer.concat(chunks).toString())) : [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
