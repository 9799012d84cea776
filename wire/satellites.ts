// GET /satellites: query writes it, the page reads it.
import { type ElementsState, elementsAgeDays, isUsable } from '../orbit/age.ts';
import { cachedRecord, elementsEpoch } from '../orbit/elements.ts';
import type { Omm } from '../orbit/omm.ts';
import type { SubSatellitePoint } from '../orbit/point.ts';
import { roundTo } from '../orbit/round.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../orbit/uncertainty.ts';
import { AnswerError, isObject } from './json.ts';
import { toWirePoint, type WirePoint } from './point.ts';
import { isEpoch } from './point-list.ts';

export interface SatellitesAnswer {
  satellites: SatelliteAnswer[];
}

export interface SatelliteAnswer {
  catalogNumber: number;
  name: string;
  internationalDesignator: string | null;
  instrument: string;
  swathKm: number;
  /** null while the satellite waits for its first set, or when its set cannot be read. */
  elements: ElementsAnswer | null;
  /** The newest point that is not after now. */
  latest: WirePoint | null;
}

export interface ElementsAnswer {
  epoch: string;
  ageDays: number;
  state: ElementsState;
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

/** Writes a satellite. */
export function toSatelliteAnswer(
  {
    catalogNumber,
    name,
    instrument,
    swathKm,
  }: Pick<SatelliteAnswer, 'catalogNumber' | 'name' | 'instrument' | 'swathKm'>,
  internationalDesignator: string | undefined,
  elements: ElementsAnswer | null,
  latest: SubSatellitePoint | undefined,
): SatelliteAnswer {
  return {
    catalogNumber,
    name,
    internationalDesignator: internationalDesignator || null,
    instrument,
    swathKm,
    elements,
    latest: latest ? toWirePoint(latest) : null,
  };
}

/**
 * Writes an element set, its age in tenths of a day.
 * @throws ElementsError when its epoch is not a UTC time
 */
export function toElementsAnswer(
  { omm, source, retrievedAt }: Pick<ElementsAnswer, 'omm' | 'source' | 'retrievedAt'>,
  state: ElementsState,
  nowMs: number,
): ElementsAnswer {
  const ageDays = roundTo(elementsAgeDays(omm, nowMs), 1);
  const answer = { epoch: elementsEpoch(omm), ageDays, state, source, retrievedAt, omm };
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
    if (!isElements(satellite.elements)) throw new AnswerError(`the elements of ${satellite.name} cannot be read`);
  }
  // The page has one column for each satellite: of a satellite that is listed twice, the last entry counts.
  const byNumber = new Map((answer.satellites as SatelliteAnswer[]).map((each) => [each.catalogNumber, each]));
  return [...byNumber.values()];
}

/** Elements, or null: with a state and an epoch that can be read. */
function isElements(value: unknown): boolean {
  return (
    value === null ||
    (isObject(value) &&
      isEpoch(value.epoch) &&
      typeof value.state === 'string' &&
      typeof value.source === 'string' &&
      (value.omm == null || isObject(value.omm)))
  );
}
