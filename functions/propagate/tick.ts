// One tick: computes and emits the points that the track table lacks. So a tick also repairs what went wrong before.
import pMap from 'p-map';
import { cachedRecord, elementsEpoch } from '../../orbit/elements.ts';
import { feedSlots, floorToGrid, LEAD_MS, missingSlots } from '../../orbit/grid.ts';
import { ElementsError } from '../../orbit/omm.ts';
import { outlook } from '../../orbit/outlook.ts';
import { roundPoint } from '../../orbit/point.ts';
import { holdsAt, orbitalState, Sgp4Error, subSatellitePointIfAny } from '../../orbit/propagate.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { formatTime, MINUTE_MS } from '../../orbit/time.ts';
import { MAX_EPOCH_AHEAD_MS, type PointRecord, toPointRecord } from '../../wire/point-record.ts';
import type { Pace } from '../shared/batches.ts';
import type { ElementsOf } from '../shared/elements.ts';
import { errorText, type Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import { storedTimesMs, type TrackTable } from '../shared/track-table.ts';
import { publish, type Stream } from './publish.ts';

export interface TickParts {
  satellites: readonly Satellite[];
  elementsOf: ElementsOf;
  table: TrackTable;
  stream: Stream;
  /** How long reading the table may take for all satellites together, milliseconds. */
  readMs: number;
  pace: Pace;
  report: Report;
}

export interface TickResult {
  emitted: number;
  leftOver: number;
}

// A query takes some 5 ms. Ten at once read the points of 100 satellites in a fraction of a second.
const QUERIES_IN_FLIGHT = 10;

// The scheduler starts a tick at any moment of its minute, so the next one comes within two.
const TICK_MS = 2 * MINUTE_MS;

/**
 * Emits every point of the feed's window at `nowMs` that the table lacks. A satellite whose times cannot be read gets
 * the newest points only. Throws on outages and bugs: when the times of no satellite can be read, after emitting.
 */
export async function tick(parts: TickParts, nowMs: number): Promise<TickResult> {
  const { satellites, stream, readMs, pace, report } = parts;
  const deadline = AbortSignal.timeout(readMs);
  const missing = await pMap(
    satellites,
    async ({ catalogNumber }) => ({ catalogNumber, ...(await findMissing(parts, catalogNumber, nowMs, deadline)) }),
    { concurrency: QUERIES_IN_FLIGHT },
  );
  const computed = missing.map(({ catalogNumber, slots }) => computePoints(catalogNumber, slots, parts, nowMs));
  const records = computed.flatMap((satellite) => satellite.records);

  const leftOver = await publish(stream, records, pace);
  const emitted = records.length - leftOver.length;
  if (leftOver.length > 0) {
    report.count(METRIC.pointsLeftOver, leftOver.length);
    report.count(METRIC.nearLimits, 1);
    report.warn('not all points were sent before the deadline; the next tick sends the rest', {
      leftOver: leftOver.length,
      emitted,
    });
  }
  report.info('tick', { emitted, satellites: satellites.length });
  const unread = missing.filter(({ failure }) => failure);
  // Without one that could be read nothing is known, and the alarm treats a missing value as bad.
  if (satellites.length === 0 || unread.length < satellites.length) {
    report.count(METRIC.satellitesBehind, computed.filter(({ isBehind }) => isBehind).length);
  }
  // So that Lambda counts an error. The schedule does not retry.
  if (unread.length > 0 && unread.length === satellites.length) throw unread[0]?.failure?.error;
  return { emitted, leftOver: leftOver.length };
}

/**
 * The slots that one satellite lacks. When the table cannot be read, those that no earlier tick has emitted: without
 * them a long outage of reads would stop the feed. Not the whole hour: newer elements would change points that viewers
 * have, and all satellites together would fill the stream for half a minute. A later tick fills the holes.
 */
async function findMissing(
  { table, report }: TickParts,
  catalogNumber: number,
  nowMs: number,
  deadline: AbortSignal,
): Promise<{ slots: number[]; failure?: { error: unknown } }> {
  const slots = feedSlots(nowMs);
  const [first = nowMs, last = nowMs] = [slots[0], slots.at(-1)];
  try {
    const storedMs = await storedTimesMs(table, catalogNumber, first, last, { abortSignal: deadline });
    return { slots: missingSlots(slots, storedMs) };
  } catch (error) {
    report.warn('cannot read which points are stored; only the newest are emitted', {
      catalogNumber,
      reason: errorText(error),
    });
    return { slots: slots.filter((slot) => slot > nowMs + LEAD_MS - TICK_MS), failure: { error } };
  }
}

/**
 * The points of one satellite, as far as its elements reach. Without elements, or when they cannot be used, it has
 * none; the other satellites go on. It is behind when it lacks the newest point that earlier ticks should have emitted,
 * or when its elements cannot be used; never while it waits for its first elements, or beyond their end.
 */
function computePoints(
  catalogNumber: number,
  slots: number[],
  { elementsOf, report }: TickParts,
  nowMs: number,
): { records: PointRecord[]; isBehind: boolean } {
  const elements = elementsOf(catalogNumber);
  if (!elements) {
    report.info('waiting for elements', { catalogNumber });
    return { records: [], isBehind: false };
  }
  try {
    const record = cachedRecord(elements.omm);
    const epoch = elementsEpoch(elements.omm);
    if (record.epochMs > nowMs + MAX_EPOCH_AHEAD_MS) throw new ElementsError(`EPOCH is in the future: ${epoch}`);
    // Throws for a set that SGP4 refuses at its epoch.
    orbitalState(record, 0);
    const points = slots.flatMap((timeMs) => subSatellitePointIfAny(record, timeMs) ?? []);
    if (!holdsAt(record, nowMs)) {
      report.info('the elements have ended', { catalogNumber, reason: outlook(elements.omm, nowMs)?.reason });
    }
    const dueMs = floorToGrid(nowMs + LEAD_MS - TICK_MS);
    const isBehind = points.some(({ timeMs }) => timeMs === dueMs);
    if (isBehind) report.info('satellite behind', { catalogNumber, due: formatTime(dueMs) });
    return { records: points.map((point) => toPointRecord(catalogNumber, roundPoint(point), epoch)), isBehind };
  } catch (error) {
    if (!(error instanceof Sgp4Error || error instanceof ElementsError)) throw error;
    report.warn('cannot compute points from these elements', { catalogNumber, reason: errorText(error) });
    return { records: [], isBehind: true };
  }
}
