// GET /satellites/{catalogNumber}/track: query and the demo write it, the page reads it.
import { STEP_SECONDS } from '../orbit/grid.ts';
import type { TrackPoint } from '../orbit/point.ts';
import { roundTo } from '../orbit/round.ts';
import { formatTime, parseTime } from '../orbit/time.ts';
import { AnswerError, isObject } from './json.ts';
import { parsePoints, toWirePoint, type WirePoint } from './point.ts';

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
  /** Whether all points are recorded. Those that are not were computed for this answer. */
  recorded: boolean;
  /** One for each run of points (`points`, then `ahead`) from the same elements, recorded or computed. */
  epochs: RunOfElements[];
}

/** A point, and how much earlier or later than computed the satellite may be, if that is known. */
export interface KnownPoint extends TrackPoint {
  uncertaintySeconds?: number;
}

interface RunOfElements {
  from: string;
  elementsEpoch: string;
  recorded: boolean;
  /** How much earlier or later the satellite may be, at most in this run. Absent when the set is not known. */
  timingUncertaintySeconds?: number;
}

/**
 * Writes a track.
 * @param known the points in ascending order of time
 * @param untilMs the end of the track; later points are ahead
 * @param slots how many points the track has when it is complete
 */
export function toTrackAnswer(
  { catalogNumber, name }: { catalogNumber: number; name: string },
  known: readonly KnownPoint[],
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
    recorded: known.every(({ computed }) => !computed),
    epochs: runsOf(known).map(toRun),
  };
}

type Run = [first: KnownPoint, ...others: KnownPoint[]];

function runsOf(known: readonly KnownPoint[]): Run[] {
  const runs: Run[] = [];
  for (const point of known) {
    const run = runs.at(-1);
    if (run && run[0].elementsEpoch === point.elementsEpoch && run[0].computed === point.computed) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function toRun(run: Run): RunOfElements {
  const [{ timeMs, elementsEpoch, computed, uncertaintySeconds }] = run;
  const answer = { from: formatTime(timeMs), elementsEpoch, recorded: !computed };
  if (uncertaintySeconds === undefined) return answer;
  // It grows with the distance from the epoch, so the largest is at one of the ends.
  const seconds = Math.max(uncertaintySeconds, run.at(-1)?.uncertaintySeconds ?? 0);
  return { ...answer, timingUncertaintySeconds: roundTo(seconds, 1) };
}

/**
 * Reads a track: the points up to now and those ahead, each with the epoch of the elements of its run, and whether it was
 * computed. Answers from before there was a difference have recorded points only.
 * @throws AnswerError when it is not a track
 */
export function parseTrack(answer: unknown): TrackPoint[] {
  if (!isObject(answer) || !Array.isArray(answer.points) || !Array.isArray(answer.epochs))
    throw new AnswerError('no list of points or epochs');
  const ahead = Array.isArray(answer.ahead) ? answer.ahead : [];
  const runs = answer.epochs.filter(isObject).map((run) => ({ run, fromMs: parseTime(run.from) }));
  const runAt = (timeMs: number) => runs.findLast(({ fromMs }) => fromMs !== undefined && fromMs <= timeMs)?.run ?? {};
  const { points } = parsePoints([...answer.points, ...ahead], (timeMs) => runAt(timeMs).elementsEpoch);
  return points.map((point) => (runAt(point.timeMs).recorded === false ? { ...point, computed: true } : point));
}
