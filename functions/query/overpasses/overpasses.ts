// GET /satellites/{catalogNumber}/overpasses: when a satellite passes over a place, computed from its elements.
import { elementsState } from '../../../orbit/age.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { horizonPasses } from '../../../orbit/horizon-passes.ts';
import { ElementsError, type Omm } from '../../../orbit/omm.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { swathOverpasses } from '../../../orbit/swath-overpasses.ts';
import { DAY_MS, formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import {
  type OverpassesAnswer,
  toElementsUsed,
  toHorizonPassAnswer,
  toSwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import type { HeldElements } from '../../shared/elements.ts';
import { overpassesFileName } from '../forms/file-names.ts';
import type { Answer, AnswerParts } from '../http/answer.ts';
import type { OverpassesRequest, OverpassQuestion } from '../http/request.ts';
import { overpassesCalendar } from './calendar.ts';
import { overpassesCsv } from './table.ts';

export function answerOverpasses(
  { form, question, reminderMinutes }: OverpassesRequest,
  satellite: Satellite,
  { elementsOf }: AnswerParts,
  nowMs: number,
): Answer {
  const overpasses = overpassesOf(satellite, elementsOf(satellite.catalogNumber), question, nowMs);
  const answer = { status: 200, form, lifetime: 'live', fileName: overpassesFileName(overpasses) } as const;
  if (form === 'csv') return { ...answer, body: overpassesCsv(overpasses) };
  if (form === 'ics') return { ...answer, body: overpassesCalendar(overpasses, reminderMinutes) };
  return { ...answer, body: overpasses };
}

/**
 * Overpasses of a place, from the beginning of the current minute: for a minute the answer stays the same, and a
 * repeated request gets a 304. Without elements there are none. They end where the elements end.
 */
export function overpassesOf(
  satellite: Satellite,
  held: HeldElements | undefined,
  { place, kind, days }: OverpassQuestion,
  nowMs: number,
): OverpassesAnswer {
  const fromMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const untilMs = fromMs + days * DAY_MS;
  const { catalogNumber, name, instrument, swathKm } = satellite;
  const head = {
    catalogNumber,
    name,
    instrument,
    swathKm,
    place,
    kind,
    from: formatTime(fromMs),
    until: formatTime(untilMs),
  };
  if (!held) return { ...head, elements: null, overpasses: [] };
  try {
    return { ...head, ...search(held.omm, place, kind, fromMs, untilMs, swathKm) };
  } catch (error) {
    if (error instanceof ElementsError) return { ...head, elements: null, overpasses: [] };
    throw error;
  }
}

function search(
  omm: Omm,
  place: Place,
  kind: OverpassQuestion['kind'],
  fromMs: number,
  untilMs: number,
  swathKm: number,
) {
  const record = cachedRecord(omm);
  const elements = toElementsUsed(omm, elementsState(omm, fromMs), fromMs);
  if (kind === 'swath') {
    const { found, throughout } = swathOverpasses(record, place, fromMs, untilMs, swathKm);
    // A place that never leaves the swath is not passed over.
    const overpasses = throughout === 'always' ? [] : found.map((overpass) => toSwathOverpassAnswer(overpass, omm));
    return { elements, ...(throughout && { inView: throughout }), overpasses };
  }
  const { found, throughout } = horizonPasses(record, place, fromMs, untilMs);
  const overpasses = found.map((pass) => toHorizonPassAnswer(pass, omm));
  return { elements, ...(throughout && { inView: throughout }), overpasses };
}
