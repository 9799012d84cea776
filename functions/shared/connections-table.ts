// The connections table: who listens on the socket. The only file that knows its attributes.
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import { EXPIRES_AT } from './names.ts';

/** Segments that connections are spread over, each one partition: read in parallel, and written without a hot one. */
export const SEGMENTS = 4;

/** API Gateway ends every connection after two hours; the rest is grace for clocks. A row that outlives its connection is forgotten on 410. */
const KEPT_MS = 2 * HOUR_MS + 10 * MINUTE_MS;

export interface ConnectionsTable {
  client: DynamoDBDocumentClient;
  tableName: string;
}

export interface Connection {
  connectionId: string;
  connectedAtMs: number;
}

/** Remembers a connection. */
export async function rememberConnection(table: ConnectionsTable, connection: Connection): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.tableName,
      Item: {
        segment: segmentOf(connection.connectionId),
        ...connection,
        [EXPIRES_AT]: Math.ceil((connection.connectedAtMs + KEPT_MS) / 1000),
      },
    }),
  );
}

/** How long a call may go on. */
interface Until {
  abortSignal?: AbortSignal;
}

/** Forgets a connection; one that is not there is forgotten already. */
export async function forgetConnection(
  table: ConnectionsTable,
  connectionId: string,
  until: Until = {},
): Promise<void> {
  const key = { segment: segmentOf(connectionId), connectionId };
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: key }), until);
}

/** Every connection that has not expired by `nowMs`. */
export async function openConnections(
  table: ConnectionsTable,
  nowMs: number,
  until: Until = {},
): Promise<Connection[]> {
  const segments = Array.from({ length: SEGMENTS }, (_, segment) => readSegment(table, segment, nowMs, until));
  return (await Promise.all(segments)).flat();
}

async function readSegment(
  { client, tableName }: ConnectionsTable,
  segment: number,
  nowMs: number,
  until: Until,
): Promise<Connection[]> {
  const connections: Connection[] = [];
  let startKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        // SEGMENT is a reserved word of DynamoDB's.
        KeyConditionExpression: '#segment = :segment',
        ExpressionAttributeNames: { '#segment': 'segment' },
        ExpressionAttributeValues: { ':segment': segment },
        ...(startKey && { ExclusiveStartKey: startKey }),
      }),
      until,
    );
    for (const item of page.Items ?? []) {
      if (item[EXPIRES_AT] * 1000 <= nowMs) continue;
      connections.push({ connectionId: item.connectionId, connectedAtMs: item.connectedAtMs });
    }
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return connections;
}

/** The segment of a connection: FNV-1a over its id, which spreads ids that differ in one character. */
export function segmentOf(connectionId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < connectionId.length; index++) {
    hash = Math.imul(hash ^ connectionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SEGMENTS;
}
