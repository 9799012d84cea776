// A local AWS that somebody else has started: start, deploy, doctor and destroy use it as it is, and leave it running.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, startEngine } from '../../local/aws/engine.ts';
import { deployedStacks } from '../../local/aws/remove.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import { SATELLITES_FILE } from '../support/builders.ts';
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

test('npm run destroy removes it, and says what remains', async () => {
  const { code, output } = await command('destroy', '--yes');

  expect(output).toContain('Removed. What remains: the stack CDKToolkit');
  expect(code).toBe(0);
  expect(await deployedStacks(engine.endpoint)).toEqual([]);

  expect(await command('destroy', '--yes')).toMatchObject({ code: 1 });
});
