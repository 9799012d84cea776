// $connect and $disconnect as Lambda receives them, on a real table.
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { storeCount } from '../../../functions/shared/connections-table.ts';
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

const anEvent = (
  eventType: 'CONNECT' | 'DISCONNECT' | 'MESSAGE',
  connectionId: string,
  headers?: Record<string, string>,
  queryStringParameters?: Record<string, string>,
) => ({
  requestContext: { eventType, connectionId },
  ...(headers && { headers }),
  ...(queryStringParameters && { queryStringParameters }),
});

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

test.each([
  [{ form: 'compact' }, 'compact'],
  [{ form: 'points' }, undefined],
  [{ form: 'tiny' }, undefined],
  [undefined, undefined],
])('with the parameters %o the frames have the form %s', async (parameters, form) => {
  await handler(anEvent('CONNECT', 'a', undefined, parameters));

  const [row] = await rows();
  expect(row?.form).toBe(form);
  await handler(anEvent('DISCONNECT', 'a'));
});

test('the end of an unknown connection is no error', async () => {
  expect(await handler(anEvent('DISCONNECT', 'unknown'))).toEqual({ statusCode: 200 });
});

test('a message of a client neither ends its connection nor makes one', async () => {
  await handler(anEvent('CONNECT', 'a'));

  for (const id of ['a', 'b']) expect(await handler(anEvent('MESSAGE', id))).toEqual({ statusCode: 200 });

  expect((await rows()).map(({ connectionId }) => connectionId)).toEqual(['a']);
  expect(log.map(({ message }) => message)).toEqual(['connected']);
  await handler(anEvent('DISCONNECT', 'a'));
});

test('a connection that cannot be stored is refused', async () => {
  becomeFunction(inject('endpoint'), { connectionsTable: 'no-such-table' });
  vi.resetModules();
  const broken = await import('../../../functions/connections/handler.ts');

  await expect(broken.handler(anEvent('CONNECT', 'a'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(log).toEqual([]);
});

describe('with a list of origins', () => {
  beforeAll(async () => {
    const allowedOrigins = 'https://a.example https://b.example:8443';
    becomeFunction(inject('endpoint'), { connectionsTable: tableName, allowedOrigins });
    vi.resetModules();
    ({ handler } = await import('../../../functions/connections/handler.ts'));
  });

  test.each([
    ['of the list', { Origin: 'https://a.example' }],
    ['of the list, with a port', { Origin: 'https://b.example:8443' }],
    ['of the list, in a header of another case', { origin: 'https://a.example' }],
  ])('a page %s connects', async (_what, headers) => {
    expect(await handler(anEvent('CONNECT', 'a', headers))).toEqual({ statusCode: 200 });

    expect(await rows()).toHaveLength(1);
    await handler(anEvent('DISCONNECT', 'a'));
  });

  test.each([
    ['of another origin', { Origin: 'https://evil.example' }],
    ['whose origin only begins like one of the list', { Origin: 'https://a.example.evil.example' }],
    ['of another scheme', { Origin: 'http://a.example' }],
    ['of another port', { Origin: 'https://b.example' }],
    ['without an origin of its own', { Origin: 'null' }],
    ['that sends no origin', { Host: 'a.example' }],
    ['that sends no headers', undefined],
  ])('a page %s gets 403, and nothing is stored', async (_what, headers) => {
    expect(await handler(anEvent('CONNECT', 'a', headers))).toEqual({ statusCode: 403 });

    expect(await rows()).toEqual([]);
    expect(log.map(({ message }) => message)).toEqual(['refused']);
  });

  test('the log has only the beginning of a long origin: it is paid by the byte, and clients choose the length', async () => {
    await handler(anEvent('CONNECT', 'a', { Origin: `https://${'x'.repeat(9_000)}.example` }));

    expect(JSON.stringify(log).length).toBeLessThan(1_000);
  });
});

describe('with a ceiling', () => {
  const connect = (id: string) => handler(anEvent('CONNECT', id));

  beforeEach(async () => {
    becomeFunction(inject('endpoint'), { connectionsTable: tableName, allowedOrigins: '', maxViewers: '100' });
    vi.resetModules();
    ({ handler } = await import('../../../functions/connections/handler.ts'));
  });

  test('a socket above it gets 503, and nothing is stored', async () => {
    await storeCount({ client: clients.documents, tableName }, { connections: 98, countedAtMs: Date.now() - 60_000 });

    // The two that have been opened here since then count too.
    const statuses: number[] = [];

    for (const id of ['a', 'b', 'c']) statuses.push((await connect(id)).statusCode);

    expect(statuses).toEqual([200, 200, 503]);
    expect((await rows()).map(({ connectionId }) => connectionId).toSorted()).toEqual(['a', 'b', 'count']);
    expect(log.map(({ message }) => message)).toEqual(['connected', 'connected', 'full']);
    for (const id of ['a', 'b']) await handler(anEvent('DISCONNECT', id));
  });

  test('it is open again when fewer are counted', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      const table = { client: clients.documents, tableName };
      await storeCount(table, { connections: 100, countedAtMs: Date.now() });
      expect(await connect('a')).toEqual({ statusCode: 503 });
      await storeCount(table, { connections: 99, countedAtMs: Date.now() });
      vi.advanceTimersByTime(4_999);
      expect(await connect('b')).toEqual({ statusCode: 503 });
      vi.advanceTimersByTime(1);

      expect(await connect('c')).toEqual({ statusCode: 200 });
    } finally {
      vi.useRealTimers();
    }
  });
});
