// Reading what comes in: the socket's frames and the API's answers, checked before the page trusts them. Pure.
import type { SatelliteAnswer } from '../../orbit/contract.ts';
import { parseWirePoint, type TrackPoint } from '../../orbit/point.ts';
import { isCatalogNumber } from '../../orbit/satellites.ts';
import { parseTime } from '../../orbit/time.ts';

export interface Frame {
  tracks: { catalogNumber: number; points: TrackPoint[] }[];
  /** What in it could not be read, when something could not; the rest of the frame is good. */
  remark: string | undefined;
}

/** Reads a message of the socket. Returns the frame, or the reason why it is none. */
export function parseFrame(data: unknown): Frame | string {
  if (typeof data !== 'string') return 'not text';
  const message = parseJson(data);
  if (message === undefined) return 'not JSON';
  if (!isObject(message) || message.type !== 'points') return 'not of type "points"';
  if (!Array.isArray(message.satellites)) return 'without a list of satellites';

  const frame: Frame = { tracks: [], remark: undefined };
  for (const satellite of message.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber))
      frame.remark = 'a satellite without a number';
    else if (!isEpoch(satellite.elementsEpoch)) frame.remark = 'points without the epoch of their elements';
    else if (!Array.isArray(satellite.points)) frame.remark = 'a satellite without a list of points';
    else {
      const { elementsEpoch } = satellite;
      const { points, problem } = readPoints(satellite.points, () => elementsEpoch);
      frame.tracks.push({ catalogNumber: satellite.catalogNumber, points });
      frame.remark ??= problem;
    }
  }
  return frame.tracks.length === 0 && frame.remark ? frame.remark : frame;
}

/** The API's answer is not what it should be: the message says what is wrong. */
export class AnswerError extends Error {
  override name = 'AnswerError';
}

/**
 * Reads the answer of GET /satellites.
 * @throws AnswerError when it is not a list of satellites.
 */
export function parseSatellites(answer: unknown): SatelliteAnswer[] {
  if (!isObject(answer) || !Array.isArray(answer.satellites)) throw new AnswerError('no list of satellites');
  for (const satellite of answer.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber) || typeof satellite.name !== 'string')
      throw new AnswerError('a satellite without number and name');
    if (!isElements(satellite.elements)) throw new AnswerError(`the elements of ${satellite.name}`);
  }
  // One column for each: a list that names a satellite twice has it once.
  const byNumber = new Map((answer.satellites as SatelliteAnswer[]).map((each) => [each.catalogNumber, each]));
  return [...byNumber.values()];
}

/** Elements, or null for none: with an epoch that can be read and a state. */
function isElements(value: unknown): boolean {
  return (
    value === null ||
    (isObject(value) &&
      isEpoch(value.epoch) &&
      typeof value.state === 'string' &&
      typeof value.source === 'string' &&
      (value.omm == null || isObject(value.omm)))
  );
}

/**
 * Reads the answer of GET /satellites/{catalogNumber}/track: the points up to now and those ahead, each with the epoch of the elements
 * that its run was computed from.
 * @throws AnswerError when it is not a track.
 */
export function parseTrack(answer: unknown): TrackPoint[] {
  if (!isObject(answer) || !Array.isArray(answer.points) || !Array.isArray(answer.epochs))
    throw new AnswerError('no lists of points and epochs');
  const ahead = Array.isArray(answer.ahead) ? answer.ahead : [];
  const runs = answer.epochs
    .filter(isObject)
    .map(({ from, elementsEpoch }) => ({ fromMs: parseTime(from), elementsEpoch }));
  const epochAt = (timeMs: number) =>
    runs.findLast(({ fromMs }) => fromMs !== undefined && fromMs <= timeMs)?.elementsEpoch;
  return readPoints([...answer.points, ...ahead], epochAt).points;
}

// A point that cannot be read, or whose elements are not known, is left out: it is a hole like any other.
function readPoints(values: unknown[], epochAt: (timeMs: number) => unknown) {
  const points: TrackPoint[] = [];
  let problem: string | undefined;
  for (const value of values) {
    const point = parseWirePoint(value);
    const elementsEpoch = typeof point === 'string' ? undefined : epochAt(point.timeMs);
    if (typeof point === 'string') problem ??= `a point whose ${point}`;
    else if (isEpoch(elementsEpoch)) points.push({ ...point, elementsEpoch });
  }
  return { points, problem };
}

function isEpoch(value: unknown): value is string {
  return parseTime(value) !== undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
