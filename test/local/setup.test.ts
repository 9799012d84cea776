// The set-up from nothing: what it installs, when it does not, and what it says when it cannot. In a folder of its own, with a stand-in for npm.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'subpoint-setup-'));
  mkdirSync(join(project, 'local'));
  copyFileSync(join(ROOT, 'local', 'setup.mjs'), join(project, 'local', 'setup.mjs'));
  write('local/requirements.txt', 'nothing\n');
  write('package-lock.json', lock('1.0.0'));
  write('script.mjs', 'console.log("ran", ...process.argv.slice(2)); process.exitCode = 7;');
});
afterEach(() => rmSync(project, { recursive: true }));

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
  chmodSync(join(project, path), mode);
}

function lock(version: string): string {
  return JSON.stringify({
    packages: {
      '': { name: 'subpoint' },
      'node_modules/one': { version, integrity: `sha512-${version}` },
      'node_modules/of-another-platform': { version: '1.0.0', optional: true },
    },
  });
}

/** As npm and pip leave it when all is installed. */
function install(): void {
  write('node_modules/.package-lock.json', lock('1.0.0'));
  mkdirSync(join(project, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(process.execPath, join(project, 'node_modules', '.bin', 'node'));
  write('.local/python/bin/python', '#!/bin/sh\n', 0o755);
  const digest = createHash('sha256')
    .update(readFileSync(join(project, 'local', 'requirements.txt')))
    .digest('hex');
  write('.local/python/requirements.sha256', digest);
}

/** A stand-in for npm: notes that it was called, and does what the test says. */
function npm(script: string): NodeJS.ProcessEnv {
  write(
    'npm.js',
    `require('node:fs').appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');\n${script}`,
  );
  return { npm_execpath: join(project, 'npm.js') };
}

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function setUp(env: NodeJS.ProcessEnv = {}, args: string[] = ['script.mjs'], nodeArgs: string[] = []): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...nodeArgs, join(project, 'local', 'setup.mjs'), ...args],
      { cwd: project, env: { PATH: process.env.PATH, ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('with everything in place it installs nothing, runs the script with its arguments and ends with its code', async () => {
  install();

  const run = await setUp(npm(''), ['script.mjs', '--port', '5000']);

  expect(run).toEqual({ code: 7, stdout: 'ran --port 5000\n', stderr: '' });
  expect(existsSync(join(project, 'npm-calls'))).toBe(false);
});

test('packages out of step with the lock file are installed', async () => {
  install();
  write('package-lock.json', lock('2.0.0'));

  const run = await setUp(
    npm(`require('node:fs').writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock('2.0.0'))});`),
  );

  expect(run.stdout).toMatch(/^Installing the packages of package-lock\.json \.\.\. \d+\.\d s\nran\n$/);
  expect(readFileSync(join(project, 'npm-calls'), 'utf8')).toMatch(/^ci /);
});

test('half an installation of npm, which lacks its note, is done again', async () => {
  install();
  rmSync(join(project, 'node_modules', '.package-lock.json'));

  await setUp(npm('process.exit(1)'));

  expect(existsSync(join(project, 'npm-calls'))).toBe(true);
});

test('requirements that have changed are installed anew', async () => {
  install();
  write('local/requirements.txt', 'a-package-without-a-hash==1.0\n');

  // pip refuses a requirement without a hash before it asks any network.
  const run = await setUp();

  expect(run.stderr).toMatch(/pip could not install the local AWS/);
  expect(run.stderr).toMatch(/hash/);
  expect(run.code).toBe(1);
});

test('no network', async () => {
  const run = await setUp(npm('console.error("npm error code ENOTFOUND"); process.exit(1);'));

  expect(run.stderr).toBe(
    '\nnpm could not install the packages: there is no network. The first run downloads them once; connect and run this again.\n',
  );
  expect(run.code).toBe(1);
});

test('an old Node', async () => {
  write('old.cjs', 'Object.defineProperty(process.versions, "node", { value: "18.19.0" });');

  const run = await setUp({}, ['script.mjs'], ['--require', join(project, 'old.cjs')]);

  expect(run.stderr).toBe('\nNode 18.19.0 is too old: install Node 20 or later and run this again.\n');
});

test('no Python', async () => {
  install();
  rmSync(join(project, '.local'), { recursive: true });

  const run = await setUp({ PATH: project });

  expect(run.stderr).toMatch(/^\nThe local AWS needs Python 3\.10 or later: install it \(.*\) and run this again\.\n$/);
});

test('a Python without venv', async () => {
  install();
  rmSync(join(project, '.local'), { recursive: true });
  write('python3', '#!/bin/sh\n[ "$1" = "-c" ]\n', 0o755);

  const run = await setUp({ PATH: `${project}:/bin:/usr/bin` });

  expect(run.stderr).toMatch(/Python cannot make virtual environments: install its venv module/);
});
