// A local AWS that somebody else has started: start, deploy, doctor and destroy use it as it is, and leave it running.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveSet } from '../../functions/shared/elements-archive.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { type Engine, startEngine } from '../../local/aws/engine.ts';
import { deployedStacks } from '../../local/aws/remove.ts';
import { addressesOn } from '../../local/emulator/addresses.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { clientsFor } from '../support/aws.ts';
import { SATELLITES_FILE, TERRA } from '../support/builders.ts';
import { SETUP_LIMIT_MS } from '../support/limits.ts';
import { expectNothingLeft, npmStart } from './npm-start.ts';

const folder = makeRunFolder();
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine(await anyPort(), folder, AbortSignal.timeout(SETUP_LIMIT_MS));
});
afterAll(async () => {
  await engine.program.stop();
  removeRunFolder(folder);
});

/** Runs a command on the engine, without a terminal. */
function command(name: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const script = ['local/setup/main.mjs', `local/${name}.ts`, '--endpoint', engine.endpoint, ...args];
  return new Promise((resolve) => {
    const options = { cwd: join(import.meta.dirname, '../..') };
    const child = execFile(process.execPath, script, options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

test('npm start deploys to it, a second one is refused, and Ctrl-C leaves the system there', async () => {
  const start = await npmStart({ endpoint: engine.endpoint });
  await start.says('Live after');
  const other = await command('start', '--offline');
  expect(other.code).toBe(1);
  expect(other.output).toContain(`Another npm start runs at ${engine.endpoint}. Stop it with Ctrl-C, or update its`);

  start.interrupt('SIGINT');

  expect(await start.ended).toBe(130);
  expect(start.output()).toContain('Prepare MiniStack 1.5.33 (light) for the CDK');
  expect(start.output()).toContain(`until npm run destroy -- --endpoint ${engine.endpoint}.`);
  expectNothingLeft(start);
  expect(await deployedStacks(engine.endpoint)).toEqual([
    'SubpointOperations',
    'SubpointPage',
    'SubpointFeed',
    'SubpointArchive',
  ]);
});

test('npm run deploy asks, updates it, and waits until the page is live', async () => {
  const refused = await command('deploy');
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('There is no terminal to ask before something is changed.');

  // Another source than CelesTrak, which no test may ask.
  const options = ['-c', `satellites=${SATELLITES_FILE}`, '-c', 'elementsUrl=http://127.0.0.1:1/gp.php'];
  const { code, output } = await command('deploy', '--yes', ...options);

  expect(output).toContain('A system is there already and will be updated: ');
  expect(output).toContain(`\nLive: ${engine.endpoint}/subpoint-page/index.html\n`);
  expect(code).toBe(0);
});

test('npm run destroy leaves the archive of element sets, and says so', async () => {
  const { tableName } = await theArchive();
  await archiveSet({ client: clientsFor(engine.endpoint).documents, tableName }, OLD_SET);
  const { code, output } = await command('destroy', '--yes');

  expect(output).toContain('the stack SubpointArchive, with all element sets: the next deployment goes on with it.');
  expect(output).toContain('the stack CDKToolkit');
  expect(code).toBe(0);
  expect(await deployedStacks(engine.endpoint)).toEqual(['SubpointArchive']);
  const again = await command('destroy', '--yes');
  expect(again.code).toBe(1);
  expect(again.output).toContain(`npm run destroy -- --endpoint ${engine.endpoint} --with-archive`);
});

test('the next deployment finds the archived sets, and --with-archive removes them', async () => {
  await command(
    'deploy',
    '--yes',
    '-c',
    `satellites=${SATELLITES_FILE}`,
    '-c',
    'elementsUrl=http://127.0.0.1:1/gp.php',
  );

  const { apiUrl } = addressesOn('MiniStack', engine.endpoint);
  const answer = await fetch(`${apiUrl}/satellites/${TERRA}/elements?before=2026-07-01`);
  expect(await answer.json()).toMatchObject({ sets: [{ epoch: '2026-06-01T12:00:00.000000Z', source: 'old' }] });

  expect(await command('destroy', '--yes', '--with-archive')).toMatchObject({ code: 0 });
  expect(await deployedStacks(engine.endpoint)).toEqual([]);
  expect(await command('destroy', '--yes')).toMatchObject({ code: 1 });
});

/** A set that no bundle has. */
const OLD_SET = {
  omm: { ...newestOmm(TERRA), EPOCH: '2026-06-01T12:00:00.000000' },
  source: 'old',
  retrievedAt: '2026-06-01T13:00:00Z',
};

async function theArchive(): Promise<{ tableName: string }> {
  const client = new DynamoDBClient(localClientConfig(engine.endpoint));
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return { tableName: TableNames.find((name) => name.startsWith('SubpointArchive')) ?? '' };
}
