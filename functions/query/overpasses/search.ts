// Searches for the overpasses of a place by one satellite, from its elements.
import { elementsState } from '../../../orbit/age.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { horizonPasses } from '../../../orbit/horizon-passes.ts';
import { hoveringReachKm, seesBy } from '../../../orbit/instruments.ts';
import { groundMotion } from '../../../orbit/motion.ts';
import { ElementsError, type Omm } from '../../../orbit/omm.ts';
import type { Instrument, Satellite } from '../../../orbit/satellites.ts';
import { type SwathOverpass, swathOverpasses } from '../../../orbit/swath-overpasses.ts';
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
  question: OverpassQuestion,
  nowMs: number,
): Searched {
  const { place, kind, days } = question;
  const fromMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const untilMs = fromMs + days * DAY_MS;
  const { catalogNumber, name, instruments } = satellite;
  const head = {
    catalogNumber,
    name,
    ...toInstrumentAnswer(satellite),
    instruments: instruments.map((each) => each.name),
    place,
    kind,
    from: formatTime(fromMs),
    until: formatTime(untilMs),
  };
  const waiting = { answer: { ...head, elements: null, overpasses: [] }, points: [] };
  if (!held) return waiting;
  try {
    const { points, ...found } = search(held.omm, question, fromMs, untilMs, instruments);
    return { answer: { ...head, ...found }, points };
  } catch (error) {
    if (error instanceof ElementsError) return waiting;
    throw error;
  }
}

function search(
  omm: Omm,
  { place, kind, atNight }: OverpassQuestion,
  fromMs: number,
  untilMs: number,
  instruments: readonly Instrument[],
) {
  const record = cachedRecord(omm);
  const elements = toElementsUsed(omm, elementsState(omm, fromMs), fromMs);
  // As the searches compute it, so that there is a point for whatever they found.
  const pointAt = ({ timeMs }: { timeMs: number }) => groundMotion(record, timeMs);
  if (kind === 'swath') {
    const { found, throughout, throughoutOf } = swathOverpasses(record, place, fromMs, untilMs, instruments);
    const seeing = ({ swaths, day }: SwathOverpass) =>
      namesOf(instruments, (each, index) => swaths.includes(index) && (atNight || seesBy(each, day)));
    // A place that never leaves the swath is not passed over.
    const passing = throughout === 'always' ? [] : found.filter((overpass) => seeing(overpass).length > 0);
    const times = passing.map(({ timeMs }) => timeMs);
    const stays = swathStays({ record, place, reachKm: hoveringReachKm(instruments) }, times, fromMs, untilMs);
    const overpasses = passing.map((overpass, index) => ({
      ...toSwathOverpassAnswer(overpass, omm, seeing(overpass)),
      ...toStayAnswer(stays[index]),
    }));
    const inViewOf = namesOf(instruments, (_, index) => throughoutOf[index] === 'always');
    const inView = { ...(throughout && { inView: throughout }), ...(inViewOf.length > 0 && { inViewOf }) };
    return { elements, ...inView, overpasses, points: passing.map(pointAt) };
  }
  const { found, throughout } = horizonPasses(record, place, fromMs, untilMs);
  const overpasses = found.map((pass) => toHorizonPassAnswer(pass, omm));
  const points = found.map(({ culmination }) => pointAt(culmination));
  return { elements, ...(throughout && { inView: throughout }), overpasses, points };
}

function namesOf(
  instruments: readonly Instrument[],
  isOne: (instrument: Instrument, index: number) => boolean,
): string[] {
  return instruments.filter(isOne).map(({ name }) => name);
}
