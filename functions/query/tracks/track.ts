// GET /satellites/{catalogNumber}/track: where a satellite has been, and the points ahead that are already known.
import type { Satellite } from '../../../orbit/satellites.ts';
import { trackFileName } from '../forms/file-names.ts';
import type { Answer, AnswerParts } from '../http/answer.ts';
import type { TrackRequest } from '../http/request.ts';
import { unknownTime } from '../known-time.ts';
import { readTrack, trackWindow } from './read-track.ts';
import { trackCsv, tracksGeoJson } from './track-forms.ts';

/** A track. @throws Problem 400 when it would end where nothing is known */
export async function answerTrack(
  request: TrackRequest,
  satellite: Satellite,
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const { form } = request;
  const window = trackWindow(request, nowMs);
  const read = await readTrack(window, satellite, parts, nowMs);
  if (read.isUnknown) throw await unknownTime(request.endName ?? 'before', [satellite], parts, nowMs);
  const fileName = trackFileName(satellite, window.endMs);
  const answer = { status: 200, form, lifetime: read.isSettled ? 'settled' : 'live', fileName } as const;

  if (form === 'csv') return { ...answer, body: trackCsv(read) };
  if (form === 'geojson') return { ...answer, body: tracksGeoJson([read], request.swath) };
  return { ...answer, body: read.track };
}
