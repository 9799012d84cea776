// GET /frame and /frame/compact: the newest points of all satellites, for pages that have no socket.
import pMap from 'p-map';
import { floorToGrid, LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import { MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { FRAME_FORMS, type FramePoint } from '../../wire/frame.ts';
import { errorText } from '../shared/log.ts';
import { storedPoints } from '../shared/track-table.ts';
import { type Answer, type AnswerParts, QUERIES_IN_FLIGHT } from './http/answer.ts';
import type { FrameRequest } from './http/request.ts';

// Fanout accepts points that are this far ahead.
const AHEAD_MS = 2 * LEAD_MS;

// How long a shared cache may keep a frame. At least this long, while a tick is late: six reads a minute.
const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 60;
// A frame that lacks a satellite.
const PARTIAL_SECONDS = 5;

/**
 * The points of this moment and three minutes ahead: what the frames of the last three minutes brought, so a page that
 * asks once a minute misses none, even if one answer fails and the next one is a minute old. They are read from the
 * track table, eleven for each satellite, so repairs and corrections are in it, and a batch that was stored and not
 * pushed, too.
 * The read of one satellite must not lose the others.
 */
export async function answerFrame(
  { frameForm }: FrameRequest,
  { satellites, table, report }: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  // The same for 20 s, and so is the ETag.
  const slotMs = floorToGrid(nowMs);
  const errors: unknown[] = [];
  const read = await pMap(
    satellites,
    async ({ catalogNumber }): Promise<FramePoint[]> => {
      try {
        const points = await storedPoints(table, catalogNumber, slotMs - STEP_MS, slotMs + AHEAD_MS, nowMs);
        return points.map((point) => ({ ...point, catalogNumber }));
      } catch (error) {
        report.error('reading the newest points failed', { catalogNumber, reason: errorText(error) });
        errors.push(error);
        return [];
      }
    },
    QUERIES_IN_FLIGHT,
  );
  if (errors.length > 0 && errors.length === satellites.length) throw errors[0];

  const points = read.flat();
  const lifetime = errors.length > 0 ? PARTIAL_SECONDS : secondsUntilNextTick(points, nowMs);
  return { status: 200, form: 'json', body: FRAME_FORMS[frameForm](points, slotMs), lifetime };
}

/** A tick emits points up to the lead. So the newest point says to 20 s when the last tick was. */
function secondsUntilNextTick(points: readonly FramePoint[], nowMs: number): number {
  const newestMs = points.reduce((newest, { timeMs }) => Math.max(newest, timeMs), Number.NEGATIVE_INFINITY);
  const dueMs = newestMs - LEAD_MS + STEP_MS + MINUTE_MS;
  return Math.min(Math.max(Math.ceil((dueMs - nowMs) / SECOND_MS), SHORTEST_SECONDS), LONGEST_SECONDS);
}
