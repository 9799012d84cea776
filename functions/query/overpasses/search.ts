// Searches for the overpasses of a place by one satellite, from its elements.
import { elementsState } from '../../../orbit/age.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { horizonPasses } from '../../../orbit/horizon-passes.ts';
import { groundMotion } from '../../../orbit/motion.ts';
import { ElementsError, type Omm } from '../../../orbit/omm.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { swathOverpasses } from '../../../orbit/swath-overpasses.ts';
import { swathStays } from '../../../orbit/swath-stays.ts';
import { DAY_MS, formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import {
  type OverpassesAnswer,
  toElementsUsed,
  toHorizonPassAnswer,
  toStayAnswer,
  toSwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { toInstrumentAnswer } from '../../../wire/satellites.ts';
import type { HeldElements } from '../../shared/elements.ts';
import type { OverpassQuestion } from '../http/request.ts';

/** What a search returned for one satellite. */
export interface Searched {
  answer: OverpassesAnswer;
  /** The sub-satellite point of each overpass, at its closest approach or culmination. */
  points: readonly Place[];
}

/**
 * Overpasses of a place, from the beginning of the current minute: for a minute the answer stays the same, and a
 * repeated request gets a 304. Without elements there are none. They end where the elements end.
 */
export function searchOverpasses(
  satellite: Satellite,
  held: HeldElements | undefined,
  { place, kind, days }: OverpassQuestion,
  nowMs: number,
): Searched {
  const fromMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const untilMs = fromMs + days * DAY_MS;
  const { catalogNumber, name } = satellite;
  const { instrument, swathKm } = toInstrumentAnswer(satellite);
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
  const waiting = { answer: { ...head, elements: null, overpasses: [] }, points: [] };
  if (!held) return waiting;
  try {
    const { points, ...found } = search(held.omm, place, kind, fromMs, untilMs, swathKm);
    return { answer: { ...head, ...found }, points };
  } catch (error) {
    if (error instanceof ElementsError) return waiting;
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
  // As the searches compute it, so that there is a point for whatever they found.
  const pointAt = ({ timeMs }: { timeMs: number }) => groundMotion(record, timeMs);
  if (kind === 'swath') {
    const { found, throughout } = swathOverpasses(record, place, fromMs, untilMs, swathKm);
    // A place that never leaves the swath is not passed over.
    const passing = throughout === 'always' ? [] : found;
    const times = passing.map(({ timeMs }) => timeMs);
    const stays = swathStays({ record, place, reachKm: swathKm / 2 }, times, fromMs, untilMs);
    const overpasses = passing.map((overpass, index) => ({
      ...toSwathOverpassAnswer(overpass, omm),
      ...toStayAnswer(stays[index]),
    }));
    return { elements, ...(throughout && { inView: throughout }), overpasses, points: passing.map(pointAt) };
  }
  const { found, throughout } = horizonPasses(record, place, fromMs, untilMs);
  const overpasses = found.map((pass) => toHorizonPassAnswer(pass, omm));
  const points = found.map(({ culmination }) => pointAt(culmination));
  return { elements, ...(throughout && { inView: throughout }), overpasses, points };
}
