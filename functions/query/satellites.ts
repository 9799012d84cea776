// GET /satellites: the satellites with their elements and newest points.
import pMap from 'p-map';
import { elementsState } from '../../orbit/age.ts';
import { ElementsError } from '../../orbit/omm.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import {
  type ElementsAnswer,
  type SatelliteAnswer,
  type SatellitesAnswer,
  toElementsAnswer,
  toSatelliteAnswer,
} from '../../wire/satellites.ts';
import type { HeldElements } from '../shared/elements.ts';
import { latestPoint } from '../shared/track-table.ts';
import { type Answer, type AnswerParts, QUERIES_IN_FLIGHT } from './http/answer.ts';

export async function answerSatellites(parts: AnswerParts, nowMs: number): Promise<Answer> {
  const satellites = await pMap(
    parts.satellites,
    (satellite) => describeSatellite(satellite, parts, nowMs),
    QUERIES_IN_FLIGHT,
  );
  const body: SatellitesAnswer = { satellites };
  return { status: 200, form: 'json', body, lifetime: 'live' };
}

async function describeSatellite(satellite: Satellite, parts: AnswerParts, nowMs: number): Promise<SatelliteAnswer> {
  const { catalogNumber } = satellite;
  const held = parts.elementsOf(catalogNumber);
  const latest = await latestPoint(parts.table, catalogNumber, nowMs);
  const elements = held ? describeElements(held, nowMs) : null;
  return toSatelliteAnswer(satellite, held?.omm.OBJECT_ID, elements, latest, parts.problemOf(catalogNumber));
}

/** Returns null for a set that cannot be read: it has no age, or is not a number. /status reports it as `failed`. */
function describeElements(held: HeldElements, nowMs: number): ElementsAnswer | null {
  try {
    return toElementsAnswer(held, elementsState(held.omm, nowMs), nowMs);
  } catch (error) {
    if (error instanceof ElementsError) return null;
    throw error;
  }
}
