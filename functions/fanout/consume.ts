// Handles one batch: decodes, stores, pushes, and sends invalid records to quarantine. The push is best effort.
import type { KinesisStreamRecord } from 'aws-lambda';
import { MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import type { Pace } from '../shared/batches.ts';
import {
  type ConnectionsTable,
  openConnections,
  readSegment,
  SEGMENTS,
  storeCount,
} from '../shared/connections-table.ts';
import { errorText, type Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import type { Poster } from '../shared/poster.ts';
import { push, reportDropped } from '../shared/push.ts';
import { lastOfEachKey, type StoredPoint, storePoints, type TrackTable } from '../shared/track-table.ts';
import { decode, type Reject } from './decode.ts';
import { toFrames } from './frames.ts';
import { handOver, toOrders, type Workers } from './hand-over.ts';
import { type Quarantine, sendToQuarantine } from './quarantine.ts';

export interface ConsumeParts {
  trackTable: TrackTable;
  connectionsTable: ConnectionsTable;
  quarantine: Quarantine;
  poster: Poster;
  workers: Workers;
  /** The ceiling of open sockets; without it there is none. */
  maxViewers?: number;
  pace: Pace;
  report: Report;
  /** How long the push may take, milliseconds: reading the connections, posting, and deleting those that are gone. */
  pushMs: number;
}

/**
 * Handles the records of one batch. When it returns, each is stored or in quarantine. Throws when storing fails, before
 * anything is pushed, or when the quarantine queue fails, after the push: valid points never wait for invalid records.
 */
export async function consume(
  parts: ConsumeParts,
  records: readonly KinesisStreamRecord[],
  nowMs: number,
): Promise<void> {
  const { report, pace } = parts;
  const points: StoredPoint[] = [];
  const rejects: Reject[] = [];
  for (const record of records) {
    const decoded = decode(record.kinesis, nowMs);
    if ('reason' in decoded) rejects.push(decoded);
    else points.push(decoded);
  }

  reportWait(report, records, nowMs);

  await storePoints(parts.trackTable, points, pace);
  report.count(METRIC.pointsStored, points.length);

  const quarantined = sendToQuarantine(parts.quarantine, rejects, pace, report).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const pushed = await pushPoints(parts, points, nowMs);
  report.info('batch', { records: records.length, stored: points.length, rejected: rejects.length, ...pushed });

  const failure = await quarantined;
  if (failure) throw failure.error;
}

/** Pushes the live points. Never throws: the points are stored, so pages can fetch them from the API. */
async function pushPoints(
  { connectionsTable, poster, workers, maxViewers = 0, report, pushMs }: ConsumeParts,
  points: StoredPoint[],
  nowMs: number,
) {
  const distinct = lastOfEachKey(points);
  const messages = { points: toFrames(distinct, nowMs), compact: toFrames(distinct, nowMs, 'compact') };
  const frames = messages.points.length;
  if (frames === 0) return { frames };
  const deadline = AbortSignal.timeout(pushMs);
  try {
    const options = { abortSignal: deadline };
    // $connect compares it with the ceiling. Meanwhile the frames go out.
    const store = (connections: number) => {
      reportCeiling(report, connections, maxViewers);
      return storeCount(connectionsTable, { connections, countedAtMs: nowMs }, options).catch((error: unknown) =>
        report.warn('could not store the number of viewers', { reason: errorText(error) }),
      );
    };
    // Segments have about as many connections: one of them tells how large the audience is.
    const first = readSegment(connectionsTable, 0, nowMs, options);
    const audience = (await first).length * SEGMENTS;
    if (audience >= workers.from) {
      // An estimate is good enough: a ceiling of sockets is not exact either.
      const stored = store(audience);
      const orders = toOrders(messages, audience, Date.now());
      const started = await handOver(workers, orders, report, deadline);
      await stored;
      // The workers report what they drop themselves.
      const lost = orders.length - started;
      if (lost > 0) reportDropped(report, { sent: started, dropped: lost });
      return { frames, audience, workers: started };
    }
    const others = openConnections(connectionsTable, nowMs, { ...options, except: 0 });
    // When they cannot be read, the count of the last minute stays.
    const stored = Promise.all([first, others]).then(
      (all) => store(all.flat().length),
      () => undefined,
    );
    const readings = [
      { segments: 1, connections: first },
      { segments: SEGMENTS - 1, connections: others },
    ];
    const time = { deadline, nowMs: Date.now };
    const result = await push({ poster, connectionsTable, report }, messages, readings, time);
    await stored;
    if (result.connections > 0) report.count(METRIC.framesSent, result.sent);
    reportDropped(report, result);
    return { frames, ...result };
  } catch (error) {
    reportDropped(report, { sent: 0, dropped: frames });
    report.error('push failed; pages will fetch these points from the API', { reason: errorText(error) });
    return { frames };
  }
}

// Points come three minutes early, so viewers notice nothing yet.
const LONG_WAIT_MS = MINUTE_MS;

/** Reports records that waited in the stream: fanout, or what it writes to, is too slow or was out. */
function reportWait(report: Report, records: readonly KinesisStreamRecord[], nowMs: number): void {
  const waitedMs = Math.max(...records.map(({ kinesis }) => nowMs - kinesis.approximateArrivalTimestamp * SECOND_MS));
  if (waitedMs < LONG_WAIT_MS) return;
  report.count(METRIC.nearLimits, 1);
  report.warn('records waited in the stream', { waitedSeconds: Math.round(waitedMs / SECOND_MS) });
}

// Of the ceiling of sockets.
const NEAR_CEILING = 0.8;

/** Reports that soon no more sockets may open. A ceiling of 0 is no limit to come close to: all pages poll. */
function reportCeiling(report: Report, connections: number, maxViewers: number): void {
  if (maxViewers === 0 || connections < NEAR_CEILING * maxViewers) return;
  report.count(METRIC.nearLimits, 1);
  report.warn('sockets near their ceiling', { connections, maxViewers });
}
