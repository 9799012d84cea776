// A recording of the feed, and the same made ready to be played. Pure.

import { LEAD_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import { parseTrack, type TrackAnswer } from '../../wire/track.ts';

/** web/demo/recording.json, which local/record.ts writes. */
export interface Recording {
  recordedAt: string;
  /** The answer of GET /satellites. */
  satellites: SatellitesAnswer;
  /** For each of them, the answer of GET /satellites/{catalogNumber}/track?points=N. */
  tracks: TrackAnswer[];
}

/** A recording made ready: the points by satellite, and the time that the demo's clock goes through. */
export interface Tape {
  readonly satellites: SatellitesAnswer['satellites'];
  /** By catalog number; oldest first. */
  readonly points: ReadonlyMap<number, readonly TrackPoint[]>;
  /** The first whole minute with a whole hour before it... */
  readonly beginMs: number;
  /** ...and the last with the whole lead after it, where the clock is back at the first. */
  readonly endMs: number;
}

/** @throws Error when the recording is too short to be played */
export function readRecording({ satellites, tracks }: Recording): Tape {
  const points = new Map(tracks.map((answer) => [answer.catalogNumber, parseTrack(answer)]));
  const oldestMs = Math.max(...[...points.values()].map((track) => track[0]?.timeMs ?? Number.NaN));
  const newestMs = Math.min(...[...points.values()].map((track) => track.at(-1)?.timeMs ?? Number.NaN));
  const beginMs = Math.ceil((oldestMs + HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const endMs = Math.floor((newestMs - LEAD_MS) / MINUTE_MS) * MINUTE_MS;
  if (!(endMs > beginMs)) throw new Error('The recording is shorter than an hour and the lead: record it anew');
  return { satellites: satellites.satellites, points, beginMs, endMs };
}
