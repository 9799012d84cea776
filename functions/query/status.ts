// GET /status: whether the last hour of every satellite is complete.
import pMap from 'p-map';
import { elementsState, isUsable } from '../../orbit/age.ts';
import { cachedRecord } from '../../orbit/elements.ts';
import { floorToGrid, HOUR_POINTS, LEAD_MS, lastGridTimes, missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { ElementsError, type Omm } from '../../orbit/omm.ts';
import { outlook } from '../../orbit/outlook.ts';
import { holdsAt } from '../../orbit/propagate.ts';
import { formatTime } from '../../orbit/time.ts';
import { type SatelliteStatus, type StatusAnswer, toSatelliteStatus } from '../../wire/status.ts';
import { latestPoint, storedPoints } from '../shared/track-table.ts';
import { type Answer, type AnswerParts, QUERIES_IN_FLIGHT } from './http/answer.ts';

export async function answerStatus(parts: AnswerParts, nowMs: number): Promise<Answer> {
  const feeds = await pMap(
    parts.satellites,
    ({ catalogNumber }) => describeFeed(catalogNumber, parts, nowMs),
    QUERIES_IN_FLIGHT,
  );
  const body: StatusAnswer = { now: formatTime(nowMs), satellites: feeds.map(({ status }) => status) };
  return { status: feeds.every(({ isHealthy }) => isHealthy) ? 200 : 503, form: 'json', body, lifetime: 'momentary' };
}

async function describeFeed(
  catalogNumber: number,
  { elementsOf, table }: AnswerParts,
  nowMs: number,
): Promise<{ status: SatelliteStatus; isHealthy: boolean }> {
  const slots = lastGridTimes(HOUR_POINTS, nowMs);
  const stored = await storedPoints(table, catalogNumber, slots[0] as number, nowMs + 2 * LEAD_MS, nowMs);
  // After an outage of more than an hour the newest point is older than the first slot.
  const newest = stored.at(-1) ?? (await latestPoint(table, catalogNumber, nowMs));
  const storedMs = stored.map(({ timeMs }) => timeMs);
  const omm = elementsOf(catalogNumber)?.omm;
  const state = elementsState(omm, nowMs);
  const missing = missingSlots(slots, storedMs);
  if (!omm || !isUsable(state)) {
    const status = toSatelliteStatus(catalogNumber, newest?.timeMs, missing.length, state, nowMs);
    // A satellite without usable elements cannot have points. It is reported, but does not count as a failure of the
    // feed.
    return { status: withReason(status, omm, nowMs), isHealthy: true };
  }
  // Slots that the elements do not reach: before a set of a satellite that has just been launched, or is about to
  // decay.
  const record = cachedRecord(omm);
  const expected = missing.filter((timeMs) => holdsAt(record, timeMs)).length;
  const isAhead = newest !== undefined && newest.timeMs > nowMs;
  const endsNow = !holdsAt(record, floorToGrid(nowMs) + STEP_MS);
  return {
    status: toSatelliteStatus(catalogNumber, newest?.timeMs, expected, state, nowMs),
    isHealthy: expected === 0 && (isAhead || endsNow),
  };
}

function withReason(status: SatelliteStatus, omm: Omm | undefined, nowMs: number): SatelliteStatus {
  try {
    const reason = omm && outlook(omm, nowMs)?.reason;
    return reason ? { ...status, reason } : status;
  } catch (error) {
    if (error instanceof ElementsError) return { ...status, reason: error.message };
    throw error;
  }
}
