// Handles $connect and $disconnect of the socket.
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { createDocumentClient } from '../shared/clients.ts';
import { forgetConnection, rememberConnection } from '../shared/connections-table.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';

const table = { client: createDocumentClient(), tableName: requireEnv(ENV.connectionsTable) };
const report = createReport();

/**
 * Throws when a connection cannot be stored: API Gateway then refuses it with 500,
 * and the page retries instead of waiting for frames.
 */
export async function handler({ requestContext }: APIGatewayProxyWebsocketEventV2): Promise<{ statusCode: number }> {
  const { connectionId, eventType } = requestContext;
  if (eventType === 'CONNECT') {
    await rememberConnection(table, { connectionId, connectedAtMs: Date.now() });
  } else {
    await forgetConnection(table, connectionId);
  }
  report.info(eventType === 'CONNECT' ? 'connected' : 'disconnected', { connectionId });
  return { statusCode: 200 };
}
