// The connections table: one item per open socket, and their number. Only this file knows the table's attributes.
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import type { FrameForm } from '../../wire/frame.ts';
import { EXPIRES_AT } from './names.ts';

/**
 * Connections are spread over partitions: they can be read in parallel, by several workers, and none becomes hot. Earlier
 * versions had four, whose rows are found until they expire: each row is deleted where it was read.
 */
export const SEGMENTS = 16;

// API Gateway closes every connection after two hours; ten minutes allow for clocks.
// A row that outlives its connection is deleted on 410.
const CONNECTION_LIFETIME_MS = 2 * HOUR_MS + 10 * MINUTE_MS;

export interface ConnectionsTable {
  client: DynamoDBDocumentClient;
  tableName: string;
}

export interface Connection {
  connectionId: string;
  connectedAtMs: number;
  /** The form of its frames; `points` when it is missing. */
  form?: FrameForm;
}

export interface ConnectionCount {
  connections: number;
  countedAtMs: number;
}

// In a segment of its own, which readers of connections leave out.
const COUNT_KEY = { segment: -1, connectionId: 'count' };

/** Adds a connection. */
export async function rememberConnection(table: ConnectionsTable, connection: Connection): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.tableName,
      Item: {
        segment: segmentOf(connection.connectionId),
        ...connection,
        [EXPIRES_AT]: Math.ceil((connection.connectedAtMs + CONNECTION_LIFETIME_MS) / 1000),
      },
    }),
  );
}

/** A row of the table. */
export interface OpenConnection extends Connection {
  segment: number;
}

interface CallOptions {
  /** Ends the call. */
  abortSignal?: AbortSignal;
}

/** Deletes a connection, if it is there. */
export async function forgetConnection(
  table: ConnectionsTable,
  connectionId: string,
  { segment = segmentOf(connectionId), ...options }: CallOptions & { segment?: number } = {},
): Promise<void> {
  const key = { segment, connectionId };
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: key }), options);
}

/** The connections of one segment that have not expired by `nowMs`. */
export function readSegment(
  { client, tableName }: ConnectionsTable,
  segment: number,
  nowMs: number,
  options: CallOptions = {},
): Promise<OpenConnection[]> {
  const question = {
    TableName: tableName,
    // SEGMENT is a reserved word of DynamoDB.
    KeyConditionExpression: '#segment = :segment',
    ExpressionAttributeNames: { '#segment': 'segment' },
    ExpressionAttributeValues: { ':segment': segment },
  };
  return readPages((start) => client.send(new QueryCommand({ ...question, ...start }), options), nowMs);
}

/**
 * Those of all segments, or of all but one. In a single call for each MB, some 8,000 connections, where each segment
 * would take one: for a small audience that is quicker.
 */
export async function openConnections(
  { client, tableName }: ConnectionsTable,
  nowMs: number,
  { except, ...options }: CallOptions & { except?: number } = {},
): Promise<OpenConnection[]> {
  const readPage: ReadPage = (start) => client.send(new ScanCommand({ TableName: tableName, ...start }), options);
  return (await readPages(readPage, nowMs)).filter(({ segment }) => segment !== except);
}

/** What a call of DynamoDB takes to go on where the page before it ended. */
interface Start {
  ExclusiveStartKey?: Record<string, unknown>;
}

type ReadPage = (start: Start) => Promise<Pick<ScanCommandOutput, 'Items' | 'LastEvaluatedKey'>>;

async function readPages(readPage: ReadPage, nowMs: number): Promise<OpenConnection[]> {
  const connections: OpenConnection[] = [];
  let start: Start | undefined = {};
  while (start) {
    const { Items = [], LastEvaluatedKey } = await readPage(start);
    for (const item of Items) {
      const { segment, connectionId, connectedAtMs, form, [EXPIRES_AT]: expiresAt } = item;
      if (segment < 0 || expiresAt * 1000 <= nowMs) continue;
      connections.push({ connectionId, connectedAtMs, segment, ...(form === 'compact' && { form }) });
    }
    start = LastEvaluatedKey && { ExclusiveStartKey: LastEvaluatedKey };
  }
  return connections;
}

/** When this process stored for each table that nobody is connected. */
const nobodySinceMs = new WeakMap<ConnectionsTable, number>();
// An idle system writes once in so long instead of once a minute.
const REPEAT_NOBODY_MS = 10 * MINUTE_MS;

/** Stores how many connections are open. That there are still none is stored every ten minutes only. */
export async function storeCount(
  table: ConnectionsTable,
  count: ConnectionCount,
  options: CallOptions = {},
): Promise<void> {
  const { connections, countedAtMs } = count;
  if (connections === 0 && countedAtMs - (nobodySinceMs.get(table) ?? Number.NEGATIVE_INFINITY) < REPEAT_NOBODY_MS)
    return;
  await table.client.send(new PutCommand({ TableName: table.tableName, Item: { ...COUNT_KEY, ...count } }), options);
  if (connections === 0) nobodySinceMs.set(table, countedAtMs);
  else nobodySinceMs.delete(table);
}

/** How many connections were open when they were counted last; none when they never were. */
export async function readCount({ client, tableName }: ConnectionsTable): Promise<ConnectionCount> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: COUNT_KEY }));
  return { connections: Item?.connections ?? 0, countedAtMs: Item?.countedAtMs ?? 0 };
}

/** The segment of a connection: FNV-1a of its id, which spreads ids that differ in one character. */
export function segmentOf(connectionId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < connectionId.length; index++) {
    hash = Math.imul(hash ^ connectionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SEGMENTS;
}
