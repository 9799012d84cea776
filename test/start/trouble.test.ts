// `npm start` in trouble: settings of another AWS, an engine that dies or hangs, a killed run.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anyPort } from '../../local/machine/port.ts';
import { signalGroup } from '../../local/machine/programs.ts';
import { engineGroupOf, expectNothingLeft, npmStart, requestHangs } from './npm-start.ts';

test('becomes live despite settings of another AWS, and says when the engine ends', async () => {
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
  expect(start.output()).toContain('\nThe local AWS ended unexpectedly. Run npm start again. The local AWS printed:\n');
  expect(start.output()).not.toMatch(/\n\s+at /);
  expectNothingLeft(start);
});

test.for(['Deploy the stacks', 'Ctrl-C stops everything'])(
  'Ctrl-C when the engine hangs after "%s" leaves nothing behind',
  async (moment) => {
    const start = await npmStart();
    await start.says(moment);
    signalGroup(engineGroupOf(start), 'SIGSTOP');
    await requestHangs(start.port);

    start.interrupt('SIGINT');

    expect(await start.ended).toBe(130);
    expectNothingLeft(start);
  },
);

test('after a killed run, the next one gets the port and cleans up after the first', async () => {
  const killed = await npmStart();
  await killed.live();
  killed.interrupt('SIGKILL');
  await killed.ended;
  // It left its engine too, unless a parallel test has already started another run.
  expect(existsSync(killed.outputsFile)).toBe(true);

  const next = await npmStart({ port: killed.port, folder: killed.folder });
  await next.says('Start the local AWS');

  expectNothingLeft(killed);
  next.interrupt('SIGINT');
  expect(await next.ended).toBe(130);
  expectNothingLeft(next);
});
