// `npm run dev` on a copy of the project: what is saved is seen at the API, on the page and in the stacks.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, expect, test } from 'vitest';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import { readOutputs } from '../../local/dev/stacks.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import { launchBrowser } from '../support/browser.ts';
import { SATELLITES_FILE } from '../support/builders.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { expectNothingLeft, npmStart } from './npm-start.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['functions', 'orbit', 'wire', 'web', 'infra', 'local', 'docs/openapi.yaml', 'cdk.json', 'LICENSE'];
const PACKAGES = ['package.json', 'package-lock.json', 'satellites.json', 'satellites.schema.json', 'NOTICE'];
const POLL_MS = 20;

const root = mkdtempSync(join(tmpdir(), 'subpoint-dev-'));
for (const path of [...COPIED, ...PACKAGES]) cpSync(join(ROOT, path), join(root, path), { recursive: true });
cpSync(SATELLITES_FILE, join(root, 'satellites.json'));
mkdirSync(join(root, '.local'));
for (const path of ['node_modules', '.local/python']) symlinkSync(join(ROOT, path), join(root, path));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const browser = await launchBrowser();
afterAll(() => browser.close());

let savedMs: number;
const times: string[] = [];
afterAll(() => console.log(times.join('\n')));

/** Saves a file with one text replaced by another, as an editor does. */
function save(file: string, text: string, by: string): void {
  const path = join(root, file);
  const content = readFileSync(path, 'utf8');
  expect(content).toContain(text);
  savedMs = Date.now();
  writeFileSync(path, content.replace(text, by));
}

/** Waits until the last save is seen, and notes how long it took. */
async function seen(what: string, isSeen: () => Promise<boolean>): Promise<void> {
  // While the page loads again, or a function gets its code, a look may fail.
  while (!(await isSeen().catch(() => false))) await wait(POLL_MS);
  times.push(`${((Date.now() - savedMs) / 1000).toFixed(1)} s  ${what}`);
}

test('functions, page, satellites and stacks reload on save; a mistake leaves the last good version', async () => {
  const dev = await npmStart({ script: 'local/dev.ts', root, args: ['--satellites', 'satellites.json'] });
  const { apiUrl, pageUrl, endpointUrl } = await dev.live();
  const page = await browser.newPage();
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  await dev.says('functions, page and stacks reload when you save');
  await page.goto(pageUrl);
  const nothing = async () => ((await (await fetch(`${apiUrl}/nowhere`)).json()) as { detail: string }).detail;

  // A function: only the one that contains the file.
  save('functions/query/http/request.ts', 'There is nothing at this path.', 'Here is nothing.');
  await seen('a function', async () => (await nothing()).startsWith('Here is nothing.'));
  await dev.says('dev         query updated');

  // A mistake.
  save('functions/query/http/request.ts', "'Here is nothing.", "'Here is' nothing.");
  await dev.says('ERROR functions not updated, the last good version goes on:\n    functions/query/http/request.ts:');
  expect(await nothing()).toContain('Here is nothing.');
  save('functions/query/http/request.ts', "'Here is' nothing.", "'It is mended.");
  await seen('a function with a mistake, mended', async () => (await nothing()).startsWith('It is mended.'));

  // The page: the open one loads again by itself.
  save('web/index.html', '<h1>Subpoint</h1>', '<h1>Changed</h1>');
  await seen('the page', async () => (await page.locator('h1').textContent()) === 'Changed');
  save('web/head/status-text.ts', 'import', 'import from nowhere; import');
  await dev.says('ERROR page not updated');
  expect((await fetch(pageUrl)).status).toBe(200);

  // A satellite: functions and page.
  const names = async () =>
    ((await (await fetch(`${apiUrl}/satellites`)).json()) as SatellitesAnswer).satellites.map(({ name }) => name);
  save('web/head/status-text.ts', 'import from nowhere; import', 'import');
  save('satellites.json', '"Aqua"', '"Wasser"');
  await seen('satellites.json, at the API', async () => (await names()).includes('Wasser'));
  await seen('satellites.json, on the page', async () =>
    (await page.locator('h2').allTextContents()).includes('Wasser'),
  );
  save('satellites.json', '"Wasser"', '""');
  await dev.says('ERROR satellites not updated, the last good version goes on:\n    satellites.json, entry 2: ');
  expect(await names()).toContain('Wasser');
  // Without it no stack can be synthesized.
  save('satellites.json', '"name": ""', '"name": "Wasser"');

  // A stack.
  const lambda = new LambdaClient(localClientConfig(endpointUrl));
  const query = requireOutput((await readOutputs(endpointUrl)).Feed, 'QueryFunctionName');
  const memory = async () =>
    (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: query }))).MemorySize;
  expect(await memory()).toBe(1024);
  save('infra/feed/query.ts', 'memoryMb: 1024', 'memoryMb: 768');
  await dev.says('dev         stacks deployed: Feed');
  await seen('a stack', async () => (await memory()) === 768);
  save('infra/feed/query.ts', 'memoryMb: 768', 'memoryMb: -');
  await dev.says('ERROR stacks not updated, the last good version goes on:\n');
  expect(await memory()).toBe(768);

  dev.interrupt('SIGINT');
  expect(await dev.ended).toBe(130);
  expectNothingLeft(dev);
});
