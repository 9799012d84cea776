// Handles $connect and $disconnect of the socket.
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { createDocumentClient } from '../shared/clients.ts';
import { forgetConnection, rememberConnection } from '../shared/connections-table.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { mayConnect, originOf, readOrigins } from './origins.ts';

const table = { client: createDocumentClient(), tableName: requireEnv(ENV.connectionsTable) };
const allowedOrigins = readOrigins(process.env[ENV.allowedOrigins]);
const report = createReport();

/** A request to connect has headers, as the client wrote them. */
type Event = APIGatewayProxyWebsocketEventV2 & { readonly headers?: Readonly<Record<string, string>> };

/**
 * Throws when a connection cannot be stored: API Gateway then refuses it with 500,
 * and the page retries instead of waiting for frames.
 * A page of an origin that is not on the list gets 403, and nothing is stored.
 */
export async function handler({ requestContext, headers = {} }: Event): Promise<{ statusCode: number }> {
  const { connectionId, eventType } = requestContext;
  if (eventType === 'CONNECT') {
    const origin = originOf(headers);
    if (!mayConnect(origin, allowedOrigins)) {
      report.info('refused', { connectionId, origin });
      return { statusCode: 403 };
    }
    await rememberConnection(table, { connectionId, connectedAtMs: Date.now() });
  } else {
    await forgetConnection(table, connectionId);
  }
  report.info(eventType === 'CONNECT' ? 'connected' : 'disconnected', { connectionId });
  return { statusCode: 200 };
}
