// Frames to sockets: many at once, briefly retried, never waited for.
import {
  type ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import pMap from 'p-map';
import { type Connection, type ConnectionsTable, forgetConnection } from '../shared/connections-table.ts';
import { errorText, type Report } from '../shared/log.ts';

export interface PushParts {
  /** Its own retries (429, 5xx, timeouts) are the brief ones that a frame gets. */
  socket: ApiGatewayManagementApiClient;
  connectionsTable: ConnectionsTable;
  report: Report;
}

export interface PushResult {
  /** Frames delivered, over all connections. */
  sent: number;
  /** Frames given up, over all connections. */
  dropped: number;
  /** Connections that were gone and are forgotten. */
  forgotten: number;
}

// One call takes 20 to 30 ms: 50 in flight serve 2,000 viewers a second; the SDK's agent opens as many sockets.
const IN_FLIGHT = 50;

/** A post that overtakes $connect gets 410 too: a row younger than this is given the benefit of the doubt. */
export const YOUNG_MS = 30_000;

/**
 * Sends every frame to every connection, in order for each. Never throws for a socket's sake: 410 forgets the connection,
 * anything else drops its frames. What is unsent at the deadline is dropped.
 */
export async function push(
  { socket, connectionsTable, report }: PushParts,
  messages: readonly string[],
  connections: readonly Connection[],
  { deadline, nowMs }: { deadline: AbortSignal; nowMs(): number },
): Promise<PushResult> {
  const result: PushResult = { sent: 0, dropped: 0, forgotten: 0 };
  const reasons = new Map<string, number>();

  await pMap(
    connections,
    async ({ connectionId, connectedAtMs }) => {
      let sent = 0;
      try {
        for (const message of messages) {
          deadline.throwIfAborted();
          const post = new PostToConnectionCommand({ ConnectionId: connectionId, Data: message });
          await socket.send(post, { abortSignal: deadline });
          sent++;
        }
      } catch (error) {
        const gone = error instanceof GoneException;
        if (gone && nowMs() - connectedAtMs > YOUNG_MS) {
          if (await tryToForget(connectionsTable, connectionId, deadline, report)) result.forgotten++;
        } else {
          result.dropped += messages.length - sent;
          const reason = gone ? 'gone, but its row is young' : deadline.aborted ? 'out of time' : errorText(error);
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      }
      result.sent += sent;
    },
    { concurrency: IN_FLIGHT },
  );

  // One line for each reason, not for each viewer.
  for (const [reason, viewers] of reasons) report.warn('frames dropped', { reason, viewers });
  return result;
}

async function tryToForget(
  table: ConnectionsTable,
  connectionId: string,
  deadline: AbortSignal,
  report: Report,
): Promise<boolean> {
  try {
    await forgetConnection(table, connectionId, { abortSignal: deadline });
    return true;
  } catch (error) {
    // The next frame meets 410 again, and the row's own TTL is the last word.
    report.warn('a gone connection could not be forgotten', { connectionId, reason: errorText(error) });
    return false;
  }
}
