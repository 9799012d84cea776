// Answers a request: finds the satellite, and calls the file of the question.
import type { Satellite } from '../../orbit/satellites.ts';
import { type Answer, type AnswerParts, Problem } from './http/answer.ts';
import type { Request } from './http/request.ts';
import { answerOverpasses } from './overpasses/overpasses.ts';
import { answerSatellites } from './satellites.ts';
import { answerStatus } from './status.ts';
import { answerTrack } from './tracks/track.ts';

/** Answers a request. @throws Problem 404 for a satellite that is not followed */
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
  }
}

function findSatellite(catalogNumber: number, { satellites }: AnswerParts): Satellite {
  const satellite = satellites.find((each) => each.catalogNumber === catalogNumber);
  if (satellite) return satellite;
  throw new Problem(404, `Satellite ${catalogNumber} is not followed here. /satellites lists those that are.`);
}
