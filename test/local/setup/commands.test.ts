// Help and mistakes in a command line are answered at once, on a bare clone: nothing is installed for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../../local/machine/errors.mjs';
import { helpText, readArguments } from '../../../local/setup/arguments.mjs';
import { COMMANDS } from '../../../local/setup/commands.mjs';
import { withoutTestsAtEndpoint } from '../../support/endpoint.ts';
import { aProject, type Project } from './a-project.ts';

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));

let project: Project;
beforeAll(() => {
  project = aProject();
});
afterAll(() => project.remove());

/** Runs a command on a clone without packages; any installation ends with an error. */
const onABareClone = (...args: string[]) => project.setUp(project.npm('process.exit(1)'), args);

test('every npm script that the set-up runs is in the table, under the name that people type', () => {
  for (const line of Object.values<string>(scripts)) {
    const file = /^exec node local\/setup\/main\.mjs (\S+)/.exec(line)?.[1];
    if (file) expect(COMMANDS).toHaveProperty([file]);
  }
  for (const [file, { command }] of Object.entries(COMMANDS)) {
    expect(scripts[command.replace(/^npm (run )?/, '')]).toBe(`exec node local/setup/main.mjs ${file}`);
  }
});

test.for(Object.entries(COMMANDS))('%s --help', async ([file, command]) => {
  const run = await onABareClone(file, '--help');

  expect(run).toEqual({ code: 0, stdout: `${helpText(command)}\n`, stderr: '' });
  for (const [option, { short }] of Object.entries(command.options ?? {}))
    expect(command.usage).toContain(short ? `-${short}` : `--${option}`);
});

test('the help of npm start', () => {
  expect(helpText(COMMANDS['local/start.ts'] as (typeof COMMANDS)[string])).toBe(
    `
Usage: npm start -- [--port N | --endpoint URL] [--elements-url URL | --offline] [--satellites FILE]

Starts the whole system on this machine and prints the page's address. Ctrl-C stops it.

  --port N            port of the local AWS; without it, 4566 or the next free one
  --endpoint URL      deploys to the local AWS that already runs at this address: LocalStack, MiniStack
  --elements-url URL  a mirror that answers like CelesTrak's GP query
  --offline           downloads no elements; positions come from the bundled ones
  --satellites FILE   follows the satellites of this file; without it, satellites.json
  --help              shows this text
`.trim(),
  );
});

const START_USAGE =
  'Usage: npm start -- [--port N | --endpoint URL] [--elements-url URL | --offline] [--satellites FILE]';
const NO_ELEMENTS_URL =
  '--elements-url takes an address that begins with https://. Only an address of this machine may begin with http://.';

