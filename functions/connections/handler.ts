// Handles $connect and $disconnect of the socket.
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { frameFormOf } from '../../wire/frame.ts';
import { createDocumentClient } from '../shared/clients.ts';
import { forgetConnection, readCount, rememberConnection } from '../shared/connections-table.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { createCeiling, readCeiling } from './ceiling.ts';
import { mayConnect, originOf, readOrigins } from './origins.ts';

const table = { client: createDocumentClient(), tableName: requireEnv(ENV.connectionsTable) };
const allowedOrigins = readOrigins(process.env[ENV.allowedOrigins]);
const maxViewers = readCeiling(process.env[ENV.maxViewers]);
const ceiling = createCeiling(maxViewers, () => readCount(table));
const report = createReport();

/** What the function reads. A request to connect has headers, as the client wrote them, and perhaps parameters. */
interface Event {
  readonly requestContext: Pick<APIGatewayProxyWebsocketEventV2['requestContext'], 'connectionId' | 'eventType'>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
}

/**
 * Throws when a connection cannot be stored: API Gateway then refuses it with 500,
 * and the page retries instead of waiting for frames.
 * A page of an origin that is not on the list gets 403, one above the ceiling 503, and nothing is stored.
 */
export async function handler({
  requestContext,
  headers = {},
  queryStringParameters,
}: Event): Promise<{ statusCode: number }> {
  const { connectionId, eventType } = requestContext;
  if (eventType === 'CONNECT') {
    const origin = originOf(headers);
    if (!mayConnect(origin, allowedOrigins)) {
      // A header may have 10 kB, and a client may send fifty a second: a log is paid by the byte.
      report.info('refused', { connectionId, origin: origin?.slice(0, 200) });
      return { statusCode: 403 };
    }
    const nowMs = Date.now();
    if (!(await ceiling.mayOpen(nowMs))) {
      report.info('full', { connectionId, maxViewers });
      return { statusCode: 503 };
    }
    // An unknown form gets the usual frames.
    const isCompact = frameFormOf(queryStringParameters?.form) === 'compact';
    await rememberConnection(table, {
      connectionId,
      connectedAtMs: nowMs,
      ...(isCompact && { form: 'compact' as const }),
    });
    ceiling.opened(nowMs);
    report.info('connected', { connectionId });
  } else if (eventType === 'DISCONNECT') {
    await forgetConnection(table, connectionId);
    report.info('disconnected', { connectionId });
  }
  // A message of a client, if the gateway lets it choose these routes by their names, changes nothing.
  return { statusCode: 200 };
}
