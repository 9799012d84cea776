// GET /tracks: query and the demo write it, the page reads it.
import type { TrackPoint } from '../orbit/point.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { AnswerError, isObject, parseNumbers } from './json.ts';
import { parseTrack, type TrackAnswer } from './track.ts';

export interface TracksAnswer {
  tracks: TrackAnswer[];
  /** Catalog numbers of the satellites whose points could not be read now. */
  failed: number[];
}

/** What the page reads. */
export interface Tracks {
  /** The points of each satellite, by catalog number; nothing for those that failed. */
  tracks: Map<number, TrackPoint[]>;
  failed: number[];
}

/**
 * Reads the tracks of several satellites.
 * @throws AnswerError when it is not a list of tracks
 */
export function parseTracks(answer: unknown): Tracks {
  if (!isObject(answer) || !Array.isArray(answer.tracks)) throw new AnswerError('no list of tracks');
  const tracks = answer.tracks.map((track: unknown): [number, TrackPoint[]] => {
    if (!isObject(track) || !isCatalogNumber(track.catalogNumber))
      throw new AnswerError('a track without a catalog number');
    return [track.catalogNumber, parseTrack(track)];
  });
  return { tracks: new Map(tracks), failed: parseNumbers(answer.failed) };
}
