// The app as `npx cdk synth` runs it, with bundled functions: it needs no account, and the bundles are small.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAX_BYTES = 450_000; // a cold start reads and parses all of it
const SATELLITE = { catalogNumber: 41783, name: 'Satellite of this test', instrument: 'SRAL', swathKm: 1 };

let out: string;
let bundles: Map<string, string>;

beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'subpoint-app-'));
  const satellitesFile = join(out, 'my-satellites.json');
  writeFileSync(satellitesFile, JSON.stringify([SATELLITE]));
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  // No profile, no keys, no region: only what the CDK's command line sets.
  const env = {
    PATH: process.env.PATH,
    CDK_OUTDIR: out,
    CDK_CONTEXT_JSON: JSON.stringify({
      ...context,
      'aws:cdk:bundling-stacks': ['**'],
      alarmEmail: 'somebody@example.org',
      elementsUrl: 'https://mirror.example.org/gp.php',
      satellites: satellitesFile,
    }),
  };
  execFileSync(process.execPath, ['infra/app.ts'], { cwd: ROOT, env, stdio: 'pipe' });
  bundles = readBundles();
});

afterAll(() => rmSync(out, { recursive: true }));

test('there are four stacks, for any account and region', () => {
  const { artifacts } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const stacks = (Object.entries(artifacts) as [string, Artifact][]).filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  expect(stacks.map(([id, { environment }]) => [id, environment])).toEqual([
    ['Archive', 'aws://unknown-account/unknown-region'],
    ['Feed', 'aws://unknown-account/unknown-region'],
    ['Page', 'aws://unknown-account/unknown-region'],
    ['Operations', 'aws://unknown-account/unknown-region'],
  ]);
});

test('the address for mails and the source of elements are as on the command line', () => {
  const read = (stack: string) => readFileSync(join(out, `${stack}.template.json`), 'utf8');

  expect(read('Operations')).toContain('"Endpoint": "somebody@example.org"');
  expect(read('Feed')).toContain('"ELEMENTS_URL": "https://mirror.example.org/gp.php"');
});

test.each([
  [
    { elementsUrl: 'http://mirror.example/' },
    'elementsUrl is "http://mirror.example/". It must begin with https://. ' +
      'Only an address of this machine may begin with http://.\n',
  ],
  [{ maxviewers: '5' }, expect.stringMatching(/^There is no option "maxviewers"\. There are .*\n$/)],
])('a mistake in an option ends the program with a sentence and no stack trace: %j', (context, stderr) => {
  const env = { PATH: process.env.PATH, CDK_CONTEXT_JSON: JSON.stringify(context) };
  expect(spawnSync(process.execPath, ['infra/app.ts'], { cwd: ROOT, env, encoding: 'utf8' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr,
  });
});

test('a finding of cdk-nag that no construct accepts fails the synthesis, and is named', () => {
  // As if nothing had been accepted.
  const preload = join(out, 'accept-nothing.mjs');
  writeFileSync(
    preload,
    `import { createRequire } from 'node:module';
     const { Validations } = createRequire(${JSON.stringify(join(ROOT, 'package.json'))})('aws-cdk-lib');
     Validations.prototype.acknowledge = () => {};`,
  );
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const withoutBundles = { ...context, 'aws:cdk:bundling-stacks': [] };
  const env = {
    PATH: process.env.PATH,
    CDK_OUTDIR: join(out, 'nag'),
    CDK_CONTEXT_JSON: JSON.stringify(withoutBundles),
  };
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, 'infra/app.ts'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });

  expect(status).toBe(1);
  expect(stderr).toContain('AwsSolutions-L1');
  expect(stderr).toContain('Serverless-LambdaDLQ');
});

test.each(['elements', 'propagate', 'query', 'canary'])(
  '%s is bundled with the satellites of the file on the command line',
  (name) => {
    expect(readFileSync(bundles.get(name) as string, 'utf8')).toContain('Satellite of this test');
  },
);

test('the page has a column for each satellite of that file', () => {
  const pages = readdirSync(out)
    .map((name) => join(out, name, 'index.html'))
    .filter(existsSync);

  expect(
    pages.map((page) => [...readFileSync(page, 'utf8').matchAll(/data-satellite="(\d+)"/g)].map(([, id]) => id)),
  ).toEqual([
    ['41783', '0'], // 0 is the template
  ]);
});

describe.each(['elements', 'propagate', 'fanout', 'push', 'connections', 'query', 'canary'])(
  'the bundle of %s',
  (name) => {
    const bundle = () => bundles.get(name) as string;

    test('is small', () => expect(statSync(bundle()).size).toBeLessThanOrEqual(MAX_BYTES));

    test('has a source map, so that stack traces name lines', () => {
      expect(statSync(`${bundle()}.map`).size).toBeGreaterThan(0);
    });

    test('contains no WebAssembly: the builds of satellite.js that are not used', () => {
      expect(readFileSync(bundle(), 'utf8')).not.toContain('WebAssembly');
    });

    test('loads as a module and exports the handler', () => {
      const script = `import(${JSON.stringify(bundle())}).then(({ handler }) => console.log(typeof handler))`;
      // Every variable that any function requires; the clients require only a region.
      const tables = ['TRACK_TABLE', 'CONNECTIONS_TABLE', 'ELEMENTS_TABLE', 'ELEMENTS_ARCHIVE_TABLE'];
      const names = [...tables, 'STREAM_NAME', 'QUARANTINE_QUEUE_URL'];
      const env = {
        ...Object.fromEntries(names.map((variable) => [variable, 'x'])),
        SOCKET_CALLBACK_URL: 'https://example.org',
        PUSH_FUNCTION: 'x',
        WORKERS_FROM: '1',
        ELEMENTS_URL: 'https://example.org',
        PAGE_URL: 'https://example.org/',
        AWS_REGION: 'eu-central-1',
      };
      expect(execFileSync(process.execPath, ['--eval', script], { env, encoding: 'utf8' })).toBe('function\n');
    });
  },
);

/** The bundle of each function, by the name of its service. */
function readBundles(): Map<string, string> {
  const functions = ['Feed', 'Operations'].flatMap((stack) => {
    const { Resources } = JSON.parse(readFileSync(join(out, `${stack}.template.json`), 'utf8'));
    return (Object.values(Resources) as FunctionResource[]).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  });
  return new Map(
    functions.map(({ Properties: { Environment, Code } }) => [
      Environment.Variables.POWERTOOLS_SERVICE_NAME,
      join(out, `asset.${Code.S3Key.replace('.zip', '')}`, 'index.mjs'),
    ]),
  );
}

interface FunctionResource {
  Type: string;
  Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: string } }; Code: { S3Key: string } };
}

interface Artifact {
  type: string;
  environment: string;
}
