// `npm run doctor` on a deployed system: each part is broken on purpose, and the doctor names that part.
// The schedule is off meanwhile, so that no tick repairs a part before the doctor has seen it.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DeleteFunctionConcurrencyCommand,
  GetEventSourceMappingCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ENV } from '../../functions/shared/names.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import type { Finding } from '../../local/doctor/checks.ts';
import { examine } from '../../local/doctor/examine.ts';
import { localPatient } from '../../local/doctor/patient.ts';
import { TERRA } from '../support/builders.ts';
import { until } from '../support/connect.ts';
import { theSystem, thisWorkersSystem } from '../support/system.ts';

const { addresses, outputs, clients, trackTable, deleteNewest, setSchedule, setVariable, tick } = theSystem();
const page = thisWorkersSystem().outputs.Page;
const endpoint = addresses.endpointUrl;
const config = localClientConfig(endpoint);
const s3 = new S3Client({ ...config, forcePathStyle: true });

beforeAll(() => setSchedule('PropagateScheduleName', 'DISABLED'));
afterAll(() => setSchedule('PropagateScheduleName', 'ENABLED'));

/** What the doctor finds. Once its socket is open, a tick sends new points, if the system can. */
async function diagnosis(): Promise<Finding[]> {
  const patient = await localPatient(endpoint);
  return examine(patient, ({ part }) => {
    if (part === 'stack outputs')
      void deleteNewest(TERRA, 1)
        .then(tick)
        .catch(() => undefined);
  });
}

/** The broken parts but for the schedule, with their headings. */
function brokenParts(findings: Finding[]): string[] {
  return findings
    .filter(({ state, part }) => state === 'broken' && part !== 'schedule')
    .map(({ part, heading }) => `${part}: ${heading}`);
}

/** Resolves when nothing but the schedule is broken: the next test starts from there. */
function untilHealthy(): Promise<void> {
  return until(async () => brokenParts(await diagnosis()).length === 0);
}

test('a system whose schedule is disabled: only that', async () => {
  await tick();

  const findings = await diagnosis();

  expect(findings.filter(({ state }) => state === 'broken')).toMatchObject([
    { part: 'schedule', says: expect.stringContaining('is disabled'), heading: 'Schedule disabled' },
  ]);
});

test('propagate: a stream that is not there', async () => {
  const { restore } = await setVariable('PropagateFunctionName', ENV.streamName, 'elsewhere');
  onTestFinished(async () => {
    await restore();
    await untilHealthy();
  });
  await deleteNewest(TERRA, 1);
  await tick().catch(() => undefined);

  expect(brokenParts(await diagnosis())).toEqual(['propagate: Points missing']);
});

test('propagate: stopped by hand', async () => {
  const FunctionName = requireOutput(outputs, 'PropagateFunctionName');
  await clients.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  onTestFinished(async () => {
    await clients.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  });

  const findings = await diagnosis();

  expect(brokenParts(findings)).toEqual(['propagate: Points missing']);
  expect(findings.find(({ part }) => part === 'propagate')?.next).toContain(
    `aws lambda delete-function-concurrency --function-name ${FunctionName}`,
  );
});

test('the consumer mapping is disabled, and a point of the track is missing', async () => {
  const UUID = requireOutput(outputs, 'EventSourceMappingId');
  const becomes = (state: string) =>
    until(async () => (await clients.lambda.send(new GetEventSourceMappingCommand({ UUID }))).State === state);
  onTestFinished(async () => {
    await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await untilHealthy();
  });
  await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await becomes('Disabled');
  const [lost] = await newestPast();
  await clients.documents.send(new DeleteCommand({ TableName: trackTable.tableName, Key: keyOf(lost) }));

  const findings = await diagnosis();

  expect(brokenParts(findings)).toEqual([
    'consumer mapping: Points missing',
    'track table: Points missing',
    'query API: Points missing',
  ]);
  expect(findings.find(({ part }) => part === 'track table')?.says).toContain('Terra 179 of 180');
});

test('fanout cannot write to its table', async () => {
  const { restore } = await setVariable('FanoutFunctionName', ENV.trackTable, 'elsewhere');
  onTestFinished(async () => {
    await restore();
    await untilHealthy();
  });
  await deleteNewest(TERRA, 1);
  await tick();
  await until(async () => (await diagnosis()).some(({ part, state }) => part === 'fanout' && state === 'broken'));

  expect(brokenParts(await diagnosis())).toContain('fanout: Points missing');
});

test.for([
  ['quarantine queue', 'QuarantineQueueUrl', 'Quarantine not empty'],
  ['dead letters', 'DeadLetterQueueUrl', 'Dead letters not empty'],
] as const)('a message in the queue: %s', async ([part, output, heading]) => {
  const QueueUrl = requireOutput(outputs, output);
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  onTestFinished(async () => {
    await clients.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });

  const findings = await diagnosis();

  expect(brokenParts(findings)).toEqual([`${part}: ${heading}`]);
  expect(findings.find((finding) => finding.part === part)?.next).toContain(QueueUrl);
});

test('connections: no more sockets are let in', async () => {
  const { restore } = await setVariable('ConnectionsFunctionName', ENV.maxViewers, '0');
  onTestFinished(async () => void (await restore()));

  expect(brokenParts(await diagnosis())).toEqual(['connections: Page down']);
});

test('the query API reads a table that is not there', async () => {
  const { restore } = await setVariable('QueryFunctionName', ENV.trackTable, 'elsewhere');
  onTestFinished(async () => void (await restore()));

  expect(brokenParts(await diagnosis())).toEqual(['query API: Page down']);
});

test.for([
  ['index.html', '', 'Page down'],
  ['config.json', '{"apiUrl":"https://example.org/api","socketUrl":"wss://example.org/live"}', 'API replaced'],
] as const)('the page: another %s', async ([Key, Body, heading]) => {
  const object = { Bucket: requireOutput(page, 'BucketName'), Key };
  const { Body: before, ContentType, CacheControl } = await s3.send(new GetObjectCommand(object));
  const bytes = (await before?.transformToByteArray()) as Uint8Array;
  onTestFinished(async () => {
    await s3.send(new PutObjectCommand({ ...object, Body: bytes, ContentType, CacheControl }));
  });
  await s3.send(new PutObjectCommand({ ...object, Body, ContentType }));

  expect(brokenParts(await diagnosis())).toEqual([`page: ${heading}`]);
});

test('the command prints the walk, says where to read on, and fails', async () => {
  const run = promisify(execFile)(process.execPath, ['local/doctor.ts', '--endpoint', endpoint], {
    cwd: join(import.meta.dirname, '../..'),
  });

  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /\n {2}ok {6}stack outputs .*\n {2}note {4}elements .*\n {2}BROKEN {2}schedule .*\n +read {3}docs\/operations\.md#schedule-disabled\n +next {3}\S.*\n[\s\S]*\n\nBroken: schedule\.\n$/,
    ),
  });
});

/** The newest points of Terra that are in the past. */
async function newestPast() {
  const { Items = [] } = await clients.documents.send(
    new QueryCommand({
      TableName: trackTable.tableName,
      KeyConditionExpression: 'catalogNumber = :terra AND timeMs < :now',
      ExpressionAttributeValues: { ':terra': TERRA, ':now': Date.now() - 60_000 },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items;
}

function keyOf(item: Record<string, unknown> | undefined) {
  return { catalogNumber: item?.catalogNumber, timeMs: item?.timeMs };
}
