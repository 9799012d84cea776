// A recording of the feed, and its preparation for playback. Pure.
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
  /** For each satellite, the answer of GET /satellites/{catalogNumber}/track?points=N. */
  tracks: TrackAnswer[];
}

/** What the demo plays: the recorded points, and the span of time that its clock repeats. */
export interface Playback {
  readonly satellites: SatellitesAnswer['satellites'];
  /** By catalog number, oldest first. */
  readonly points: ReadonlyMap<number, readonly TrackPoint[]>;
  /** The first whole minute that has an hour of points before it. */
  readonly beginMs: number;
  /** The last whole minute that has the lead of points after it. The clock goes back to `beginMs` here. */
  readonly endMs: number;
}

/** @throws Error when the recording is too short to play */
export function preparePlayback({ satellites, tracks }: Recording): Playback {
  const points = new Map(tracks.map((answer) => [answer.catalogNumber, parseTrack(answer)]));
  const oldestMs = Math.max(...[...points.values()].map((track) => track[0]?.timeMs ?? Number.NaN));
  const newestMs = Math.min(...[...points.values()].map((track) => track.at(-1)?.timeMs ?? Number.NaN));
  const beginMs = Math.ceil((oldestMs + HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const endMs = Math.floor((newestMs - LEAD_MS) / MINUTE_MS) * MINUTE_MS;
  if (!(endMs > beginMs))
    throw new Error('The recording is too short: it needs more than an hour and the lead. Record again.');
  return { satellites: satellites.satellites, points, beginMs, endMs };
}
