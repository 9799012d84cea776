// The socket's one message: new points of some satellites. Fanout and the demo write it, the page reads it.
import type { TrackPoint } from '../orbit/point.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { formatTime } from '../orbit/time.ts';
import { isObject, parseJson } from './json.ts';
import { toWirePoint, type WirePoint } from './point.ts';
import { isEpoch, parsePoints } from './point-list.ts';

/** The frame as it is sent (docs/asyncapi.yaml). */
export interface PointsFrame {
  type: 'points';
  sentAt: string;
  /** One entry for each satellite and element set. */
  satellites: { catalogNumber: number; elementsEpoch: string; points: WirePoint[] }[];
}

/** Points of one satellite and one element set share an entry, in their order. */
export function toFrame(points: readonly (TrackPoint & { catalogNumber: number })[], sentAtMs: number): PointsFrame {
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

/** A frame as the page uses it. */
export interface Frame {
  tracks: { catalogNumber: number; points: TrackPoint[] }[];
  /** What is wrong with a part of the frame, which is left out; undefined when nothing is. */
  remark: string | undefined;
}

/**
 * Reads a message of the socket.
 * @returns the frame, or what is wrong when no part of it can be used
 */
export function parseFrame(data: unknown): Frame | string {
  if (typeof data !== 'string') return 'not text';
  const message = parseJson(data);
  if (message === undefined) return 'not JSON';
  if (!isObject(message) || message.type !== 'points') return 'not of type "points"';
  if (!Array.isArray(message.satellites)) return 'no list of satellites';

  const frame: Frame = { tracks: [], remark: undefined };
  for (const satellite of message.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber))
      frame.remark = 'a satellite without a catalog number';
    else if (!isEpoch(satellite.elementsEpoch)) frame.remark = 'points without the epoch of their elements';
    else if (!Array.isArray(satellite.points)) frame.remark = 'a satellite without a list of points';
    else {
      const { elementsEpoch } = satellite;
      const { points, problem } = parsePoints(satellite.points, () => elementsEpoch);
      frame.tracks.push({ catalogNumber: satellite.catalogNumber, points });
      frame.remark ??= problem;
    }
  }
  return frame.tracks.length === 0 && frame.remark ? frame.remark : frame;
}
