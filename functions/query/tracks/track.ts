// GET /satellites/{catalogNumber}/track: where a satellite has been, and the points ahead that are already known.
import { floorToGrid, LEAD_MS, lastGridTimes, STEP_MS } from '../../../orbit/grid.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import { toTrackAnswer } from '../../../wire/track.ts';
import { POINT_LIFETIME_MS, storedPoints } from '../../shared/track-table.ts';
import { trackFileName } from '../forms/file-names.ts';
import { type Answer, type AnswerParts, Problem } from '../http/answer.ts';
import type { TrackRequest } from '../http/request.ts';
import { trackCsv, trackGeoJson } from './track-forms.ts';

/** A track. @throws Problem 400 when it would end where no points are kept */
export async function answerTrack(
  { points, beforeMs, form }: TrackRequest,
  satellite: Satellite,
  { table }: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const endMs = beforeMs ?? nowMs;
  refuseOutside(endMs, nowMs);
  const slots = lastGridTimes(points, endMs);
  const [first = endMs, last = endMs] = [slots[0], slots.at(-1)];
  const untilMs = beforeMs === undefined ? nowMs + LEAD_MS : last;
  const stored = await storedPoints(table, satellite.catalogNumber, first, untilMs, nowMs);
  const track = toTrackAnswer(satellite, stored, endMs, slots.length);
  const isSettled = track.complete && beforeMs !== undefined && beforeMs <= nowMs;
  const fileName = trackFileName(satellite, endMs);
  const answer = { status: 200, form, lifetime: isSettled ? 'settled' : 'live', fileName } as const;

  const recorded = stored.filter((point) => point.timeMs <= endMs);
  if (form === 'csv') return { ...answer, body: trackCsv(recorded) };
  if (form === 'geojson') return { ...answer, body: trackGeoJson(recorded, track) };
  return { ...answer, body: track };
}

function refuseOutside(endMs: number, nowMs: number): void {
  // A point that is exactly as old as that has expired.
  const oldestMs = floorToGrid(nowMs - POINT_LIFETIME_MS) + STEP_MS;
  const newestMs = floorToGrid(nowMs + LEAD_MS);
  const lastMs = floorToGrid(endMs);
  if (lastMs >= oldestMs && lastMs <= newestMs) return;
  throw new Problem(
    400,
    `before must be from ${formatTime(oldestMs)} to ${formatTime(newestMs)}: points are kept for 25 hours, and known three minutes ahead.`,
  );
}
