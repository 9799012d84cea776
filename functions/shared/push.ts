// Sends frames to sockets, many at once, until the deadline.
import { GoneException } from '@aws-sdk/client-apigatewaymanagementapi';
import pMap from 'p-map';
import type { FramesByForm } from '../../wire/push-order.ts';
import { type ConnectionsTable, forgetConnection, type OpenConnection } from './connections-table.ts';
import { errorText, type Report } from './log.ts';
import { METRIC } from './names.ts';
import { encodeFrame, IN_FLIGHT, type Poster } from './poster.ts';

export interface PushParts {
  /** Its retries (429, 5xx, timeouts) are the only ones. */
  poster: Poster;
  connectionsTable: ConnectionsTable;
  report: Report;
}

export interface PushResult {
  /** Frames delivered, over all connections. */
  sent: number;
  /** Frames not delivered, over all connections. */
  dropped: number;
  /** Connections that were gone and have been deleted. */
  forgotten: number;
}

// A post that overtakes the end of $connect also gets 410, so a row younger than this stays.
const NEW_CONNECTION_MS = 30_000;

export interface PushTime {
  deadline: AbortSignal;
  nowMs(): number;
  /** Resolves when the next post may start; at once when it is missing. */
  turn?: () => Promise<void>;
}

/**
 * Sends every frame to every connection, in its form and in order for each. Errors of a socket are not thrown: 410
 * deletes the connection, any other error drops its frames. Frames that are not sent by the deadline are dropped.
 */
export async function push(
  { poster, connectionsTable, report }: PushParts,
  messages: FramesByForm,
  connections: readonly OpenConnection[],
  { deadline, nowMs, turn }: PushTime,
): Promise<PushResult> {
  const result: PushResult = { sent: 0, dropped: 0, forgotten: 0 };
  const reasons = new Map<string, number>();
  const encoded = { points: messages.points.map(encodeFrame), compact: messages.compact.map(encodeFrame) };
  const ended = endOf(deadline);

  await pMap(
    connections,
    async (connection) => {
      const { connectionId, connectedAtMs, form = 'points' } = connection;
      const frames = encoded[form];
      let sent = 0;
      try {
        for (const frame of frames) {
          deadline.throwIfAborted();
          if (turn) {
            await Promise.race([turn(), ended]);
            deadline.throwIfAborted();
          }
          await poster.post(connectionId, frame, deadline);
          sent++;
        }
      } catch (error) {
        const gone = error instanceof GoneException;
        if (gone && nowMs() - connectedAtMs > NEW_CONNECTION_MS) {
          if (await tryToDelete(connectionsTable, connection, deadline, report)) result.forgotten++;
        } else {
          result.dropped += frames.length - sent;
          const reason = gone
            ? 'gone, but connected in the last 30 s'
            : deadline.aborted
              ? 'no time left'
              : errorText(error);
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      }
      result.sent += sent;
    },
    { concurrency: IN_FLIGHT },
  );

  // One line per reason, not per viewer.
  for (const [reason, viewers] of reasons) report.warn('frames dropped', { reason, viewers });
  return result;
}

/** Reports the share of frames that were not delivered. Without frames there is none. */
export function reportDropped(report: Report, { sent, dropped }: Pick<PushResult, 'sent' | 'dropped'>): void {
  const frames = sent + dropped;
  if (frames > 0) report.percent(METRIC.framesDropped, (100 * dropped) / frames);
}

/** Rejects at the deadline. */
function endOf(deadline: AbortSignal): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason), { once: true });
  });
  // Nobody may be waiting then.
  ended.catch(() => {});
  return ended;
}

async function tryToDelete(
  table: ConnectionsTable,
  { connectionId, segment }: OpenConnection,
  deadline: AbortSignal,
  report: Report,
): Promise<boolean> {
  try {
    await forgetConnection(table, connectionId, { segment, abortSignal: deadline });
    return true;
  } catch (error) {
    // The next frame gets 410 again, and the row expires anyway.
    report.warn('could not delete a closed connection; the next frame tries again', {
      connectionId,
      reason: errorText(error),
    });
    return false;
  }
}
