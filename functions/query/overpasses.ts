// When a satellite passes over a place: computed when asked, from the elements that are held.

import { timingUncertaintySeconds } from '../../orbit/age.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SightingAnswer, SwathOverpassAnswer } from '../../orbit/contract.ts';
import { elementsAgeDays, elementsEpoch, elementsState } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { type HorizonPass, horizonPasses, type Sighting } from '../../orbit/horizon.ts';
import { ElementsError, type Omm } from '../../orbit/omm.ts';
import { type SwathOverpass, swathOverpasses } from '../../orbit/overpasses.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { DAY_MS, formatTime, MINUTE_MS } from '../../orbit/time.ts';
import { type HeldElements, recordOf } from '../shared/elements.ts';

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
  const record = recordOf(omm);
  const ageDays = elementsAgeDays(omm, fromMs);
  const result =
    kind === 'swath'
      ? swathOverpasses(record, place, fromMs, untilMs, swathKm)
      : horizonPasses(record, place, fromMs, untilMs);
  const state = result.failure ? 'failed' : elementsState(ageDays);
  const overpasses =
    kind === 'swath'
      ? (result.found as SwathOverpass[]).map((overpass) => describeOverpass(overpass, omm))
      : (result.found as HorizonPass[]).map((pass) => describePass(pass, omm));
  return {
    elements: {
      epoch: elementsEpoch(omm),
      ageDays: round(ageDays, 1),
      state,
      timingUncertaintySeconds: uncertainty(omm, fromMs),
    } as const,
    overpasses: overpasses as SwathOverpassAnswer[] | HorizonPassAnswer[],
  };
}

function describeOverpass(overpass: SwathOverpass, omm: Omm): SwathOverpassAnswer {
  const { timeMs, distanceKm, side, ascending, day, sunElevationDeg } = overpass;
  return {
    time: formatTime(Math.round(timeMs)),
    distanceKm: round(distanceKm, 3),
    side,
    ascending,
    day,
    sunElevationDeg: round(sunElevationDeg, 2),
    timingUncertaintySeconds: uncertainty(omm, timeMs),
  };
}

function describePass({ rise, culmination, set }: HorizonPass, omm: Omm): HorizonPassAnswer {
  return {
    rise: rise && describeSighting(rise),
    culmination: describeSighting(culmination),
    set: set && describeSighting(set),
    timingUncertaintySeconds: uncertainty(omm, culmination.timeMs),
  };
}

function describeSighting({ timeMs, azimuthDeg, elevationDeg, rangeKm }: Sighting): SightingAnswer {
  return {
    time: formatTime(Math.round(timeMs)),
    azimuthDeg: round(azimuthDeg, 2),
    elevationDeg: round(elevationDeg, 3),
    rangeKm: round(rangeKm, 1),
  };
}

function uncertainty(omm: Omm, timeMs: number): number {
  return round(timingUncertaintySeconds(elementsAgeDays(omm, timeMs)), 1);
}

// `+ 0`: JSON writes -0 as 0, and so do we.
function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
}
