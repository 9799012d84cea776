// New points of some satellites, in two forms: the message of the socket, and the answer to GET /frame. Fanout, query
// and the demo write it, the page reads it.
import { STEP_MS } from '../orbit/grid.ts';
import type { TrackPoint } from '../orbit/point.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { formatTime, parseTime } from '../orbit/time.ts';
import { isObject, parseJson } from './json.ts';
import { isEpoch, parsePoints, toWirePoint, type WirePoint } from './point.ts';

/** The frame as it is sent (docs/asyncapi.yaml). */
export interface PointsFrame {
  type: 'points';
  sentAt: string;
  /** One entry for each satellite and element set. */
  satellites: { catalogNumber: number; elementsEpoch: string; points: WirePoint[] }[];
}

/** The compact form, half as long: points without names and times. */
export interface CompactFrame {
  type: 'compact';
  sentAt: string;
  /** One entry for each satellite, element set and run of points without a hole. */
  satellites: {
    catalogNumber: number;
    elementsEpoch: string;
    /** The time of the first point. The others follow every 20 s. */
    from: string;
    points: CompactPoint[];
  }[];
}

type CompactPoint = [latitudeDeg: number, longitudeDeg: number, altitudeKm: number];

/** The forms of a frame, by the values of the parameter `form`. */
export const FRAME_FORMS = { points: toFrame, compact: toCompactFrame } as const;

export type FrameForm = keyof typeof FRAME_FORMS;

/** The form that `form` names: `points` when it is missing, undefined when it names none. */
export function frameFormOf(parameter: string | undefined): FrameForm | undefined {
  if (parameter === undefined) return 'points';
  return parameter === 'points' || parameter === 'compact' ? parameter : undefined;
}

export type FramePoint = TrackPoint & { catalogNumber: number };

/** Points of one satellite and one element set share an entry, in their order. */
export function toFrame(points: readonly FramePoint[], sentAtMs: number): PointsFrame {
  const groups = new Map<string, PointsFrame['satellites'][number]>();
  for (const point of points) {
    const { catalogNumber, elementsEpoch } = point;
    const key = `${catalogNumber} ${elementsEpoch}`;
    const group = groups.get(key) ?? { catalogNumber, elementsEpoch, points: [] };
    group.points.push(toWirePoint(point));
    groups.set(key, group);
  }
  return { type: 'points', sentAt: formatTime(sentAtMs), satellites: [...groups.values()] };
}

/** Points of one satellite and one element set share an entry while each is 20 s after the one before. */
export function toCompactFrame(points: readonly FramePoint[], sentAtMs: number): CompactFrame {
  const runs = new Map<string, { run: CompactFrame['satellites'][number]; nextMs: number }>();
  const satellites: CompactFrame['satellites'] = [];
  for (const { catalogNumber, elementsEpoch, timeMs, latitudeDeg, longitudeDeg, altitudeKm } of points) {
    const key = `${catalogNumber} ${elementsEpoch}`;
    let open = runs.get(key);
    if (open?.nextMs !== timeMs) {
      open = { run: { catalogNumber, elementsEpoch, from: formatTime(timeMs), points: [] }, nextMs: timeMs };
      runs.set(key, open);
      satellites.push(open.run);
    }
    open.run.points.push([latitudeDeg, longitudeDeg, altitudeKm]);
    open.nextMs += STEP_MS;
  }
  return { type: 'compact', sentAt: formatTime(sentAtMs), satellites };
}

/** A frame as the page uses it. */
export interface Frame {
  tracks: { catalogNumber: number; points: TrackPoint[] }[];
  /** What is wrong with a part of the frame, which is left out; undefined when nothing is. */
  remark: string | undefined;
}

/**
 * Reads a message of the socket, or the text of an answer, in either form.
 * @returns the frame, or what is wrong when no part of it can be used
 */
export function parseFrame(data: unknown): Frame | string {
  if (typeof data !== 'string') return 'not text';
  const message = parseJson(data);
  if (message === undefined) return 'not JSON';
  if (!isObject(message) || (message.type !== 'points' && message.type !== 'compact')) return 'not of type "points"';
  if (!Array.isArray(message.satellites)) return 'no list of satellites';

  const frame: Frame = { tracks: [], remark: undefined };
  for (const satellite of message.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber))
      frame.remark = 'a satellite without a catalog number';
    else if (!isEpoch(satellite.elementsEpoch)) frame.remark = 'points without the epoch of their elements';
    else if (!Array.isArray(satellite.points)) frame.remark = 'a satellite without a list of points';
    else {
      const { elementsEpoch } = satellite;
      const values = message.type === 'compact' ? named(satellite.points, satellite.from) : satellite.points;
      const { points, problem } = parsePoints(values, () => elementsEpoch);
      frame.tracks.push({ catalogNumber: satellite.catalogNumber, points });
      frame.remark ??= problem;
    }
  }
  return frame.tracks.length === 0 && frame.remark ? frame.remark : frame;
}

/** Gives the values of a compact form their names and times. */
function named(points: readonly unknown[], from: unknown): unknown[] {
  const fromMs = parseTime(from);
  return points.map((point, index) => {
    if (!Array.isArray(point)) return point;
    const [latitudeDeg, longitudeDeg, altitudeKm] = point as unknown[];
    const time = fromMs === undefined ? from : formatTime(fromMs + index * STEP_MS);
    return { time, latitudeDeg, longitudeDeg, altitudeKm };
  });
}
