// GET /satellites/{catalogNumber}/overpasses: query writes it, other programs read it.
import { ageState, type ElementsState, elementsAgeDays } from '../orbit/age.ts';
import { elementsEpoch } from '../orbit/elements.ts';
import type { Place } from '../orbit/geodetic.ts';
import type { HorizonPass, Sighting } from '../orbit/horizon-passes.ts';
import { isNearEdge } from '../orbit/instruments.ts';
import type { Omm } from '../orbit/omm.ts';
import type { Outlook } from '../orbit/outlook.ts';
import { roundTo } from '../orbit/round.ts';
import type { Instrument } from '../orbit/satellites.ts';
import type { Throughout } from '../orbit/search.ts';
import type { SwathOverpass } from '../orbit/swath-overpasses.ts';
import type { SwathStay } from '../orbit/swath-stays.ts';
import { DAY_MS, formatTime, HOUR_MS, MINUTE_MS } from '../orbit/time.ts';
import { driftKm, writtenUncertaintySeconds } from '../orbit/uncertainty.ts';
import { imagesUrl } from './images.ts';
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
  /**
   * Why there are no overpasses in a part of the window, or in all of it: a sentence. Only beside other satellites; a
   * satellite alone gets a problem instead.
   */
  outside?: string;
  /** By the time of closest approach, or of rise. */
  overpasses: SwathOverpassAnswer[] | HorizonPassAnswer[];
}

export interface ElementsUsed {
  epoch: string;
  /** At `from`; negative before the epoch. */
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
  /** Where the satellite is in the sky of the place: from north through east, above the horizon, and how far away. */
  satelliteAzimuthDeg: number;
  satelliteElevationDeg: number;
  satelliteRangeKm: number;
  /** The names of the instruments that see the place. None: it may be seen only by `instrumentsMaybe`. */
  instruments: string[];
  /** From the age that the elements have by then. */
  timingUncertaintySeconds: number;
  /** How far the Earth turns the place meanwhile: the track may be so much nearer or farther. */
  distanceUncertaintyKm: number;
  /** Those of the instruments that may miss the place, which is that close to their edge. Absent when none may. */
  instrumentsAtEdge?: string[];
  /** Others that may see the place, which is that close to their edge. Absent when none may. */
  instrumentsMaybe?: string[];
  /** The set that it was computed from. */
  elementsEpoch: string;
  /** Where the images of the instruments that see the place are, or will be. Absent when none has images. */
  images?: ImagesAnswer[];
  /**
   * From when until when the place is in the swath. Only of a satellite that hardly moves, so that this takes an hour
   * or longer. null when it is more than a day outside of the window, or the elements do not reach it.
   */
  inSwathFrom?: string | null;
  inSwathUntil?: string | null;
}

/** Where images of an overpass are: a web address. */
interface ImagesAnswer {
  instrument: string;
  url: string;
  /** About when they are there. Absent when the list of satellites does not say how long that takes. */
  availableFrom?: string;
}

/** A pass over the horizon. A rise or set that is out of reach is null. */
export interface HorizonPassAnswer {
  rise: SightingAnswer | null;
  culmination: SightingAnswer;
  set: SightingAnswer | null;
  timingUncertaintySeconds: number;
  /** As for swaths. */
  elementsEpoch: string;
}

export interface SightingAnswer {
  time: string;
  azimuthDeg: number;
  elevationDeg: number;
  rangeKm: number;
}

/**
 * Writes the element set that a search from `fromMs` on used.
 * @param end where the last set that it used ends
 */
export function toElementsUsed(omm: Omm, state: ElementsState, fromMs: number, end: Outlook | undefined): ElementsUsed {
  return {
    epoch: elementsEpoch(omm),
    ageDays: roundTo(elementsAgeDays(omm, fromMs), 1),
    state,
    timingUncertaintySeconds: writtenUncertaintySeconds(omm, fromMs),
    ...toOutlookAnswer(end),
  };
}

