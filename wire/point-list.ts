// A list of points in a message, read one by one.
import type { TrackPoint } from '../orbit/point.ts';
import { parseTime } from '../orbit/time.ts';
import { parseWirePoint } from './point.ts';

/**
 * Reads the points of a list. A point that cannot be read, or whose element set is unknown, is left out: the reader
 * sees a hole.
 * @param epochAt the epoch of the element set that the point of a time was computed from
 * @returns the points, and what is wrong with the first that cannot be read
 */
export function parsePoints(values: readonly unknown[], epochAt: (timeMs: number) => unknown) {
  const points: TrackPoint[] = [];
  let problem: string | undefined;
  for (const value of values) {
    const point = parseWirePoint(value);
    const elementsEpoch = typeof point === 'string' ? undefined : epochAt(point.timeMs);
    if (typeof point === 'string') problem ??= `a point (${point})`;
    else if (isEpoch(elementsEpoch)) points.push({ ...point, elementsEpoch });
  }
  return { points, problem };
}

/** Whether a value is the epoch of an element set, as messages carry it. */
export function isEpoch(value: unknown): value is string {
  return parseTime(value) !== undefined;
}
