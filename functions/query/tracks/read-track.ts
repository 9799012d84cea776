// Reads a track: what the table has of it, and for a question about a time of its own the rest from archived elements.
import { epochMs } from '../../../orbit/elements.ts';
import { HOUR_POINTS, LEAD_MS, lastGridTimes, missingSlots, STEP_MS } from '../../../orbit/grid.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { type KnownPoint, type TrackAnswer, toTrackAnswer } from '../../../wire/track.ts';
import { setsAround } from '../../shared/elements-archive.ts';
import { POINT_LIFETIME_MS, storedPoints } from '../../shared/track-table.ts';
import type { AnswerParts } from '../http/answer.ts';
import type { TrackQuestion } from '../http/request.ts';
import { isKnownTime } from '../known-time.ts';
import { computePoints } from './compute-track.ts';
import { withUncertainty } from './recorded-uncertainty.ts';

/** Where a track begins and ends. Epoch milliseconds. */
export interface TrackWindow {
  /** The times of its points when it is complete, oldest first. */
  slots: readonly number[];
  /** The end of the track; later points are ahead. */
  endMs: number;
  /** The last point that is read. */
  untilMs: number;
  /** Whether the question names its end. Then the points that are not recorded are computed. */
  isAsked: boolean;
}

/** The window of a question. */
export function trackWindow({ points, beforeMs }: TrackQuestion, nowMs: number): TrackWindow {
  const endMs = beforeMs ?? nowMs;
  const slots = lastGridTimes(points, endMs);
  const untilMs = beforeMs === undefined ? nowMs + LEAD_MS : (slots.at(-1) ?? endMs);
  return { slots, endMs, untilMs, isAsked: beforeMs !== undefined };
}

export interface ReadTrack {
  satellite: Satellite;
  track: TrackAnswer;
  /** The points of the track without those ahead. */
  points: KnownPoint[];
  /** Nothing of it will change. */
  isSettled: boolean;
  /** The question is about a time at which nothing is known of the satellite. */
  isUnknown: boolean;
}

type Parts = Pick<AnswerParts, 'table' | 'archive' | 'elementsOf' | 'report'>;

/** Reads a track. Errors of the SDK pass through. */
export async function readTrack(
  window: TrackWindow,
  satellite: Satellite,
  parts: Parts,
  nowMs: number,
): Promise<ReadTrack> {
  const stored = await readRecorded(window, satellite, parts, nowMs);
  const { points: recorded, hasFailed } = await withUncertainty(stored, satellite, parts);
  const rest = window.isAsked ? await computeRest(window, satellite, recorded, parts, nowMs) : NOTHING;
  const known = [...recorded, ...rest.points].sort((a, b) => a.timeMs - b.timeMs);
  const track = toTrackAnswer(satellite, known, window.endMs, window.slots.length);
  const points = known.filter(({ timeMs }) => timeMs <= window.endMs);
  const isPast = window.isAsked && window.endMs <= nowMs;
  return {
    satellite,
    track,
    points,
    isSettled: track.complete && isPast && rest.isSettled && !hasFailed,
    isUnknown: rest.isUnknown && known.length === 0,
  };
}

async function readRecorded(
  { slots: [firstMs = 0], untilMs }: TrackWindow,
  { catalogNumber }: Satellite,
  { table }: Parts,
  nowMs: number,
): Promise<TrackPoint[]> {
  if (untilMs <= nowMs - POINT_LIFETIME_MS || firstMs > nowMs + 2 * LEAD_MS) return [];
  return storedPoints(table, catalogNumber, firstMs, untilMs, nowMs);
}

const NOTHING = { points: [] as KnownPoint[], isSettled: true, isUnknown: false };

/**
 * What is not recorded, from the nearest sets. It is settled when a known set is newer than all of it, since sets come
 * in the order of their epochs: any later one is farther away. Holes of the last hour are not: the next tick fills them.
 */
async function computeRest(
  { slots, endMs }: TrackWindow,
  { catalogNumber }: Satellite,
  recorded: readonly TrackPoint[],
  { archive, elementsOf }: Parts,
  nowMs: number,
): Promise<typeof NOTHING> {
  const missing = missingSlots(
    slots,
    recorded.map(({ timeMs }) => timeMs),
  );
  const [firstMs, lastMs] = [missing[0], missing.at(-1)];
  if (firstMs === undefined || lastMs === undefined) return NOTHING;
  const current = elementsOf(catalogNumber);
  const isKnown = await isKnownTime(archive, catalogNumber, current, endMs, nowMs);
  // Where points are kept, a track without elements is empty.
  const isKept = endMs > nowMs - POINT_LIFETIME_MS && endMs <= nowMs + LEAD_MS;
  if (!isKnown) return { points: [], isSettled: false, isUnknown: !isKept };
  const sets = await setsAround(archive, catalogNumber, firstMs, lastMs, current);
  const isBetweenSets = sets.some(({ omm }) => epochMs(omm) >= lastMs);
  const isRepaired = lastMs < nowMs - HOUR_POINTS * STEP_MS;
  return { points: computePoints(sets, missing), isSettled: isBetweenSets && isRepaired, isUnknown: false };
}