/** Writes an overpass: whole milliseconds, metres, hundredths of a degree. */
export function toSwathOverpassAnswer(
  overpass: SwathOverpass,
  omm: Omm,
  place: Place,
  sighting: Sighting,
  { seeing, unseeing }: Record<'seeing' | 'unseeing', readonly Instrument[]>,
): SwathOverpassAnswer {
  const { timeMs, distanceKm, side, ascending, day, sunElevationDeg } = overpass;
  const uncertaintyKm = distanceUncertaintyKm(timeMs, place, omm);
  const acrossKm = side === 'right' ? distanceKm : -distanceKm;
  const nearEdge = (instruments: readonly Instrument[]) =>
    namesOf(instruments.filter((each) => isNearEdge(each, acrossKm, uncertaintyKm)));
  const [atEdge, maybe] = [nearEdge(seeing), nearEdge(unseeing)];
  return {
    time: formatTime(Math.round(timeMs)),
    distanceKm: roundTo(distanceKm, 3),
    side,
    ascending,
    day,
    sunElevationDeg: roundTo(sunElevationDeg, 2),
    satelliteAzimuthDeg: roundTo(sighting.azimuthDeg, 2),
    satelliteElevationDeg: roundTo(sighting.elevationDeg, 2),
    satelliteRangeKm: roundTo(sighting.rangeKm, 1),
    instruments: namesOf(seeing),
    timingUncertaintySeconds: writtenUncertaintySeconds(omm, timeMs),
    distanceUncertaintyKm: uncertaintyKm,
    elementsEpoch: elementsEpoch(omm),
    ...(atEdge.length > 0 && { instrumentsAtEdge: atEdge }),
    ...(maybe.length > 0 && { instrumentsMaybe: maybe }),
  };
}

function namesOf(instruments: readonly Instrument[]): string[] {
  return instruments.map(({ name }) => name);
}

/** Writes the links to images of an overpass, of the instruments that see the place. */
export function toImagesAnswer(
  overpass: SwathOverpass,
  place: Place,
  seeing: readonly Instrument[],
): Pick<SwathOverpassAnswer, 'images'> {
  const images = seeing.flatMap(({ name, images }): ImagesAnswer[] => {
    const url = images && imagesUrl(images, overpass, place);
    if (url === undefined) return [];
    const { delayHours } = images ?? {};
    const available =
      delayHours === undefined ? {} : { availableFrom: toMinute(overpass.timeMs + delayHours * HOUR_MS) };
    return [{ instrument: name, url, ...available }];
  });
  return images.length > 0 ? { images } : {};
}

// How long it takes is known to hours.
function toMinute(timeMs: number): string {
  return formatTime(Math.ceil(timeMs / MINUTE_MS) * MINUTE_MS);
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
    timingUncertaintySeconds: writtenUncertaintySeconds(omm, culmination.timeMs),
    elementsEpoch: elementsEpoch(omm),
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

/** How far off the distance of an overpass may be, km: by its `timingUncertaintySeconds`. */
export function distanceUncertaintyKm(timeMs: number, { latitudeDeg }: Place, omm: Omm): number {
  return roundTo(driftKm(latitudeDeg, writtenUncertaintySeconds(omm, timeMs)), 2);
}

/** The set that an overpass was computed from, or the answer's: its age at the overpass, or at `from`. */
export function elementsBehind(
  { elements }: OverpassesAnswer,
  overpass?: SwathOverpassAnswer | HorizonPassAnswer,
): Pick<ElementsUsed, 'epoch' | 'ageDays' | 'state'> | null {
  if (!overpass || !elements) return elements;
  const time = 'culmination' in overpass ? overpass.culmination.time : overpass.time;
  const ageDays = roundTo((Date.parse(time) - Date.parse(overpass.elementsEpoch)) / DAY_MS, 1);
  return { epoch: overpass.elementsEpoch, ageDays, state: ageState(ageDays) };
}

/** Where overpasses can be computed, and why nowhere else: sentences. Undefined when no limit is known. */
export function endOfElements({ name, elements, outside }: OverpassesAnswer): string | undefined {
  if (!elements) return outside ?? `${name} waits for orbital elements that can be used: no times can be computed.`;
  const end = endOf(name, elements);
  return outside && end ? `${outside} ${end}` : (outside ?? end);
}

function endOf(name: string, { state, reason, usableUntil }: ElementsUsed): string | undefined {
  if (!reason) return undefined;
  if (state === 'failed') return `${name}: ${reason}. No times can be computed.`;
  // Without an end, the set cannot be used before some day.
  return `${name}: ${reason}.${usableUntil ? ` No times can be computed after ${usableUntil}.` : ''}`;
}
