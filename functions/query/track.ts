// GET /satellites/{catalogNumber}/track: where a satellite has been, and the points ahead that are already known.
import { LEAD_MS, lastGridTimes } from '../../orbit/grid.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { toTrackAnswer } from '../../wire/track.ts';
import { storedPoints } from '../shared/track-table.ts';
import type { Answer, AnswerParts } from './answer.ts';
import type { TrackRequest } from './request.ts';
import { trackCsv, trackGeoJson } from './track-forms.ts';

export async function answerTrack(
  { points, beforeMs, form }: TrackRequest,
  satellite: Satellite,
  { table }: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const endMs = beforeMs ?? nowMs;
  const slots = lastGridTimes(points, endMs);
  const [first = endMs, last = endMs] = [slots[0], slots.at(-1)];
  const untilMs = beforeMs === undefined ? nowMs + LEAD_MS : last;
  const stored = await storedPoints(table, satellite.catalogNumber, first, untilMs, nowMs);
  const track = toTrackAnswer(satellite, stored, endMs, slots.length);
  const isSettled = track.complete && beforeMs !== undefined && beforeMs <= nowMs;
  const answer = { status: 200, form, lifetime: isSettled ? 'settled' : 'live' } as const;

  const recorded = stored.filter((point) => point.timeMs <= endMs);
  if (form === 'csv') return { ...answer, body: trackCsv(recorded) };
  if (form === 'geojson') return { ...answer, body: trackGeoJson(recorded, track) };
  return { ...answer, body: track };
}
