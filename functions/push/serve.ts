// Sends the frames of an order to every connection of its segments, no faster than its share of the account's quota.
import type { PushOrder } from '../../wire/push-order.ts';
import { type ConnectionsTable, readSegment } from '../shared/connections-table.ts';
import type { Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import type { Poster } from '../shared/poster.ts';
import { push, reportDropped } from '../shared/push.ts';
import { type Clock, createPacer } from './pacer.ts';

export interface ServeParts {
  connectionsTable: ConnectionsTable;
  poster: Poster;
  report: Report;
  clock: Clock;
}

/** The order came after its deadline: Lambda had no execution for it. */
export class TooLateError extends Error {
  override name = 'TooLateError';
}

/**
 * Serves the connections until the deadline. Errors of a socket are not thrown; frames that are not sent are dropped.
 * @throws TooLateError, and errors of the SDK when none of the connections can be read
 */
export async function serve(parts: ServeParts, order: PushOrder): Promise<void> {
  const { connectionsTable, poster, report, clock } = parts;
  const { frames, segments, postsPerSecond, deadlineMs } = order;
  const startMs = clock.nowMs();
  if (startMs >= deadlineMs) {
    throw new TooLateError(`The order came ${startMs - deadlineMs} ms after its deadline. Segments: ${segments}.`);
  }
  const deadline = AbortSignal.timeout(deadlineMs - startMs);
  const readings = segments.map((segment) => ({
    segments: 1,
    connections: readSegment(connectionsTable, segment, startMs, { abortSignal: deadline }),
  }));
  const turn = createPacer(postsPerSecond, clock);
  const result = await push({ poster, connectionsTable, report }, frames, readings, {
    deadline,
    nowMs: clock.nowMs,
    turn,
  });
  report.count(METRIC.framesSent, result.sent);
  reportDropped(report, result);
  report.info('pushed', { segments, ...result });
}
