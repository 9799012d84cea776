// The connections table, on a real one.
import { PutCommand, type QueryCommandInput, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import {
  type ConnectionsTable,
  forgetConnection,
  openConnections,
  readCount,
  readSegment,
  rememberConnection,
  SEGMENTS,
  segmentOf,
  storeCount,
} from '../../../functions/shared/connections-table.ts';
import { aConnectionsTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { NOW_MS } from '../../support/builders.ts';

const endpoint = inject('endpoint');

const aTable = () => aConnectionsTable(clientsFor(endpoint));

/** Ids in API Gateway's form, which differ in a few characters. */
const ids = (count: number) => Array.from({ length: count }, (_, index) => `Zk3x${index.toString(36)}dQIAMCE1A=`);

test('a connection is open until it is deleted', async () => {
  const table = await aTable();
  const connections = ids(20).map((connectionId, index) => ({ connectionId, connectedAtMs: NOW_MS - index }));
  const rows = connections.map((connection) => ({ ...connection, segment: segmentOf(connection.connectionId) }));

  for (const connection of connections) await rememberConnection(table, connection);
  const open = await openConnections(table, NOW_MS);
  expect(open.toSorted((a, b) => b.connectedAtMs - a.connectedAtMs)).toEqual(rows);

  for (const { connectionId } of connections.slice(1)) await forgetConnection(table, connectionId);
  expect(await openConnections(table, NOW_MS)).toEqual(rows.slice(0, 1));
});

test('a connection that wants compact frames says so', async () => {
  const table = await aTable();
  const compact = { connectionId: 'a', connectedAtMs: NOW_MS, form: 'compact' } as const;
  await rememberConnection(table, compact);

  expect(await openConnections(table, NOW_MS)).toEqual([{ ...compact, segment: segmentOf('a') }]);
});

test('the number of connections is none until it is stored, and is no connection itself', async () => {
  const table = await aTable();
  expect(await readCount(table)).toEqual({ connections: 0, countedAtMs: 0 });

  await storeCount(table, { connections: 7, countedAtMs: NOW_MS });

  expect(await readCount(table)).toEqual({ connections: 7, countedAtMs: NOW_MS });
  expect(await openConnections(table, NOW_MS)).toEqual([]);
});

test('that nobody is connected is stored every ten minutes, every other number at once', async () => {
  const table = await aTable();
  const store = async (connections: number, minutes: number) => {
    await storeCount(table, { connections, countedAtMs: NOW_MS + minutes * 60_000 });
    return ((await readCount(table)).countedAtMs - NOW_MS) / 60_000;
  };

  expect(await store(0, 0)).toBe(0);
  expect(await store(0, 9.9)).toBe(0);
  expect(await store(0, 10)).toBe(10);
  expect(await store(3, 11)).toBe(11);
  expect(await store(0, 12)).toBe(12);
});

test('deleting an unknown connection is no error', async () => {
  await forgetConnection(await aTable(), 'gone');
});

test('a row expires ten minutes after the two hours that API Gateway grants a connection', async () => {
  const table = await aTable();
  await rememberConnection(table, { connectionId: 'a', connectedAtMs: NOW_MS });

  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  // 2 h 10 min after 12:00:07.5, to the next second.
  expect(Items[0]?.expiresAt).toBe(Date.parse('2026-10-10T14:10:08Z') / 1000);
  expect(await openConnections(table, Date.parse('2026-10-10T14:10:07.999Z'))).toHaveLength(1);
  // DynamoDB deletes expired rows within days. Until then they are ignored.
  expect(await openConnections(table, Date.parse('2026-10-10T14:10:08Z'))).toEqual([]);
});

test('connections spread over sixteen segments: one of them tells how many there are', () => {
  expect(SEGMENTS).toBe(16);
  const counts = new Array(16).fill(0);
  for (const id of ids(16_000)) counts[segmentOf(id)]++;

  // A fair share is a thousand.
  for (const count of counts) {
    expect(count).toBeGreaterThan(800);
    expect(count).toBeLessThan(1200);
  }
});

test('a segment is read alone', async () => {
  const table = await aTable();
  const all = ids(64);
  for (const connectionId of all) await rememberConnection(table, { connectionId, connectedAtMs: NOW_MS });
  const calls = watchCalls<QueryCommandInput>(table.client, 'QueryCommand');

  const some = await readSegment(table, 3, NOW_MS);

  const expected = all.filter((id) => segmentOf(id) === 3);
  expect(expected.length).toBeGreaterThan(1);
  expect(some.map(({ connectionId }) => connectionId).toSorted()).toEqual(expected.toSorted());
  expect(calls).toHaveLength(1);
});

test('all segments but one are read in one call, without the number of connections', async () => {
  const table = await aTable();
  const all = ids(64);
  for (const connectionId of all) await rememberConnection(table, { connectionId, connectedAtMs: NOW_MS });
  await storeCount(table, { connections: 64, countedAtMs: NOW_MS });
  const calls = watchCalls<ScanCommandInput>(table.client, 'ScanCommand');

  const some = await openConnections(table, NOW_MS, { except: 3 });

  const expected = all.filter((id) => segmentOf(id) !== 3);
  expect(some.map(({ connectionId }) => connectionId).toSorted()).toEqual(expected.toSorted());
  expect(calls).toHaveLength(1);
});

test.each([
  ['a segment', 'QueryCommand', (table: ConnectionsTable) => readSegment(table, 0, NOW_MS)],
  ['the whole table', 'ScanCommand', (table: ConnectionsTable) => openConnections(table, NOW_MS)],
] as const)('%s is read page by page, 1 MB each', async (_, command, read) => {
  const table = await aTable();
  const sameSegment = ids(200)
    .filter((id) => segmentOf(id) === 0)
    .slice(0, 7);
  for (const connectionId of sameSegment) {
    // Rows of 300 kB, so that seven make three pages; real ones have some 100 bytes.
    const Item = { segment: 0, connectionId, connectedAtMs: NOW_MS, expiresAt: NOW_MS, padding: 'x'.repeat(300_000) };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
  }
  const calls = watchCalls<QueryCommandInput | ScanCommandInput>(table.client, command);

  const open = await read(table);

  expect(open.map(({ connectionId }) => connectionId).toSorted()).toEqual(sameSegment.toSorted());
  expect(calls).toHaveLength(3);
});

test('a signal ends the read', async () => {
  const table = await aTable();

  await expect(readSegment(table, 0, NOW_MS, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
