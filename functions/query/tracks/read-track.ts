// Reads a track from the table: from when to when, and what of it is stored.
import { floorToGrid, LEAD_MS, lastGridTimes, STEP_MS } from '../../../orbit/grid.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import { type TrackAnswer, toTrackAnswer } from '../../../wire/track.ts';
import { POINT_LIFETIME_MS, storedPoints, type TrackTable } from '../../shared/track-table.ts';
import { Problem } from '../http/answer.ts';
import type { TrackQuestion } from '../http/request.ts';

/** Where a track begins and ends. Epoch milliseconds. */
export interface TrackWindow {
  firstMs: number;
  /** The end of the track; later points are ahead. */
  endMs: number;
  /** The last point that is read. */
  untilMs: number;
  /** How many points the track has when it is complete. */
  slots: number;
  isPast: boolean;
}

/** @throws Problem 400 when the track would end where no points are kept */
export function trackWindow({ points, beforeMs }: TrackQuestion, nowMs: number): TrackWindow {
  const endMs = beforeMs ?? nowMs;
  refuseOutside(endMs, nowMs);
  const slots = lastGridTimes(points, endMs);
  const [firstMs = endMs, lastMs = endMs] = [slots[0], slots.at(-1)];
  return {
    firstMs,
    endMs,
    untilMs: beforeMs === undefined ? nowMs + LEAD_MS : lastMs,
    slots: slots.length,
    isPast: beforeMs !== undefined && beforeMs <= nowMs,
  };
}

export interface ReadTrack {
  satellite: Satellite;
  track: TrackAnswer;
  /** The points of the track without those ahead. */
  recorded: TrackPoint[];
  /** Nothing of it will change. */
  isSettled: boolean;
}

/** Reads a track from the table. Errors of the SDK pass through. */
export async function readTrack(
  { firstMs, endMs, untilMs, slots, isPast }: TrackWindow,
  satellite: Satellite,
  table: TrackTable,
  nowMs: number,
): Promise<ReadTrack> {
  const stored = await storedPoints(table, satellite.catalogNumber, firstMs, untilMs, nowMs);
  const track = toTrackAnswer(satellite, stored, endMs, slots);
  const recorded = stored.filter(({ timeMs }) => timeMs <= endMs);
  return { satellite, track, recorded, isSettled: track.complete && isPast };
}

function refuseOutside(endMs: number, nowMs: number): void {
  // A point that is exactly as old as that has expired.
  const oldestMs = floorToGrid(nowMs - POINT_LIFETIME_MS) + STEP_MS;
  const newestMs = floorToGrid(nowMs + LEAD_MS);
  const lastMs = floorToGrid(endMs);
  if (lastMs >= oldestMs && lastMs <= newestMs) return;
  throw new Problem(
    400,
    `before must be from ${formatTime(oldestMs)} to ${formatTime(newestMs)}: points are kept for 25 hours, and known three minutes ahead.`,
  );
}
