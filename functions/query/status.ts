// GET /status: whether the last hour of every satellite is complete.
import pMap from 'p-map';
import { elementsState, isUsable } from '../../orbit/age.ts';
import { HOUR_POINTS, LEAD_MS, lastGridTimes, missingSlots } from '../../orbit/grid.ts';
import { formatTime } from '../../orbit/time.ts';
import { type SatelliteStatus, type StatusAnswer, toSatelliteStatus } from '../../wire/status.ts';
import { latestPoint, storedPoints } from '../shared/track-table.ts';
import { type Answer, type AnswerParts, QUERIES_IN_FLIGHT } from './answer.ts';

export async function answerStatus(parts: AnswerParts, nowMs: number): Promise<Answer> {
  const satellites = await pMap(
    parts.satellites,
    ({ catalogNumber }) => describeFeed(catalogNumber, parts, nowMs),
    QUERIES_IN_FLIGHT,
  );
  const body: StatusAnswer = { now: formatTime(nowMs), satellites };
  return { status: satellites.every(isHealthy) ? 200 : 503, form: 'json', body, lifetime: 'momentary' };
}

async function describeFeed(
  catalogNumber: number,
  { elementsOf, table }: AnswerParts,
  nowMs: number,
): Promise<SatelliteStatus> {
  const slots = lastGridTimes(HOUR_POINTS, nowMs);
  const stored = await storedPoints(table, catalogNumber, slots[0] as number, nowMs + 2 * LEAD_MS, nowMs);
  // After an outage of more than an hour the newest point is older than the first slot.
  const newest = stored.at(-1) ?? (await latestPoint(table, catalogNumber, nowMs));
  const storedMs = stored.map(({ timeMs }) => timeMs);
  const missing = missingSlots(slots, storedMs).length;
  const state = elementsState(elementsOf(catalogNumber)?.omm, nowMs);
  return toSatelliteStatus(catalogNumber, newest?.timeMs, missing, state, nowMs);
}

/** A satellite without usable elements cannot have points. It is reported, but does not count as a failure of the feed. */
function isHealthy({ newest, aheadSeconds, missing, elementsState }: SatelliteStatus): boolean {
  if (!isUsable(elementsState)) return true;
  return newest !== null && aheadSeconds !== null && aheadSeconds > 0 && missing === 0;
}
