// What a person's machine does to `npm start`: settings that point elsewhere, an engine that dies or hangs, a run that was killed.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anyPort } from '../../local/machine/port.ts';
import { signalGroup } from '../../local/machine/programs.ts';
import { engineGroupOf, expectNothingLeft, npmStart, requestWaits, survivors } from './npm-start.ts';

test('with an environment that points elsewhere it is live all the same; an engine that is killed then is told', {
  timeout: 120_000,
}, async () => {
  const nowhere = `http://127.0.0.1:${await anyPort()}`;
  const start = await npmStart({
    env: {
      AWS_PROFILE: 'nosuch',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
      AWS_ENDPOINT_URL: nowhere,
      AWS_ENDPOINT_URL_S3: nowhere,
      AWS_ENDPOINT_URL_LAMBDA: nowhere,
      CDK_DEFAULT_ACCOUNT: '123456789012',
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: nowhere,
      http_proxy: nowhere,
      NO_PROXY: 'intranet.example.org',
    },
  });
  const { pageUrl } = await start.live();
  expect((await fetch(pageUrl)).status).toBe(200);

  signalGroup(engineGroupOf(start), 'SIGKILL');

  expect(await start.ended).toBe(1);
  expect(start.output()).toMatch(/\nThe local AWS has ended by itself\. Start again\. Its last words:\n/);
  expect(start.output()).not.toMatch(/\n\s+at /);
  expectNothingLeft(start);
});

test.for(['Deploy the stacks', 'Ctrl-C stops everything'])(
  'Ctrl-C when the engine does not answer since "%s"',
  { timeout: 60_000 },
  async (moment) => {
    const start = await npmStart();
    await start.says(moment);
    signalGroup(engineGroupOf(start), 'SIGSTOP');
    await requestWaits(start.port);

    start.interrupt('SIGINT');

    expect(await start.ended).toBe(130);
    expectNothingLeft(start);
  },
);

test('after a run that was killed the next one has the port, and nothing of the first is left', {
  timeout: 120_000,
}, async () => {
  const killed = await npmStart();
  await killed.live();
  killed.interrupt('SIGKILL');
  await killed.ended;
  expect(survivors(killed)).not.toEqual([]);
  expect(existsSync(killed.outputsFile)).toBe(true);

  const next = await npmStart({ port: killed.port, folder: killed.folder });
  await next.says('Start the local AWS');

  expectNothingLeft(killed);
  next.interrupt('SIGINT');
  expect(await next.ended).toBe(130);
  expectNothingLeft(next);
});
