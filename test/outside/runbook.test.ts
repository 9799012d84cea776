// The commands of docs/operations.md, run as a person types them, with the command line of AWS on the local AWS. Each
// command runs here, or is in the list of those that cannot, with the reason.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../local/machine/folders.mjs';
import { localEnvironment } from '../../local/machine/loopback.mjs';
import { connectTo } from '../support/connect.ts';
import { thisWorkersSystem } from '../support/system.ts';
import { AWS_CLI } from './programs.ts';

const document = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

/** Why a command is not run here. */
const CANNOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^(AWS_REGION=\S+ )?npx cdk /, 'changes stacks of an account, whose app is not that of local runs'],
  [/^npm run destroy/, 'asks a person, and has tests of its own: test/local/deploy, test/start/endpoint.test.ts'],
  [/^npm run doctor/, 'has tests of its own: test/pipeline/doctor.test.ts'],
  [/^(git checkout|npm ci)/, 'changes this checkout'],
  [/^aws ce /, 'the local AWS has no bill'],
  [/^aws lambda get-account-settings/, 'the local AWS has no quotas'],
  [
    /Elements(ScheduleName| (EN|DIS)ABLED)/,
    'tests are offline: there is no schedule of elements, only that of propagate',
  ],
  [/^aws resourcegroupstaggingapi/, 'the local AWS does not know it'],
];

/** The shell blocks of the document, without their indentation. */
const blocks = [...document.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, indent = '', text = '']) =>
  text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
);
const functions = blocks.filter((block) => block.includes('() {'));
const commands = [
  ...new Set(
    blocks
      .filter((block) => !functions.includes(block))
      .flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== '')
      // Of how many minutes makes no difference here.
      .map((line) => line.replace(/^(log \w+) \d+$/, '$1')),
  ),
];
const reasonOf = (command: string) => CANNOT_RUN.find(([pattern]) => pattern.test(command))?.[1];

const system = thisWorkersSystem();

beforeAll(() => connectTo(system).untilWhole());

test('the document has its functions in one block, and commands that run', () => {
  expect(functions).toHaveLength(1);
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter((command) => !reasonOf(command)).length).toBeGreaterThan(20);
});

test.each(CANNOT_RUN)('%s: is in the document', (pattern) => {
  expect(commands.some((command) => pattern.test(command))).toBe(true);
});

test.each(commands.filter((command) => !reasonOf(command)))('%s', async (command) => {
  const { code, output } = await shell(command);

  expect(output).not.toMatch(/unbound variable|command not found/);
  expect({ code, output }).toMatchObject({ code: 0 });
});

test('a schedule that is disabled by the runbook starts nothing, and is as before when it is enabled again', async () => {
  const show = 'aws scheduler get-schedule --name "$(output PropagateScheduleName)" --query';
  const before = await shell(`${show} '[Target, ScheduleExpression, FlexibleTimeWindow, Description]'`);

  expect((await shell(`schedule Propagate DISABLED && ${show} State --output text`)).output).toContain('DISABLED');
  expect((await shell(`schedule Propagate ENABLED && ${show} State --output text`)).output).toContain('ENABLED');
  expect(await shell(`${show} '[Target, ScheduleExpression, FlexibleTimeWindow, Description]'`)).toEqual(before);
});

test('the log of a function has its lines, and those of the last minutes only', async () => {
  await shell('aws lambda invoke --function-name "$(output PropagateFunctionName)" /dev/stdout');

  const timesOf = (output: string) =>
    [...output.matchAll(/"message":"tick","timestamp":"([^"]+)"/g)].map(([, time]) => Date.parse(time as string));
  expect(timesOf((await shell('log Propagate')).output).length).toBeGreaterThan(0);
  // Another test, or the schedule, may start a tick at any moment; the command counts in whole seconds.
  const sinceMs = Math.floor(Date.now() / 1_000) * 1_000;
  const { code, output } = await shell('log Propagate 0');
  expect(code).toBe(0);
  for (const timeMs of timesOf(output)) expect(timeMs).toBeGreaterThanOrEqual(sinceMs);
});

test('an output is found in the stacks', async () => {
  expect((await shell('deployed_output StreamName')).output).toBe(`${system.outputs.Feed.StreamName}\n`);
});

/**
 * Runs a command after the functions of the document. Outputs are looked up once and not for each command, since the
 * command line of AWS takes half a second to start; page and API of a local run have addresses of their own.
 */
function shell(command: string): Promise<{ code: number; output: string }> {
  const { apiUrl, pageUrl, endpointUrl } = system.addresses;
  const { Feed, Operations } = system.outputs;
  const outputs = { ...Feed, ...Operations, ApiUrl: apiUrl, PageUrl: new URL('.', pageUrl).href };
  const known = Object.entries(outputs).map(([name, value]) => `${name}) echo '${value}' ;;`);
  // Version 1 takes the address of SQS from no variable.
  const script = `set -uo pipefail; STAGE=''
aws() { command aws --endpoint-url '${endpointUrl}' "$@"; }
${functions.join('\n')}
eval "deployed_$(declare -f output)"
output() { case "$1" in ${known.join(' ')} *) return 1 ;; esac; }
{ ${command}
} | cat`;
  const path = [join(AWS_CLI.folder, 'bin'), process.env.PATH].join(delimiter);
  const env = { ...localEnvironment(endpointUrl), PATH: path, AWS_PAGER: '' };
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { env, cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, output: `${stdout}${error ? stderr : ''}` });
    });
  });
}
