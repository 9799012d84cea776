// $connect and $disconnect as Lambda receives them, on a real table.
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { becomeFunction, collectLog, type LogLine } from '../../support/lambda.ts';

const clients = clientsFor(inject('endpoint'));
let handler: typeof import('../../../functions/connections/handler.ts')['handler'];
let tableName: string;
let log: LogLine[];

beforeAll(async () => {
  ({ tableName } = await aConnectionsTable(clients));
  becomeFunction(inject('endpoint'), { connectionsTable: tableName });
  ({ handler } = await import('../../../functions/connections/handler.ts'));
});

beforeEach(() => {
  log = collectLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const anEvent = (eventType: 'CONNECT' | 'DISCONNECT', connectionId: string) =>
  ({ requestContext: { eventType, connectionId } }) as APIGatewayProxyWebsocketEventV2;

const rows = async () => (await clients.documents.send(new ScanCommand({ TableName: tableName }))).Items ?? [];

test('a connection is stored, and deleted when it ends', async () => {
  const beforeMs = Date.now();

  expect(await handler(anEvent('CONNECT', 'Zk3xdQIAMCE1A='))).toEqual({ statusCode: 200 });

  const [row] = await rows();
  expect(row).toMatchObject({ connectionId: 'Zk3xdQIAMCE1A=' });
  expect(row?.connectedAtMs).toBeGreaterThanOrEqual(beforeMs);
  expect(row?.connectedAtMs).toBeLessThanOrEqual(Date.now());

  expect(await handler(anEvent('DISCONNECT', 'Zk3xdQIAMCE1A='))).toEqual({ statusCode: 200 });
  expect(await rows()).toEqual([]);
  expect(log.map(({ message }) => message)).toEqual(['connected', 'disconnected']);
});

test('the end of an unknown connection is no error', async () => {
  expect(await handler(anEvent('DISCONNECT', 'unknown'))).toEqual({ statusCode: 200 });
});

test('a connection that cannot be stored is refused', async () => {
  becomeFunction(inject('endpoint'), { connectionsTable: 'no-such-table' });
  vi.resetModules();
  const broken = await import('../../../functions/connections/handler.ts');

  await expect(broken.handler(anEvent('CONNECT', 'a'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(log).toEqual([]);
});
