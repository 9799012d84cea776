// What decides where a deployment goes, other than its command line: files of the CDK, and the environment.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { endpointsIn, settleProfile, stageOf } from '../../../local/deploy/settings.ts';

/** A folder with these files. */
function aFolder(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

test.for<[string, string[], Record<string, unknown>, Record<string, unknown>, string | undefined]>([
  ['nowhere', [], {}, {}, undefined],
  ['on the command line, the last one', ['stage=a', 'waf=true', 'stage=b'], {}, {}, 'b'],
  ['in cdk.context.json', ['waf=true'], { 'cdk.context.json': { stage: 'c' } }, {}, 'c'],
  ['in cdk.json', [], { 'cdk.json': { app: 'x', context: { stage: 'd' } } }, {}, 'd'],
  ['in the home folder', [], {}, { '.cdk.json': { context: { stage: 'e' } } }, 'e'],
  ['on the command line, before a file', ['stage=a'], { 'cdk.context.json': { stage: 'c' } }, {}, 'a'],
  ['on the command line, as none', ['stage='], { 'cdk.context.json': { stage: 'c' } }, {}, undefined],
])('the stage is named %s', ([, context, inRoot, inHome, stage]) => {
  expect(stageOf(context, aFolder(inRoot), aFolder(inHome))).toBe(stage);
});

test('a file of the CDK that is not JSON', () => {
  const root = aFolder({});
  writeFileSync(join(root, 'cdk.context.json'), '{');
  expect(() => stageOf([], root, root)).toThrow('cdk.context.json is not JSON.');
});

test.each(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'])('keys beside %s name two accounts', (name) => {
  const env = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret', [name]: 'work' };
  expect(() => settleProfile(env)).toThrow(
    'The environment names two accounts: the keys of AWS_ACCESS_KEY_ID, and the profile work. Unset one',
  );
});

test('the default profile of the CDK is that of the AWS SDK too', () => {
  const env: NodeJS.ProcessEnv = { AWS_DEFAULT_PROFILE: 'work' };
  settleProfile(env);
  expect(env.AWS_PROFILE).toBe('work');
});

test('an environment that sends requests elsewhere is named', () => {
  const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_STS: '', AWS_REGION: 'eu-central-1' };
  expect(endpointsIn(env)).toEqual(['AWS_ENDPOINT_URL=http://127.0.0.1:4566']);
});
