// When a satellite passes over a place: computed when asked, from the elements that are held.

import { ageState, elementsAgeDays } from '../../orbit/age.ts';
import { cachedRecord } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import { ElementsError, type Omm } from '../../orbit/omm.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS, formatTime, MINUTE_MS } from '../../orbit/time.ts';
import {
  type OverpassesAnswer,
  toElementsUsed,
  toHorizonPassAnswer,
  toSwathOverpassAnswer,
} from '../../wire/overpasses.ts';
import type { HeldElements } from '../shared/elements.ts';

export interface OverpassQuestion {
  place: Place;
  kind: 'swath' | 'horizon';
  days: number;
}

/**
 * Overpasses of a place from the current minute on: the same answer for a minute, so that asking again costs nothing.
 * A satellite without elements, or whose elements SGP4 refuses, has those that were found, or none.
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
  const ageDays = elementsAgeDays(omm, fromMs);
  const stateAfter = ({ failure }: { failure: unknown }) => (failure ? 'failed' : ageState(ageDays));
  if (kind === 'swath') {
    const search = swathOverpasses(record, place, fromMs, untilMs, swathKm);
    return {
      elements: toElementsUsed(omm, stateAfter(search), fromMs),
      overpasses: search.found.map((overpass) => toSwathOverpassAnswer(overpass, omm)),
    };
  }
  const search = horizonPasses(record, place, fromMs, untilMs);
  return {
    elements: toElementsUsed(omm, stateAfter(search), fromMs),
    overpasses: search.found.map((pass) => toHorizonPassAnswer(pass, omm)),
  };
}
