// Points by the hour: what is recorded, what the feed has, and what the page computes in between. Pure.
// An hour has the points later than its begin, and the one at its end, as a track that the API ends there.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { HOUR_POINTS, STEP_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS } from '../../orbit/time.ts';
import type { Track } from '../satellite/tracks.ts';

/** What the points of a satellite come from. */
export interface Sources {
  /** The points of the feed. */
  feed: Track;
  /** What the API has answered about an hour; undefined when it was not asked. */
  recorded(hourMs: number): Track | undefined;
  /** The elements to compute points of an hour with; undefined without usable ones. */
  record(hourMs: number): Sgp4Record | undefined;
}

/** Computes a point, or nothing where the elements do not hold. */
export type ComputePoint = (record: Sgp4Record, timeMs: number) => TrackPoint | undefined;

/** The begin of the hour in which a point is. */
export function hourOf(timeMs: number): number {
  return Math.ceil(timeMs / HOUR_MS) * HOUR_MS - HOUR_MS;
}

interface Hour {
  recorded: Track | undefined;
  /** The part of the feed that is in the hour. */
  feed: Track;
  record: Sgp4Record | undefined;
  track: Track;
}

/** Hours that are kept for a satellite: all that the slider reaches, two days and an hour more on both sides. */
const KEPT_HOURS = 52;

/** Puts together the track of one satellite. Points that have not changed are the same array. */
export function createHours(compute: ComputePoint) {
  const hours = new Map<number, Hour>();
  let last: { parts: Track[]; track: Track } = { parts: [], track: [] };

  /** The track from one time until another, with some more on both sides. */
  function track(sources: Sources, fromMs: number, untilMs: number): Track {
    const parts: Track[] = [];
    for (let hourMs = hourOf(fromMs); hourMs < untilMs; hourMs += HOUR_MS) parts.push(pointsOf(sources, hourMs));
    if (parts.length !== last.parts.length || parts.some((part, index) => part !== last.parts[index]))
      last = { parts, track: parts.length === 1 ? (parts[0] as Track) : parts.flat() };
    return last.track;
  }

  function pointsOf({ feed, recorded, record }: Sources, hourMs: number): Track {
    const known = hours.get(hourMs);
    const input = { recorded: recorded(hourMs), feed: within(feed, hourMs), record: record(hourMs) };
    if (known && known.recorded === input.recorded && known.record === input.record && isSame(known.feed, input.feed))
      return known.track;
    hours.delete(hourMs);
    const points = merge(input, hourMs, compute);
    hours.set(hourMs, { ...input, track: points });
    const oldest = hours.keys().next().value;
    if (hours.size > KEPT_HOURS && oldest !== undefined) hours.delete(oldest);
    return points;
  }

  return { track };
}

function within(track: Track, hourMs: number): Track {
  const first = track[0]?.timeMs ?? Number.POSITIVE_INFINITY;
  const final = track.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
  if (first > hourMs + HOUR_MS || final <= hourMs) return [];
  return track.filter(({ timeMs }) => timeMs > hourMs && timeMs <= hourMs + HOUR_MS);
}

// The feed makes a new array of the same points each minute.
function isSame(a: Track, b: Track): boolean {
  return a.length === b.length && a.every((point, index) => point === b[index]);
}

function merge({ recorded, feed, record }: Omit<Hour, 'track'>, hourMs: number, compute: ComputePoint): Track {
  if (recorded?.length === HOUR_POINTS) return recorded;
  const byTime = new Map<number, TrackPoint>();
  for (const point of recorded ?? []) byTime.set(point.timeMs, point);
  for (const point of feed) if (byTime.get(point.timeMs)?.computed ?? true) byTime.set(point.timeMs, point);
  const points: TrackPoint[] = [];
  for (let timeMs = hourMs + STEP_MS; timeMs <= hourMs + HOUR_MS; timeMs += STEP_MS) {
    const point = byTime.get(timeMs) ?? (record && compute(record, timeMs));
    if (point) points.push(point);
  }
  return points;
}
