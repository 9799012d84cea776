// Searches for the overpasses of a place by one satellite, from the element sets that are nearest in time.
import {
  type FoundBy,
  horizonPassesAcross,
  MOST_APART_MS,
  type Stretch,
  swathOverpassesAcross,
  throughoutAny,
} from '../../../orbit/across-sets.ts';
import { elementsState, isUsable } from '../../../orbit/age.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { sightingAt } from '../../../orbit/horizon-passes.ts';
import { type Edges, hoveringReachKm, namesIn, reachKm, seesBy, symmetrical } from '../../../orbit/instruments.ts';
import { groundMotion } from '../../../orbit/motion.ts';
import { nearestSetSpans } from '../../../orbit/nearest-set.ts';
import { ElementsError } from '../../../orbit/omm.ts';
import { outlook } from '../../../orbit/outlook.ts';
import { firstHeldMs } from '../../../orbit/propagate.ts';
import type { Instrument, Satellite } from '../../../orbit/satellites.ts';
import { sunElevationDeg } from '../../../orbit/sun.ts';
import type { SwathOverpass } from '../../../orbit/swath-overpasses.ts';
import { swathStays } from '../../../orbit/swath-stays.ts';
import { formatTime } from '../../../orbit/time.ts';
import {
  distanceUncertaintyKm,
  type ElementsUsed,
  type OverpassesAnswer,
  toElementsUsed,
  toHorizonPassAnswer,
  toImagesAnswer,
  toStayAnswer,
  toSwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { toInstrumentAnswer } from '../../../wire/satellites.ts';
import type { OverpassQuestion } from '../http/overpasses-request.ts';
import { type KnownSets, outsideOf, type Window } from './window.ts';

/** What a search returned for one satellite. */
export interface Searched {
  answer: OverpassesAnswer;
  /** The sub-satellite point of each overpass, at its closest approach or culmination. */
  points: readonly Place[];
}

/**
 * Overpasses of a place in a window. Without elements there are none. They end where the elements end, and where none
 * are known.
 */
export function searchOverpasses(
  satellite: Satellite,
  { sets, range }: Pick<KnownSets, 'sets' | 'range'>,
  question: OverpassQuestion,
  window: Window,
): Searched {
  const { place, kind } = question;
  const { catalogNumber, name } = satellite;
  // A satellite without an instrument in question keeps its name and its instruments, and has no overpasses.
  const counting = instrumentsOf(satellite, question);
  const instruments = counting.length > 0 ? counting : satellite.instruments;
  const outside = outsideOf(name, window, range);
  const head = {
    catalogNumber,
    name,
    ...toInstrumentAnswer({ instruments }),
    instruments: instruments.map((each) => each.name),
    place,
    kind,
    from: formatTime(window.fromMs),
    until: formatTime(window.untilMs),
    ...(outside !== undefined && { outside }),
  };
  const waiting = { answer: { ...head, elements: null, overpasses: [] }, points: [] };
  const fromMs = Math.max(window.fromMs, range?.fromMs ?? window.fromMs);
  const untilMs = Math.min(window.untilMs, range?.untilMs ?? window.untilMs);
  if (sets.length === 0 || !(fromMs < untilMs)) return waiting;
  try {
    const stretches = nearestSetSpans(sets, fromMs - MOST_APART_MS, untilMs + MOST_APART_MS).map(
      ({ omm, ...span }): Stretch => ({ record: cachedRecord(omm), fromMs: span.fromMs, untilMs: span.untilMs }),
    );
    const asked = { stretches, question, fromMs, untilMs, instruments: counting };
    const elements = elementsUsed(asked);
    if (counting.length === 0) return { answer: { ...head, elements, overpasses: [] }, points: [] };
    const { points, ...found } = kind === 'swath' ? searchSwaths(asked) : searchHorizon(asked);
    return { answer: { ...head, elements, ...found }, points };
  } catch (error) {
    if (error instanceof ElementsError) return waiting;
    throw error;
  }
}

/** The instruments of a satellite that a question is about. */
export function instrumentsOf({ instruments }: Satellite, { instrument }: OverpassQuestion): readonly Instrument[] {
  if (instrument === undefined) return instruments;
  const { names } = namesIn(instrument, namesOf(instruments));
  return instruments.filter(({ name }) => names.includes(name));
}

interface Asked {
  stretches: readonly Stretch[];
  question: OverpassQuestion;
  fromMs: number;
  untilMs: number;
  instruments: readonly Instrument[];
}

type Found = Pick<OverpassesAnswer, 'inView' | 'inViewOf' | 'overpasses'> & Pick<Searched, 'points'>;

/** The stretches in which moments of the window lie. */
function inWindow({ stretches, fromMs, untilMs }: Asked): readonly Stretch[] {
  return stretches.filter((each) => each.untilMs > fromMs && each.fromMs < untilMs);
}

/** The set at the beginning, or the first one that can be used; and where the last one ends. */
function elementsUsed(asked: Asked): ElementsUsed {
  const used = inWindow(asked);
  const stateOf = ({ record, fromMs }: Stretch) => {
    const heldMs = firstHeldMs(record, Math.max(fromMs, asked.fromMs));
    return elementsState(record.omm, heldMs < asked.untilMs ? heldMs : asked.fromMs);
  };
  const first = used.find((each) => isUsable(stateOf(each))) ?? (used[0] as Stretch);
  const last = used.at(-1) as Stretch;
  const end = outlook(last.record.omm, Math.max(last.fromMs, asked.fromMs));
  return toElementsUsed(first.record.omm, stateOf(first), Math.max(first.fromMs, asked.fromMs), end);
}

function searchSwaths(asked: Asked): Found {
  const { stretches, question, fromMs, untilMs, instruments } = asked;
  const { place, atNight, byDay, includeMaybe = false, maxOffNadirKm = Number.POSITIVE_INFINITY } = question;
  const swaths = includeMaybe ? [...instruments, beyondEdges(asked)] : instruments;
  const { found, throughoutOf: ofAll } = swathOverpassesAcross(stretches, place, fromMs, untilMs, swaths);
  const throughoutOf = ofAll.slice(0, instruments.length);
  const throughout = throughoutAny(throughoutOf);
  const inLight = ({ swaths, day }: SwathOverpass, isInside: boolean) =>
    instruments.filter((each, index) => swaths.includes(index) === isInside && (atNight || seesBy(each, day)));
  // Or may be near, for all that is known.
  const isNear = ({ found: { timeMs, distanceKm }, record }: FoundBy<SwathOverpass>) =>
    distanceKm - distanceUncertaintyKm(timeMs, place, record.omm) <= maxOffNadirKm;
  const answerTo = (by: FoundBy<SwathOverpass>) => {
    const { found: overpass, record } = by;
    const [seeing, unseeing] = [inLight(overpass, true), inLight(overpass, false)];
    // Nobody sees the place for sure, and maybe is not asked for.
    if (seeing.length === 0 && !includeMaybe) return [];
    const sighting = sightingAt(place, record, overpass.timeMs);
    const answer = toSwathOverpassAnswer(overpass, record.omm, place, sighting, { seeing, unseeing });
    return seeing.length > 0 || answer.instrumentsMaybe ? [{ by, seeing, answer }] : [];
  };
  // A place that never leaves the swath is not passed over.
  const near = throughout === 'always' ? [] : found.filter((each) => (!byDay || each.found.day) && isNear(each));
  const passing = near.flatMap(answerTo);
  const sure = passing.filter(({ seeing }) => seeing.length > 0);
  const times = sure.map(({ by }) => by.found.timeMs);
  const reach = { recordAt: recordAt(stretches), place, reachKm: hoveringReachKm(instruments) };
  const stays = swathStays(reach, times, fromMs, untilMs);
  const stayOf = new Map(sure.map((each, index) => [each, stays[index]]));
  const overpasses = passing.map((each) => ({
    ...each.answer,
    ...toStayAnswer(stayOf.get(each)),
    ...toImagesAnswer(each.by.found, place, each.seeing),
  }));
  const inViewOf = namesOf(instruments.filter((_, index) => throughoutOf[index] === 'always'));
  // "Never" beside what may be in view would be wrong.
  const isKnown = throughout && !(throughout === 'never' && passing.length > 0);
  const inView = { ...(isKnown && { inView: throughout }), ...(inViewOf.length > 0 && { inViewOf }) };
  return { ...inView, overpasses, points: passing.map(({ by }) => pointAt(by, by.found.timeMs)) };
}

/** As wide as all swaths, and beyond their edges as far as the track is uncertain in the window. */
function beyondEdges({ stretches, question: { place }, instruments }: Asked): Edges {
  const uncertainKm = stretches.flatMap(({ record: { omm }, fromMs, untilMs }) =>
    [fromMs, untilMs].map((timeMs) => distanceUncertaintyKm(timeMs, place, omm)),
  );
  return symmetrical(2 * (Math.max(...instruments.map(reachKm)) + Math.max(...uncertainKm)));
}

function searchHorizon(asked: Asked): Found {
  const { stretches, question, fromMs, untilMs } = asked;
  const { place, byDay } = question;
  const { found, throughout } = horizonPassesAcross(stretches, place, fromMs, untilMs);
  const passing = found.filter((each) => !byDay || sunElevationDeg(place, each.found.culmination.timeMs) > 0);
  const overpasses = passing.map(({ found: pass, record }) => toHorizonPassAnswer(pass, record.omm));
  const points = passing.map((each) => pointAt(each, each.found.culmination.timeMs));
  return { ...(throughout && { inView: throughout }), overpasses, points };
}

function recordAt(stretches: readonly Stretch[]) {
  const last = stretches.at(-1) as Stretch;
  return (timeMs: number) => (stretches.find(({ untilMs }) => timeMs < untilMs) ?? last).record;
}

/** As the searches compute it, so that there is a point for whatever they found. */
function pointAt({ record }: FoundBy<unknown>, timeMs: number): Place {
  return groundMotion(record, timeMs);
}

function namesOf(instruments: readonly Instrument[]): string[] {
  return instruments.map(({ name }) => name);
}
