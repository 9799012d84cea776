// The connections table: one item per open socket. Only this file knows the table's attributes.
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import { EXPIRES_AT } from './names.ts';

/** Connections are spread over four partitions: they can be read in parallel, and none becomes hot. */
export const SEGMENTS = 4;

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
}

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

interface CallOptions {
  /** Ends the call. */
  abortSignal?: AbortSignal;
}

/** Deletes a connection, if it is there. */
export async function forgetConnection(
  table: ConnectionsTable,
  connectionId: string,
  options: CallOptions = {},
): Promise<void> {
  const key = { segment: segmentOf(connectionId), connectionId };
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: key }), options);
}

/** All connections that have not expired by `nowMs`. */
export async function openConnections(
  table: ConnectionsTable,
  nowMs: number,
  options: CallOptions = {},
): Promise<Connection[]> {
  const segments = Array.from({ length: SEGMENTS }, (_, segment) => readSegment(table, segment, nowMs, options));
  return (await Promise.all(segments)).flat();
}

async function readSegment(
  { client, tableName }: ConnectionsTable,
  segment: number,
  nowMs: number,
  options: CallOptions,
): Promise<Connection[]> {
  const connections: Connection[] = [];
  let startKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        // SEGMENT is a reserved word of DynamoDB.
        KeyConditionExpression: '#segment = :segment',
        ExpressionAttributeNames: { '#segment': 'segment' },
        ExpressionAttributeValues: { ':segment': segment },
        ...(startKey && { ExclusiveStartKey: startKey }),
      }),
      options,
    );
    for (const item of page.Items ?? []) {
      if (item[EXPIRES_AT] * 1000 <= nowMs) continue;
      connections.push({ connectionId: item.connectionId, connectedAtMs: item.connectedAtMs });
    }
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return connections;
}

/** The segment of a connection: FNV-1a of its id, which spreads ids that differ in one character. */
export function segmentOf(connectionId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < connectionId.length; index++) {
    hash = Math.imul(hash ^ connectionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SEGMENTS;
}
