// Sends frames to sockets, many at once, until the deadline. The first get theirs while others are still read.
import { ApiGatewayManagementApiServiceException, GoneException } from '@aws-sdk/client-apigatewaymanagementapi';
import pMap from 'p-map';
import type { FramesByForm } from '../../wire/push-order.ts';
import { type ConnectionsTable, forgetConnection, type OpenConnection } from './connections-table.ts';
import { errorText, type Report } from './log.ts';
import { METRIC } from './names.ts';
import { encodeFrame, type Poster } from './poster.ts';

export interface PushParts {
  /** Its retries (429, 5xx, timeouts) are the only ones. */
  poster: Poster;
  connectionsTable: ConnectionsTable;
  report: Report;
}

/** Connections that are being read. */
export interface Reading {
  /** How many segments of the table they are in. */
  segments: number;
  connections: Promise<OpenConnection[]>;
}

export interface PushResult {
  /** Connections that were read. */
  connections: number;
  /** Frames delivered, over all connections. */
  sent: number;
  /** Frames not delivered, over all connections. A segment that was not read counts as the others do on average. */
  dropped: number;
  /** Connections that were gone and have been deleted. */
  forgotten: number;
  /** Segments that could not be read. */
  unread: number;
}

// A post that overtakes the end of $connect also gets 410, so a row younger than this stays.
const NEW_CONNECTION_MS = 30_000;

// As many as the SDK's client opens connections for.
const DELETES_IN_FLIGHT = 50;

// The gateway refuses posts above the account's quota, which other APIs may be using up. After the poster's three tries a
// viewer waits until all others have been served. More passes would only wait for a viewer who reads too slowly, for
// whom the answer is the same.
const PASSES = 3;

export interface PushTime {
  deadline: AbortSignal;
  nowMs(): number;
  /** Resolves when the next post may start; at once when it is missing. */
  turn?: () => Promise<void>;
}

interface Viewer {
  connection: OpenConnection;
  /** Frames that it has got. */
  sent: number;
}

/**
 * Sends every frame to every connection, in its form and in order for each. Errors of a socket are not thrown: after
 * 410 the connection is deleted, any other error drops its frames. Frames that are not sent by the deadline are dropped.
 * @param readings the connections as they are being read
 * @throws the error of a read when none of them can be read
 */
export async function push(
  { poster, connectionsTable, report }: PushParts,
  messages: FramesByForm,
  readings: readonly Reading[],
  { deadline, nowMs, turn }: PushTime,
): Promise<PushResult> {
  const result: PushResult = { connections: 0, sent: 0, dropped: 0, forgotten: 0, unread: 0 };
  const reasons = new Map<string, number>();
  const gone: OpenConnection[] = [];
  const failures: { reading: Reading; reason: unknown }[] = [];
  const encoded = { points: messages.points.map(encodeFrame), compact: messages.compact.map(encodeFrame) };
  const untilDeadline = endAt(deadline);

  async function* viewers(): AsyncGenerator<Viewer> {
    for await (const connections of asTheyCome(readings, (reading, reason) => failures.push({ reading, reason }))) {
      result.connections += connections.length;
      for (const connection of connections) yield { connection, sent: 0 };
    }
  }

  /** Posts what a viewer has not got yet. Returns whether the gateway refused it because of too many posts. */
  async function serve(viewer: Viewer, isLastPass: boolean): Promise<boolean> {
    const { connectionId, connectedAtMs, form = 'points' } = viewer.connection;
    const frames = encoded[form];
    try {
      for (const frame of frames.slice(viewer.sent)) {
        deadline.throwIfAborted();
        if (turn) {
          await untilDeadline(turn());
          deadline.throwIfAborted();
        }
        await poster.post(connectionId, frame, deadline);
        viewer.sent++;
        result.sent++;
      }
      return false;
    } catch (error) {
      const isGone = error instanceof GoneException;
      if (isGone && nowMs() - connectedAtMs > NEW_CONNECTION_MS) {
        gone.push(viewer.connection);
        return false;
      }
      if (isThrottled(error) && !isLastPass && !deadline.aborted) return true;
      result.dropped += frames.length - viewer.sent;
      const reason = isGone
        ? 'gone, but connected in the last 30 s'
        : deadline.aborted
          ? 'no time left'
          : errorText(error);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      return false;
    }
  }

  let left: AsyncIterable<Viewer> | Viewer[] = viewers();
  for (let pass = 1; pass <= PASSES; pass++) {
    const refused: Viewer[] = [];
    await pMap(
      left,
      async (viewer) => {
        if (await serve(viewer, pass === PASSES)) refused.push(viewer);
      },
      { concurrency: poster.inFlight },
    );
    left = refused;
  }

  const [failure] = failures;
  if (failure) {
    if (failures.length === readings.length) throw failure.reason;
    const count = (some: readonly Reading[]) => some.reduce((sum, { segments }) => sum + segments, 0);
    result.unread = count(failures.map(({ reading }) => reading));
    // As many viewers as the other segments have, and at least one: a push that reaches nobody must show.
    const ofOne = result.connections / (count(readings) - result.unread);
    result.dropped += Math.max(failures.length, Math.round(result.unread * ofOne)) * encoded.points.length;
    const details = { segments: result.unread, reason: errorText(failure.reason) };
    report.error('could not read some of the connections; those will fetch these points from the API', details);
  }
  // One line per reason, not per viewer.
  for (const [reason, viewers] of reasons) report.warn('frames dropped', { reason, viewers });
  // Not before everybody has the frames: a slow table must not hold them up.
  result.forgotten = await deleteAll(connectionsTable, gone, deadline, report);
  return result;
}

