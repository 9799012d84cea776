// Which emulator answers at an endpoint, by what each of them answers on its own paths.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { keepTime, runsSchedules } from '../../../local/aws/clock.ts';
import { addressesOn, socketCallbackUrl } from '../../../local/emulator/addresses.ts';
import { identify, isLive } from '../../../local/emulator/emulator.ts';
import { anyPort } from '../../../local/machine/port.ts';

/** A server that answers these paths with JSON, and all others with 404. */
async function aServer(answers: Record<string, unknown>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(url in answers ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers[url] ?? { error: 'unknown path' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

// As its documentation shows them: https://docs.localstack.cloud/aws/configuration/networking/internal-endpoints/
const LOCALSTACK = {
  '/_localstack/health': { services: { kinesis: 'available', lambda: 'running' }, edition: 'pro', version: '2026.7.2' },
  '/_localstack/info': {
    version: '2026.7.2:1f1f1f1',
    edition: 'pro',
    is_license_activated: true,
    session_id: 'dfcd37d1-2c2f-484f-bf65-4e00a0434aac',
    machine_id: 'dkr_8b45de376e9f',
    system: 'linux',
    is_docker: true,
  },
};
const MINISTACK_HEALTH = { services: { kinesis: 'available' }, edition: 'light', version: '1.5.33' };

test.for([
  ['LocalStack', LOCALSTACK, 'LocalStack 2026.7.2:1f1f1f1 (pro)'],
  ['LocalStack', { '/_localstack/health': LOCALSTACK['/_localstack/health'] }, 'LocalStack 2026.7.2 (pro)'],
  // It answers LocalStack's path of health too.
  [
    'MiniStack',
    { '/_ministack/health': MINISTACK_HEALTH, '/_localstack/health': MINISTACK_HEALTH },
    'MiniStack 1.5.33 (light)',
  ],
  ['unknown', {}, 'an emulator that is neither MiniStack nor LocalStack'],
] as const)('%s is known by its answers', async ([kind, answers, name]) => {
  const endpoint = await aServer(answers);

  expect(await identify(`${endpoint}/`)).toEqual({ kind, name });
  expect(await isLive(endpoint)).toBe(kind !== 'unknown');
});

test('nothing answers', async () => {
  const endpoint = `http://127.0.0.1:${await anyPort()}`;

  await expect(identify(endpoint)).rejects.toThrow(
    `Nothing answers at ${endpoint} (ECONNREFUSED). Start a local AWS there.`,
  );
});

test('an endpoint elsewhere is refused before anything is sent', async () => {
  await expect(identify('https://kinesis.us-east-1.amazonaws.com')).rejects.toThrow('is not on this machine');
});

test('the addresses on LocalStack: a host for each API and for the website', () => {
  const endpoint = 'http://127.0.0.1:4566';

  expect(addressesOn('LocalStack', endpoint)).toEqual({
    pageUrl: 'http://subpoint-page.s3-website.localhost.localstack.cloud:4566/index.html',
    apiUrl: 'http://5ab90147.execute-api.localhost.localstack.cloud:4566',
    socketUrl: 'ws://5ab9050c.execute-api.localhost.localstack.cloud:4566/live',
    endpointUrl: endpoint,
  });
  expect(socketCallbackUrl(endpoint, 'LocalStack')).toBe(
    'http://5ab9050c.execute-api.localhost.localstack.cloud:4566/live',
  );
});

test('the addresses on MiniStack, and on what is unknown: paths of the endpoint', () => {
  const endpoint = 'http://127.0.0.1:4700';
  const addresses = {
    pageUrl: 'http://127.0.0.1:4700/subpoint-page/index.html',
    apiUrl: 'http://127.0.0.1:4700/_aws/execute-api/5ab90147/$default',
    socketUrl: 'ws://127.0.0.1:4700/_aws/execute-api/5ab9050c/live',
    endpointUrl: endpoint,
  };

  expect(addressesOn('MiniStack', endpoint)).toEqual(addresses);
  expect(addressesOn('unknown', endpoint)).toEqual(addresses);
});

test('LocalStack runs no schedules', async () => {
  expect(['MiniStack', 'LocalStack', 'unknown'].map((kind) => runsSchedules(kind as 'unknown'))).toEqual([
    true,
    false,
    true,
  ]);
  // The clock in their place ends with the run.
  const end = new AbortController();
  const clock = keepTime('http://127.0.0.1:4566', {}, true, end.signal);
  end.abort();
  await clock;
});
