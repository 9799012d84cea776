// Answers a request: finds the satellite, and calls the file of the question.
import type { Satellite } from '../../orbit/satellites.ts';
import { type Answer, type AnswerParts, Problem } from './http/answer.ts';
import type { Request } from './http/request.ts';
import { answerOverpasses, answerPlaceOverpasses } from './overpasses/overpasses.ts';
import { answerSatellites } from './satellites.ts';
import { answerStatus } from './status.ts';
import { answerTrack } from './tracks/track.ts';

// So many unknown numbers make the point.
const MAX_NAMED = 10;

/**
 * Answers a request.
 * @throws Problem 404 for a satellite that is not followed, 400 when it is in a parameter
 */
export async function answer(request: Request, parts: AnswerParts, nowMs: number): Promise<Answer> {
  switch (request.kind) {
    case 'satellites':
      return answerSatellites(parts, nowMs);
    case 'status':
      return answerStatus(parts, nowMs);
    case 'track':
      return answerTrack(request, findSatellite(request.catalogNumber, parts), parts, nowMs);
    case 'overpasses':
      return answerOverpasses(request, findSatellite(request.catalogNumber, parts), parts, nowMs);
    case 'placeOverpasses':
      return answerPlaceOverpasses(request, findSatellites(request.catalogNumbers, parts), parts, nowMs);
  }
}

function findSatellite(catalogNumber: number, { satellites }: AnswerParts): Satellite {
  const satellite = satellites.find((each) => each.catalogNumber === catalogNumber);
  if (satellite) return satellite;
  throw new Problem(404, `Satellite ${catalogNumber} is not followed here. /satellites lists those that are.`);
}

function findSatellites(catalogNumbers: readonly number[] | undefined, { satellites }: AnswerParts): Satellite[] {
  if (!catalogNumbers) return [...satellites];
  const followed = new Map(satellites.map((satellite) => [satellite.catalogNumber, satellite]));
  const unknown = catalogNumbers.filter((catalogNumber) => !followed.has(catalogNumber));
  if (unknown.length > 0) {
    const which =
      unknown.length === 1 ? `${unknown}, which is` : `${unknown.slice(0, MAX_NAMED).join(', ')}, which are`;
    throw new Problem(400, `satellites names ${which} not followed here. /satellites lists those that are.`);
  }
  return catalogNumbers.flatMap((catalogNumber) => followed.get(catalogNumber) ?? []);
}