test.for([
  ['local/start.ts --prot 5000', "Unknown option '--prot'.", START_USAGE],
  ['local/start.ts 5000', "Unexpected argument '5000'.", START_USAGE],
  ['local/start.ts --port', '--port needs a value: N.', START_USAGE],
  ['local/start.ts --port --offline', '--port needs a value: N.', START_USAGE],
  ['local/start.ts --offline --elements-url', '--elements-url needs a value: URL.', START_USAGE],
  ['local/start.ts --satellites --port 5000', '--satellites needs a value: FILE.', START_USAGE],
  ['local/start.ts --port=', '--port takes a number from 1024 to 65535.', START_USAGE],
  ['local/start.ts --port -1', '--port takes a number from 1024 to 65535.', START_USAGE],
  ['local/start.ts --port 1023', '--port takes a number from 1024 to 65535.', START_USAGE],
  ['local/start.ts --port 65536', '--port takes a number from 1024 to 65535.', START_USAGE],
  ['local/start.ts --port 4.5e3', '--port takes a number from 1024 to 65535.', START_USAGE],
  [
    'local/start.ts --offline --elements-url http://127.0.0.1/',
    'Use either --elements-url or --offline, not both.',
    START_USAGE,
  ],
  ['local/start.ts --elements-url nonsense', NO_ELEMENTS_URL, START_USAGE],
  [
    'local/start.ts --elements-url https://me:secret@mirror.example/gp.php',
    '--elements-url takes an address without a user name and a password.',
    START_USAGE,
  ],
  ['local/start.ts --elements-url ftp://127.0.0.1/', NO_ELEMENTS_URL, START_USAGE],
  ['local/start.ts --elements-url http://mirror.example/gp.php', NO_ELEMENTS_URL, START_USAGE],
  ['local/start.ts --elements-url http://127.0.0.1.mirror.example/', NO_ELEMENTS_URL, START_USAGE],
  ['local/start.ts --satellites no.json', '--satellites takes a file. There is no no.json.', START_USAGE],
  ['local/demo.ts --port 80', '--port takes a number from 1024 to 65535.', 'Usage: npm run demo -- [--port N]'],
  [
    'local/start.ts --endpoint http://10.0.0.1:4566',
    '"http://10.0.0.1:4566" is not on this machine. A local run only uses http://127.0.0.1:PORT. To deploy to AWS, run npm run deploy.',
    START_USAGE,
  ],
  [
    'local/start.ts --endpoint http://127.0.0.1:4566 --port 4567',
    'Use either --port or --endpoint, not both.',
    START_USAGE,
  ],
  [
    'local/doctor.ts --stack Other',
    '--stack takes SubpointFeed or SubpointFeed-STAGE.',
    'Usage: npm run doctor -- [--endpoint URL | --stack NAME [--region REGION]]',
  ],
  ['local/record.ts', 'API_URL is missing.', 'Usage: npm run record -- API_URL'],
  [
    'local/record.ts 127.0.0.1',
    'The address of the API begins with https:// or http://.',
    'Usage: npm run record -- API_URL',
  ],
  ['local/record.ts http://127.0.0.1/ 2', "Unexpected argument '2'.", 'Usage: npm run record -- API_URL'],
  ['test/accuracy/run.ts --fast', "Unknown option '--fast'.", 'Usage: npm run accuracy'],
  [
    'bench/run.ts 5',
    "There is no measurement called '5'. There are scale, cost, page and questions.",
    'Usage: npm run bench -- [scale [--only NAME] | page [--only NAME] | cost | questions]',
  ],
  [
    'bench/cost.ts --satellites 101',
    '--satellites takes a whole number from 1 to 100.',
    'Usage: npm run cost -- [--viewers N] [--hours N] [--by push|frame] [--satellites N] [--free-tier]',
  ],
] as const)('%s', ([line, message, usage]) => {
  const [script = '', ...args] = line.split(' ');

  expect(() => readArguments(script, args)).toThrow(new UserError(`${message}\n${usage}`));
});

test('a mistake ends a command before anything is installed', async () => {
  const run = await onABareClone('local/start.ts', '--prot', '5000');

  expect(run).toEqual({ code: 1, stdout: '', stderr: `\nUnknown option '--prot'.\n${START_USAGE}\n` });
});

test('npm test passes options on to vitest', async () => {
  project.install();
  project.write('test/run.ts', 'console.log(...process.argv.slice(2));');

  const run = await project.setUp({}, ['test/run.ts', '--project', 'plain', 'test/orbit']);

  expect(run).toEqual({ code: 0, stdout: '--project plain test/orbit\n', stderr: '' });
});

test.for([
  ['test/pipeline/sockets.test.ts sockets', undefined],
  ['test/pipeline -t local --retry 1', undefined],
  ['test/pipeline test/orbit', 'test/orbit'],
  ['./test/pipeline/odd-satellites.test.ts', './test/pipeline/odd-satellites.test.ts'],
] as const)('npm test -- --endpoint URL %s: without tests for it is %s', ([line, without]) => {
  expect(withoutTestsAtEndpoint(line.split(' '))).toBe(without);
});

test('an option that may be repeated, by its short form too', () => {
  const args = ['-c', 'stage=staging', '--context', 'waf=true', '--yes'];

  expect(readArguments('local/deploy.ts', args)).toEqual({
    values: {},
    switches: new Set(['yes']),
    lists: { context: ['stage=staging', 'waf=true'] },
    argument: undefined,
  });
  expect(() => readArguments('local/deploy.ts', ['-c'])).toThrow('-c needs a value: NAME=VALUE.');
  expect(() => readArguments('local/deploy.ts', ['-c', 'stage'])).toThrow('-c takes NAME=VALUE');
});

test('a command reads its options from the same table', () => {
  expect(readArguments('local/start.ts', ['--offline', '--port', '5000'])).toEqual({
    values: { port: '5000' },
    switches: new Set(['offline']),
    lists: {},
    argument: undefined,
  });
  expect(readArguments('local/record.ts', ['http://127.0.0.1:4566'])).toEqual({
    values: {},
    switches: new Set(),
    lists: {},
    argument: 'http://127.0.0.1:4566',
  });
});
