// The answers, from the track table and the elements.
import pMap from 'p-map';
import { elementsState, isUsable } from '../../orbit/age.ts';
import { HOUR_POINTS, LEAD_MS, lastGridTimes, missingSlots } from '../../orbit/grid.ts';
import { ElementsError } from '../../orbit/omm.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { formatTime } from '../../orbit/time.ts';
import {
  type ElementsAnswer,
  type SatelliteAnswer,
  type SatellitesAnswer,
  toElementsAnswer,
  toSatelliteAnswer,
} from '../../wire/satellites.ts';
import { type SatelliteStatus, type StatusAnswer, toSatelliteStatus } from '../../wire/status.ts';
import { toTrackAnswer } from '../../wire/track.ts';
import type { ElementsOf, HeldElements } from '../shared/elements.ts';
import { latestPoint, storedPoints, type TrackTable } from '../shared/track-table.ts';
import { overpassesCalendar, overpassesCsv } from './overpass-forms.ts';
import { overpassesOf } from './overpasses.ts';
import { Problem } from './problem.ts';
import { MEDIA_TYPES, type Request } from './request.ts';
import { trackCsv, trackGeoJson } from './track-forms.ts';

export interface AnswerParts {
  satellites: readonly Satellite[];
  elementsOf: ElementsOf;
  table: TrackTable;
}

/** An answer before it becomes HTTP: what it says, and how long that stays true. */
export interface Answer {
  status: number;
  /** JSON of any kind, or the text of another form. */
  body: unknown;
  /** The media type; JSON unless another form was asked for. */
  type?: string;
  /** `live` touches now, `settled` will not change, `momentary` is not to be stored at all. */
  lifetime: 'live' | 'settled' | 'momentary';
}

// A satellite is one query of some 5 ms: twenty at once answer for 100 satellites without opening 100 sockets.
const QUERIES_IN_FLIGHT = { concurrency: 20 };

/** Answers a request. @throws Problem 404 for a satellite that is not followed */
export async function answer(request: Request, parts: AnswerParts, nowMs: number): Promise<Answer> {
  if (request.kind === 'track') return track(request, parts, nowMs);
  if (request.kind === 'overpasses') return overpasses(request, parts, nowMs);
  return request.kind === 'status' ? status(parts, nowMs) : satellites(parts, nowMs);
}

async function satellites(parts: AnswerParts, nowMs: number): Promise<Answer> {
  const answers = await pMap(
    parts.satellites,
    (satellite) => describeSatellite(satellite, parts, nowMs),
    QUERIES_IN_FLIGHT,
  );
  const body: SatellitesAnswer = { satellites: answers };
  return { status: 200, body, lifetime: 'live' };
}

async function describeSatellite(satellite: Satellite, parts: AnswerParts, nowMs: number): Promise<SatelliteAnswer> {
  const { catalogNumber } = satellite;
  const held = parts.elementsOf(catalogNumber);
  const latest = await latestPoint(parts.table, catalogNumber, nowMs);
  const elements = held ? describeElements(held, nowMs) : null;
  return toSatelliteAnswer(satellite, held?.omm.OBJECT_ID, elements, latest);
}

/** null for a set whose epoch is none: nothing true can be said of it, and /status calls it `failed`. */
function describeElements(held: HeldElements, nowMs: number): ElementsAnswer | null {
  try {
    return toElementsAnswer(held, elementsState(held.omm, nowMs), nowMs);
  } catch (error) {
    if (error instanceof ElementsError) return null;
    throw error;
  }
}

type TrackRequest = Extract<Request, { kind: 'track' }>;

async function track(
  { catalogNumber, points, beforeMs, form }: TrackRequest,
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const satellite = requireSatellite(catalogNumber, parts);
  const endMs = beforeMs ?? nowMs;
  const slots = lastGridTimes(points, endMs);
  const [first = endMs, last = endMs] = [slots[0], slots.at(-1)];
  const untilMs = beforeMs === undefined ? nowMs + LEAD_MS : last;
  const stored = await storedPoints(parts.table, catalogNumber, first, untilMs, nowMs);
  const recorded = stored.filter((point) => point.timeMs <= endMs);
  const body = toTrackAnswer(satellite, stored, endMs, slots.length);
  const settled = body.complete && beforeMs !== undefined && beforeMs <= nowMs;
  const lifetime = settled ? 'settled' : 'live';
  if (form === 'csv')
    return { status: 200, body: trackCsv(recorded), type: `${MEDIA_TYPES.csv}; charset=utf-8`, lifetime };
  if (form === 'geojson') {
    const { points: _points, ahead: _ahead, ...properties } = body;
    return { status: 200, body: trackGeoJson(recorded, properties), type: MEDIA_TYPES.geojson, lifetime };
  }
  return { status: 200, body, lifetime };
}

function requireSatellite(catalogNumber: number, { satellites: followed }: AnswerParts): Satellite {
  const satellite = followed.find((each) => each.catalogNumber === catalogNumber);
  if (satellite) return satellite;
  throw new Problem(404, `Satellite ${catalogNumber} is not followed here. /satellites lists those that are.`);
}

type OverpassesRequest = Extract<Request, { kind: 'overpasses' }>;

function overpasses({ catalogNumber, form, question }: OverpassesRequest, parts: AnswerParts, nowMs: number): Answer {
  const satellite = requireSatellite(catalogNumber, parts);
  const body = overpassesOf(satellite, parts.elementsOf(catalogNumber), question, nowMs);
  if (form === 'csv')
    return { status: 200, body: overpassesCsv(body), type: `${MEDIA_TYPES.csv}; charset=utf-8`, lifetime: 'live' };
  if (form === 'ics')
    return { status: 200, body: overpassesCalendar(body), type: `${MEDIA_TYPES.ics}; charset=utf-8`, lifetime: 'live' };
  return { status: 200, body, lifetime: 'live' };
}

async function status(parts: AnswerParts, nowMs: number): Promise<Answer> {
  const slots = lastGridTimes(HOUR_POINTS, nowMs);
  const lines = await pMap(
    parts.satellites,
    async ({ catalogNumber }) => {
      const stored = await storedPoints(parts.table, catalogNumber, slots[0] as number, nowMs + 2 * LEAD_MS, nowMs);
      // After an outage of more than an hour the newest point is an older one.
      const newest = stored.at(-1) ?? (await latestPoint(parts.table, catalogNumber, nowMs));
      const missing = missingSlots(
        slots,
        stored.map((point) => point.timeMs),
      );
      const state = elementsState(parts.elementsOf(catalogNumber)?.omm, nowMs);
      return toSatelliteStatus(catalogNumber, newest?.timeMs, missing.length, state, nowMs);
    },
    QUERIES_IN_FLIGHT,
  );
  const body: StatusAnswer = { now: formatTime(nowMs), satellites: lines };
  return { status: lines.every(isWell) ? 200 : 503, body, lifetime: 'momentary' };
}

/** A satellite without usable elements cannot have points: it is told, and does not count. */
function isWell({ newest, aheadSeconds, missing, elementsState }: SatelliteStatus): boolean {
  if (!isUsable(elementsState)) return true;
  return newest !== null && aheadSeconds !== null && aheadSeconds > 0 && missing === 0;
}
