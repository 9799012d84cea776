// GET /tracks: the tracks of several satellites in one answer.
import pMap from 'p-map';
import type { Satellite } from '../../../orbit/satellites.ts';
import type { TracksAnswer } from '../../../wire/tracks.ts';
import { errorText } from '../../shared/log.ts';
import { tracksFileName } from '../forms/file-names.ts';
import { type Answer, type AnswerParts, Problem, QUERIES_IN_FLIGHT } from '../http/answer.ts';
import type { TracksRequest } from '../http/request.ts';
import { unknownTime } from '../known-time.ts';
import { type ReadTrack, readTrack, trackWindow } from './read-track.ts';
import { tracksCsv, tracksGeoJson } from './track-forms.ts';

// The last hour of 100 satellites, or a day of four: 2 MB of JSON, a third of what Lambda returns at most.
const MAX_POINTS = 18_000;

/**
 * The tracks of some satellites, in their order.
 * JSON names the satellites whose points could not be read; the answer then must not be stored. A table and a map layer
 * have no place for that: they are whole, or fail.
 * @throws Problem 400 for more points than one answer holds, or an end at which nothing is known of any of them
 */
export async function answerTracks(
  request: TracksRequest,
  satellites: readonly Satellite[],
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const { form, points } = request;
  refuseTooMany(satellites.length, points);
  const window = trackWindow(request, nowMs);
  const read = await pMap(
    satellites,
    (satellite) => tryToRead(satellite, () => readTrack(window, satellite, parts, nowMs), parts),
    QUERIES_IN_FLIGHT,
  );
  const failures = read.filter((each): each is FailedRead => 'error' in each);
  const tracks = read.filter((each): each is ReadTrack => !('error' in each));
  if (failures[0] && (form !== 'json' || tracks.length === 0)) throw failures[0].error;

  if (tracks.length > 0 && tracks.every((track) => track.isUnknown))
    throw await unknownTime(request.endName ?? 'before', satellites, parts, nowMs);

  const isSettled = tracks.every((track) => track.isSettled);
  const lifetime = failures.length > 0 ? 'momentary' : isSettled ? 'settled' : 'live';
  const answer = { status: 200, form, lifetime, fileName: tracksFileName(satellites, window.endMs) } as const;
  if (form === 'csv') return { ...answer, body: tracksCsv(tracks) };
  if (form === 'geojson') return { ...answer, body: tracksGeoJson(tracks, request.swath) };
  const body: TracksAnswer = {
    tracks: tracks.map(({ track }) => track),
    failed: failures.map(({ catalogNumber }) => catalogNumber),
  };
  return { ...answer, body };
}

function refuseTooMany(satellites: number, points: number): void {
  if (satellites * points <= MAX_POINTS) return;
  const most = Math.floor(MAX_POINTS / satellites);
  throw new Problem(
    400,
    `${satellites} satellites with ${points} points each are ${satellites * points} points. One answer has at most ${MAX_POINTS}. Ask for at most ${most} points, or for fewer satellites.`,
  );
}

interface FailedRead {
  catalogNumber: number;
  error: unknown;
}

/** The read of one satellite must not lose the others. */
async function tryToRead(
  { catalogNumber }: Satellite,
  read: () => Promise<ReadTrack>,
  { report }: AnswerParts,
): Promise<ReadTrack | FailedRead> {
  try {
    return await read();
  } catch (error) {
    report.error('reading a track failed', { catalogNumber, reason: errorText(error) });
    return { catalogNumber, error };
  }
}
