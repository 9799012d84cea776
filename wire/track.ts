// GET /satellites/{catalogNumber}/track: query and the demo write it, the page reads it.
import { STEP_SECONDS } from '../orbit/grid.ts';
import type { TrackPoint } from '../orbit/point.ts';
import { roundTo } from '../orbit/round.ts';
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
  /** Whether all points are recorded. Those that are not were computed for this answer. */
  recorded: boolean;
  /** One for each run of points (`points`, then `ahead`) from the same elements, recorded or computed. */
  epochs: RunOfElements[];
}

export interface RunOfElements {
  from: string;
  elementsEpoch: string;
  recorded: boolean;
  /** How much earlier or later than computed the satellite may be, at most in this run. Of computed runs only. */
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
    recorded: known.every(({ computed }) => !computed),
    epochs: runsOf(known).map(toRun),
  };
}

function runsOf(known: readonly TrackPoint[]): [TrackPoint, ...TrackPoint[]][] {
  const runs: [TrackPoint, ...TrackPoint[]][] = [];
  for (const point of known) {
    const run = runs.at(-1);
    const isSame = run?.[0].elementsEpoch === point.elementsEpoch && !run[0].computed === !point.computed;
    if (run && isSame) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function toRun(run: [TrackPoint, ...TrackPoint[]]): RunOfElements {
  const [{ timeMs, elementsEpoch, computed }] = run;
  const answer = { from: formatTime(timeMs), elementsEpoch, recorded: !computed };
  if (!computed) return answer;
  // It grows with the distance from the epoch: the largest is at one of the ends.
  const seconds = Math.max(computed.uncertaintySeconds, run.at(-1)?.computed?.uncertaintySeconds ?? 0);
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
  return points.map((point) => {
    const { recorded, timingUncertaintySeconds } = runAt(point.timeMs);
    return recorded === false && typeof timingUncertaintySeconds === 'number'
      ? { ...point, computed: { uncertaintySeconds: timingUncertaintySeconds } }
      : point;
  });
}
