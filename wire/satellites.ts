// GET /satellites: query writes it, the page reads it.
import { type ElementsState, elementsAgeDays, isUsable } from '../orbit/age.ts';
import { cachedRecord, elementsEpoch } from '../orbit/elements.ts';
import { mainInstrument, swathKm } from '../orbit/instruments.ts';
import type { Omm } from '../orbit/omm.ts';
import { type Outlook, outlook } from '../orbit/outlook.ts';
import type { SubSatellitePoint } from '../orbit/point.ts';
import { roundTo } from '../orbit/round.ts';
import { type Instrument, isCatalogNumber, type Satellite } from '../orbit/satellites.ts';
import { formatTime } from '../orbit/time.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../orbit/uncertainty.ts';
import { AnswerError, isObject } from './json.ts';
import { isEpoch, toWirePoint, type WirePoint } from './point.ts';

export interface SatellitesAnswer {
  satellites: SatelliteAnswer[];
}

export interface SatelliteAnswer {
  catalogNumber: number;
  name: string;
  internationalDesignator: string | null;
  /** The main instrument, and the width of its swath. */
  instrument: string;
  swathKm: number;
  /** All instruments, the main one first. */
  instruments: readonly Instrument[];
  /** null while the satellite waits for its first set, or when its set cannot be read. */
  elements: ElementsAnswer | null;
  /**
   * Why no newer elements come: "celestrak.org knows no 99998". A sentence without its full stop; absent when nothing is
   * wrong.
   */
  elementsProblem?: string;
  /** The newest point that is not after now. */
  latest: WirePoint | null;
}

export interface ElementsAnswer {
  epoch: string;
  ageDays: number;
  state: ElementsState;
  /** The last moment at which the set can be used, when that is in the past or in the next ten days. */
  usableUntil?: string;
  /** Why the state is `failed`, or will be after `usableUntil`. */
  reason?: string;
  /** Host that the set was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded; null for a bundled set. */
  retrievedAt: string | null;
  omm: Omm;
  /** How much earlier or later the satellite may be than computed for now. Missing when SGP4 refuses the set. */
  uncertaintySeconds?: number;
  /** The same along its orbit. */
  uncertaintyKm?: number;
}

// Some sources have other texts in OBJECT_ID, such as UNKNOWN.
const DESIGNATOR = /^[0-9]{4}-[0-9]{3}[A-Z]{1,3}$/;

/**
 * Writes a satellite.
 * @param elementsProblem why the source brings no newer elements; undefined when it does
 */
export function toSatelliteAnswer(
  { catalogNumber, name, instruments }: Satellite,
  internationalDesignator: string | undefined,
  elements: ElementsAnswer | null,
  latest: SubSatellitePoint | undefined,
  elementsProblem?: string,
): SatelliteAnswer {
  return {
    catalogNumber,
    name,
    internationalDesignator: DESIGNATOR.test(internationalDesignator ?? '')
      ? (internationalDesignator as string)
      : null,
    ...toInstrumentAnswer({ instruments }),
    instruments,
    elements,
    ...(elementsProblem && { elementsProblem }),
    latest: latest ? toWirePoint(latest) : null,
  };
}

/** Writes the main instrument of a satellite. */
export function toInstrumentAnswer(
  satellite: Pick<Satellite, 'instruments'>,
): Pick<SatelliteAnswer, 'instrument' | 'swathKm'> {
  const main = mainInstrument(satellite);
  return { instrument: main.name, swathKm: swathKm(main) };
}

/** Writes where an element set ends: nothing for one that holds for longer than the next ten days. */
export function toOutlookAnswer(end: Outlook | undefined): Pick<ElementsAnswer, 'usableUntil' | 'reason'> {
  if (!end) return {};
  const { usableUntilMs, reason } = end;
  return { ...(usableUntilMs !== undefined && { usableUntil: formatTime(usableUntilMs) }), reason };
}

/**
 * Writes an element set, its age in tenths of a day.
 * @throws ElementsError when its epoch is not a UTC time, or an element is not a number
 */
export function toElementsAnswer(
  { omm, source, retrievedAt }: Pick<ElementsAnswer, 'omm' | 'source' | 'retrievedAt'>,
  state: ElementsState,
  nowMs: number,
): ElementsAnswer {
  const ageDays = roundTo(elementsAgeDays(omm, nowMs), 1);
  const answer = {
    epoch: elementsEpoch(omm),
    ageDays,
    state,
    ...toOutlookAnswer(outlook(omm, nowMs)),
    source,
    retrievedAt,
    omm,
  };
  return isUsable(state) ? { ...answer, ...toUncertainty(omm, nowMs) } : answer;
}

/** Writes the uncertainty at a time, in tenths; empty when SGP4 refuses the set then. */
function toUncertainty(omm: Omm, timeMs: number): Pick<ElementsAnswer, 'uncertaintySeconds' | 'uncertaintyKm'> {
  const km = uncertaintyKm(cachedRecord(omm), timeMs);
  if (km === undefined) return {};
  const seconds = timingUncertaintySeconds(omm, elementsAgeDays(omm, timeMs));
  return { uncertaintySeconds: roundTo(seconds, 1), uncertaintyKm: roundTo(km, 1) };
}

/**
 * Reads the list of satellites.
 * @throws AnswerError when it is not one
 */
export function parseSatellites(answer: unknown): SatelliteAnswer[] {
  if (!isObject(answer) || !Array.isArray(answer.satellites)) throw new AnswerError('no list of satellites');
  for (const satellite of answer.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber) || typeof satellite.name !== 'string')
      throw new AnswerError('a satellite without catalog number or name');
    if (satellite.elementsProblem !== undefined && typeof satellite.elementsProblem !== 'string')
      throw new AnswerError(`the problem with the elements of ${satellite.name} is not a text`);
    if (!isElements(satellite.elements)) throw new AnswerError(`the elements of ${satellite.name} cannot be read`);
  }
  // The page has one column for each satellite: of a satellite that is listed twice, the last entry counts.
  const byNumber = new Map((answer.satellites as SatelliteAnswer[]).map((each) => [each.catalogNumber, each]));
  return [...byNumber.values()].map(withInstruments);
}

/**
 * An API of before there were several instruments names only one. Its swath has the track in its middle. Instruments that
 * cannot be read are left out.
 */
function withInstruments(satellite: SatelliteAnswer): SatelliteAnswer {
  const listed: readonly unknown[] = Array.isArray(satellite.instruments) ? satellite.instruments : [];
  const instruments = listed.filter(isInstrument);
  if (instruments.length > 0) return instruments.length === listed.length ? satellite : { ...satellite, instruments };
  const { instrument: name, swathKm: widthKm } = satellite;
  const main = { name, leftKm: widthKm / 2, rightKm: widthKm / 2, daylightOnly: false };
  return { ...satellite, instruments: [main] };
}

function isInstrument(value: unknown): value is Instrument {
  if (!isObject(value) || typeof value.name !== 'string') return false;
  return typeof value.leftKm === 'number' && typeof value.rightKm === 'number' && value.leftKm + value.rightKm > 0;
}

/** Elements, or null: with a state and an epoch that can be read. */
export function isElements(value: unknown): boolean {
  return (
    value === null ||
    (isObject(value) &&
      isEpoch(value.epoch) &&
      typeof value.state === 'string' &&
      typeof value.source === 'string' &&
      (value.omm == null || isObject(value.omm)))
  );
}
