// A local run can never reach a real AWS account, however the developer's machine is configured.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { localClientConfig } from '../../../local/aws/client-config.ts';
import { DUMMY_CREDENTIALS, localEnvironment, requireLoopback } from '../../../local/machine/loopback.mjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const home = mkdtempSync(join(tmpdir(), 'subpoint-home-'));
afterAll(() => rmSync(home, { recursive: true }));

test.for([
  ['http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
  ['http://127.0.0.1:4566/', 'http://127.0.0.1:4566'],
  ['http://localhost:4566', 'http://localhost:4566'],
  ['http://[::1]:4566', 'http://[::1]:4566'],
])('%s is this machine', ([endpoint, origin]) => {
  expect(requireLoopback(endpoint as string)).toBe(origin);
});

test.for([
  'https://dynamodb.us-east-1.amazonaws.com',
  'http://127.0.0.1.example.org:4566',
  'http://localhost.example.org:4566',
  'http://127.0.0.1:4566@example.org',
  'http://10.0.0.1:4566',
  'http://0.0.0.0:4566',
  'ftp://127.0.0.1',
  '127.0.0.1:4566',
  '',
])('"%s" is refused', (endpoint) => {
  expect(() => requireLoopback(endpoint)).toThrow(/is not on this machine/);
  expect(() => localEnvironment(endpoint)).toThrow(/is not on this machine/);
  expect(() => localClientConfig(endpoint)).toThrow(/is not on this machine/);
});

/** A machine on which all settings point to a real account. */
function aDeveloperMachine(): NodeJS.ProcessEnv {
  const settings = join(home, '.aws');
  mkdirSync(settings, { recursive: true });
  const profile =
    'aws_access_key_id = AKIAREAL\naws_secret_access_key = real\nregion = eu-central-1\nendpoint_url = https://real.example.org\n';
  writeFileSync(join(settings, 'credentials'), `[default]\n${profile}[production]\n${profile}`);
  writeFileSync(join(settings, 'config'), `[default]\n${profile}[profile production]\n${profile}`);
  return {
    HOME: home,
    PATH: process.env.PATH,
    AWS_PROFILE: 'production',
    AWS_ACCESS_KEY_ID: 'AKIAREAL',
    AWS_SECRET_ACCESS_KEY: 'real',
    AWS_SESSION_TOKEN: 'real',
    AWS_ENDPOINT_URL: 'https://real.example.org',
    AWS_ENDPOINT_URL_DYNAMODB: 'https://real.example.org',
    AWS_ENDPOINT_URL_S3: 'https://real.example.org',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'https://real.example.org',
    CDK_DEFAULT_ACCOUNT: '123456789012',
    NO_PROXY: 'intranet.example.org',
  };
}

/** An empty local endpoint, and the requests that it gets. */
async function anEndpoint() {
  const calls: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    calls.push(request);
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"TableNames":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { endpoint: `http://127.0.0.1:${port}`, calls, close: () => server.close() };
}

/** Runs a module in the project's folder; returns what it prints. */
async function runModule(script: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ['--input-type=module', '-e', script];
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT, env })).stdout;
}

test('a program of a local run calls the local endpoint with dummy keys, even with real profiles on the machine', async () => {
  const { endpoint, calls, close } = await anEndpoint();
  const script = `
    import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
    await new DynamoDBClient({}).send(new ListTablesCommand({}));
  `;

  await runModule(script, localEnvironment(endpoint, aDeveloperMachine()));

  expect(calls).toHaveLength(1);
  expect(calls[0]?.headers.authorization).toContain(`Credential=${DUMMY_CREDENTIALS.accessKeyId}/`);
  expect(calls[0]?.headers['x-amz-security-token']).toBeUndefined();
  close();
});

test('a program without the dummy keys finds no others: no profile, no role of an instance', async () => {
  const { endpoint, calls, close } = await anEndpoint();
  const script = `
    import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = '${endpoint}';
    console.log(await new DynamoDBClient({}).config.credentials().then(({ accessKeyId }) => accessKeyId, () => 'none'));
  `;
  const environment = localEnvironment(endpoint, aDeveloperMachine());

  expect(await runModule(script, environment)).toBe('none\n');
  // The SDK reads one file because of the other, so each is tested without the other.
  writeFileSync(join(home, '.aws', 'config'), '');
  expect(await runModule(script, environment)).toBe('none\n');
  expect(calls).toEqual([]);
  close();
});

test('programs use no proxy for this machine, whichever spelling of the variable they read', () => {
  const environment = localEnvironment('http://127.0.0.1:4566', aDeveloperMachine());

  expect(environment.NO_PROXY).toBe('intranet.example.org,127.0.0.1,localhost,::1');
  expect(environment.no_proxy).toBe('intranet.example.org,127.0.0.1,localhost,::1');
});

test("the project's own clients call the local endpoint, whatever their process inherits", async () => {
  const { endpoint, calls, close } = await anEndpoint();
  const script = `
    import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
    import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
    import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
    import { localClientConfig } from './local/aws/client-config.ts';
    const config = localClientConfig('${endpoint}');
    await new DynamoDBClient(config).send(new ListTablesCommand({}));
    await new KinesisClient(config).send(new ListStreamsCommand({}));
    await new S3Client({ ...config, forcePathStyle: true }).send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: '' }));
  `;

  await runModule(script, { ...aDeveloperMachine(), AWS_PROFILE: 'nosuch' });

  expect(calls).toHaveLength(3);
  for (const { headers } of calls) {
    expect(headers.authorization).toContain(`Credential=${DUMMY_CREDENTIALS.accessKeyId}/`);
    expect(headers['x-amz-security-token']).toBeUndefined();
  }
  close();
});

test('the CDK app of a local run refuses an endpoint on another machine', async () => {
  const run = promisify(execFile)(process.execPath, [join(ROOT, 'local', 'aws', 'app.ts')], {
    cwd: ROOT,
    env: { ...aDeveloperMachine(), SUBPOINT_ENDPOINT: 'https://cloudformation.us-east-1.amazonaws.com' },
  });

  await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('is not on this machine') });
});