/** Reports the share of frames that were not delivered. Without frames there is none. */
export function reportDropped(report: Report, { sent, dropped }: Pick<PushResult, 'sent' | 'dropped'>): void {
  const frames = sent + dropped;
  if (frames > 0) report.percent(METRIC.framesDropped, (100 * dropped) / frames);
}

/** What the readings bring, in the order in which they end. Errors go to `onError`. */
async function* asTheyCome(
  readings: readonly Reading[],
  onError: (reading: Reading, error: unknown) => void,
): AsyncGenerator<OpenConnection[]> {
  const waiting = new Map(
    readings.map((reading) => {
      const ended = reading.connections.catch((error: unknown) => {
        onError(reading, error);
        return [];
      });
      return [reading, ended.then((connections) => ({ reading, connections }))];
    }),
  );
  while (waiting.size > 0) {
    const { reading, connections } = await Promise.race(waiting.values());
    waiting.delete(reading);
    yield connections;
  }
}

/** Whether the gateway refused a post because there were too many. */
function isThrottled(error: unknown): boolean {
  return error instanceof ApiGatewayManagementApiServiceException && error.$metadata.httpStatusCode === 429;
}

/**
 * Makes a function that resolves as a wait does, or rejects at the deadline. Not with Promise.race against one promise of
 * the deadline: that would keep something of each wait until then.
 */
function endAt(deadline: AbortSignal): (wait: Promise<void>) => Promise<void> {
  const waiting = new Set<(reason: unknown) => void>();
  deadline.addEventListener(
    'abort',
    () => {
      for (const reject of waiting) reject(deadline.reason);
    },
    { once: true },
  );
  return async (wait) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.add(reject);
    wait.then(resolve, reject);
    try {
      await promise;
    } finally {
      waiting.delete(reject);
    }
  };
}

/** Deletes connections until the deadline. Returns how many it has deleted. */
async function deleteAll(
  table: ConnectionsTable,
  connections: readonly OpenConnection[],
  deadline: AbortSignal,
  report: Report,
): Promise<number> {
  let [deleted, failed] = [0, 0];
  let reason = '';
  await pMap(
    connections,
    async ({ connectionId, segment }) => {
      try {
        await forgetConnection(table, connectionId, { segment, abortSignal: deadline });
        deleted++;
      } catch (error) {
        failed++;
        reason = errorText(error);
      }
    },
    { concurrency: DELETES_IN_FLIGHT },
  );
  if (failed > 0) {
    // The next frame gets 410 again, and the rows expire anyway.
    const details = { connections: failed, reason };
    report.warn('could not delete closed connections; the next frame tries again', details);
  }
  return deleted;
}
