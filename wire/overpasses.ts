// GET /satellites/{catalogNumber}/overpasses: query writes it, other programs read it.
import { type ElementsState, elementsAgeDays } from '../orbit/age.ts';
import { elementsEpoch } from '../orbit/elements.ts';
import type { Place } from '../orbit/geodetic.ts';
import type { HorizonPass, Sighting } from '../orbit/horizon-passes.ts';
import type { Omm } from '../orbit/omm.ts';
import { outlook } from '../orbit/outlook.ts';
import { roundTo } from '../orbit/round.ts';
import type { Throughout } from '../orbit/search.ts';
import type { SwathOverpass } from '../orbit/swath-overpasses.ts';
import type { SwathStay } from '../orbit/swath-stays.ts';
import { formatTime } from '../orbit/time.ts';
import { timingUncertaintySeconds } from '../orbit/uncertainty.ts';
import { toOutlookAnswer } from './satellites.ts';

export interface OverpassesAnswer {
  catalogNumber: number;
  name: string;
  /** The main instrument, and the width of its swath. */
  instrument: string;
  swathKm: number;
  /** The names of all instruments. */
  instruments: string[];
  place: Place;
  kind: 'swath' | 'horizon';
  from: string;
  until: string;
  /** What the times were computed from; null while the satellite waits for its first set. */
  elements: ElementsUsed | null;
  /**
   * Whether the place is in the swath, or the satellite above its horizon, at every moment of the window, or at none.
   * Absent when it changes, and when it is not known until the end.
   */
  inView?: Throughout;
  /** The instruments in whose swath the place is at every moment. Present with `inView: always`, for swaths. */
  inViewOf?: string[];
  /** By the time of closest approach, or of rise. */
  overpasses: SwathOverpassAnswer[] | HorizonPassAnswer[];
}

export interface ElementsUsed {
  epoch: string;
  /** At `from`. */
  ageDays: number;
  state: ElementsState;
  /** At `from`, so that it is given even without an overpass. */
  timingUncertaintySeconds: number;
  /**
   * The last moment at which the set can be used, when that is before `from` or in the ten days after it: the list ends
   * there.
   */
  usableUntil?: string;
  /** Why the state is `failed`, or will be after `usableUntil`. */
  reason?: string;
}

/** The closest approach of the ground track, when the place lies in a swath. */
export interface SwathOverpassAnswer {
  time: string;
  /** Along the ground, from the place to the track. */
  distanceKm: number;
  /** The side of the track on which the place lies, seen in the direction of flight. */
  side: 'left' | 'right';
  ascending: boolean;
  day: boolean;
  sunElevationDeg: number;
  /** The names of the instruments that see the place. */
  instruments: string[];
  /** From the age that the elements have by then. */
  timingUncertaintySeconds: number;
  /**
   * From when until when the place is in the swath. Only of a satellite that hardly moves, so that this takes an hour
   * or longer. null when it is more than a day outside of the window, or the elements do not reach it.
   */
  inSwathFrom?: string | null;
  inSwathUntil?: string | null;
}

/** A pass over the horizon. A rise or set that is out of reach is null. */
export interface HorizonPassAnswer {
  rise: SightingAnswer | null;
  culmination: SightingAnswer;
  set: SightingAnswer | null;
  timingUncertaintySeconds: number;
}

export interface SightingAnswer {
  time: string;
  azimuthDeg: number;
  elevationDeg: number;
  rangeKm: number;
}

/** Writes the element set that a search from `fromMs` on used. */
export function toElementsUsed(omm: Omm, state: ElementsState, fromMs: number): ElementsUsed {
  return {
    epoch: elementsEpoch(omm),
    ageDays: roundTo(elementsAgeDays(omm, fromMs), 1),
    state,
    timingUncertaintySeconds: uncertaintyAt(omm, fromMs),
    ...toOutlookAnswer(outlook(omm, fromMs)),
  };
}

/** Writes an overpass: whole milliseconds, metres, hundredths of a degree. */
export function toSwathOverpassAnswer(overpass: SwathOverpass, omm: Omm, instruments: string[]): SwathOverpassAnswer {
  const { timeMs, distanceKm, side, ascending, day, sunElevationDeg } = overpass;
  return {
    time: formatTime(Math.round(timeMs)),
    distanceKm: roundTo(distanceKm, 3),
    side,
    ascending,
    day,
    sunElevationDeg: roundTo(sunElevationDeg, 2),
    instruments,
    timingUncertaintySeconds: uncertaintyAt(omm, timeMs),
  };
}

/** Writes the stay in the swath that an overpass belongs to. */
export function toStayAnswer(stay: SwathStay | undefined): Pick<SwathOverpassAnswer, 'inSwathFrom' | 'inSwathUntil'> {
  return stay ? { inSwathFrom: toTime(stay.beginMs), inSwathUntil: toTime(stay.endMs) } : {};
}

function toTime(timeMs: number | null): string | null {
  return timeMs === null ? null : formatTime(Math.round(timeMs));
}

/** Writes a pass over the horizon. */
export function toHorizonPassAnswer({ rise, culmination, set }: HorizonPass, omm: Omm): HorizonPassAnswer {
  return {
    rise: rise && toSightingAnswer(rise),
    culmination: toSightingAnswer(culmination),
    set: set && toSightingAnswer(set),
    timingUncertaintySeconds: uncertaintyAt(omm, culmination.timeMs),
  };
}

function toSightingAnswer({ timeMs, azimuthDeg, elevationDeg, rangeKm }: Sighting): SightingAnswer {
  return {
    time: formatTime(Math.round(timeMs)),
    azimuthDeg: roundTo(azimuthDeg, 2),
    elevationDeg: roundTo(elevationDeg, 3),
    rangeKm: roundTo(rangeKm, 1),
  };
}

function uncertaintyAt(omm: Omm, timeMs: number): number {
  return roundTo(timingUncertaintySeconds(omm, elementsAgeDays(omm, timeMs)), 1);
}

/** Until when overpasses can be computed, and why not longer: a sentence. Undefined when no end is known. */
export function endOfElements({ name, elements }: OverpassesAnswer): string | undefined {
  if (!elements) return `${name} waits for orbital elements that can be used: no times can be computed.`;
  const { state, reason, usableUntil } = elements;
  if (!reason) return undefined;
  const after = state === 'failed' ? '' : ` after ${usableUntil}`;
  return `${name}: ${reason}. No times can be computed${after}.`;
}
