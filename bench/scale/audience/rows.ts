// Rows of the connections table for viewers without sockets.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { type Connection, type ConnectionsTable, segmentOf } from '../../../functions/shared/connections-table.ts';
import { EXPIRES_AT } from '../../../functions/shared/names.ts';
import { HOUR_MS } from '../../../orbit/time.ts';

/** Of one call. */
const MAX_ROWS = 25;

/** As $connect stores it. */
export type Row = Connection & { segment: number; [EXPIRES_AT]: number };

/** Ids in the form of API Gateway's. */
export function connectionIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Zk3x${String(index).padStart(6, '0')}AMCE1A=`);
}

export function toRow(connection: Connection): Row {
  const { connectionId, connectedAtMs } = connection;
  return {
    segment: segmentOf(connectionId),
    ...connection,
    [EXPIRES_AT]: Math.ceil((connectedAtMs + 2 * HOUR_MS) / 1000),
  };
}

/** Stores rows, many in a call. */
export async function storeRows({ client, tableName }: ConnectionsTable, rows: readonly Row[]): Promise<void> {
  const requests = rows.map((row) => ({ PutRequest: { Item: row } }));
  const batches = Array.from({ length: Math.ceil(requests.length / MAX_ROWS) }, (_, batch) =>
    requests.slice(batch * MAX_ROWS, (batch + 1) * MAX_ROWS),
  );
  await pMap(batches, (batch) => client.send(new BatchWriteCommand({ RequestItems: { [tableName]: batch } })), {
    concurrency: 8,
  });
}
