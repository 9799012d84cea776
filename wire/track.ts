// GET /satellites/{catalogNumber}/track: query and the demo write it, the page reads it.
import { STEP_SECONDS } from '../orbit/grid.ts';
import type { TrackPoint } from '../orbit/point.ts';
import { formatTime, parseTime } from '../orbit/time.ts';
import { AnswerError, isObject } from './json.ts';
import { toWirePoint, type WirePoint } from './point.ts';
import { parsePoints } from './point-list.ts';

export interface TrackAnswer {
  catalogNumber: number;
  name: string;
  stepSeconds: number;
  count: number;
  /** Whether every slot of the requested window is there. */
  complete: boolean;
  /** Oldest first, none later than `before`. */
  points: WirePoint[];
  /** The points after now that are already known; empty when `before` is given. */
  ahead: WirePoint[];
  /** One for each run of points (`points`, then `ahead`) computed from the same elements. */
  epochs: { from: string; elementsEpoch: string }[];
}

/**
 * Writes a track.
 * @param known the points in ascending order of time
 * @param untilMs the end of the track; later points are ahead
 * @param slots how many points the track has when it is complete
 */
export function toTrackAnswer(
  { catalogNumber, name }: { catalogNumber: number; name: string },
  known: readonly TrackPoint[],
  untilMs: number,
  slots: number,
): TrackAnswer {
  const points = known.filter(({ timeMs }) => timeMs <= untilMs);
  return {
    catalogNumber,
    name,
    stepSeconds: STEP_SECONDS,
    count: points.length,
    complete: points.length === slots,
    points: points.map(toWirePoint),
    ahead: known.slice(points.length).map(toWirePoint),
    epochs: known
      .filter(({ elementsEpoch }, index) => elementsEpoch !== known[index - 1]?.elementsEpoch)
      .map(({ timeMs, elementsEpoch }) => ({ from: formatTime(timeMs), elementsEpoch })),
  };
}

/**
 * Reads a track: the points up to now and those ahead, each with the epoch of the elements of its run.
 * @throws AnswerError when it is not a track
 */
export function parseTrack(answer: unknown): TrackPoint[] {
  if (!isObject(answer) || !Array.isArray(answer.points) || !Array.isArray(answer.epochs))
    throw new AnswerError('no list of points or epochs');
  const ahead = Array.isArray(answer.ahead) ? answer.ahead : [];
  const runs = answer.epochs
    .filter(isObject)
    .map(({ from, elementsEpoch }) => ({ fromMs: parseTime(from), elementsEpoch }));
  const epochAt = (timeMs: number) =>
    runs.findLast(({ fromMs }) => fromMs !== undefined && fromMs <= timeMs)?.elementsEpoch;
  return parsePoints([...answer.points, ...ahead], epochAt).points;
}
