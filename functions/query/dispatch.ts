// Answers a request: finds the satellite, and calls the file of the question.
import type { Satellite } from '../../orbit/satellites.ts';
import { answerAllElements, answerElementsAt } from './elements/elements-at.ts';
import { answerElementsList } from './elements/elements-list.ts';
import { answerFrame } from './frame.ts';
import { type Answer, type AnswerParts, Problem } from './http/answer.ts';
import type { Request } from './http/request.ts';
import { answerOverpasses, answerPlaceOverpasses } from './overpasses/overpasses.ts';
import { answerSatellites } from './satellites.ts';
import { answerStatus } from './status.ts';
import { answerTrack } from './tracks/track.ts';
import { answerTracks } from './tracks/tracks.ts';

/** Answers a request. @throws Problem 404 for a satellite that is not followed */
export async function answer(request: Request, parts: AnswerParts, nowMs: number): Promise<Answer> {
  switch (request.kind) {
    case 'satellites':
      return answerSatellites(parts, nowMs);
    case 'status':
      return answerStatus(parts, nowMs);
    case 'frame':
      return answerFrame(request, parts, nowMs);
    case 'track':
      return answerTrack(request, findSatellite(request.catalogNumber, parts), parts, nowMs);
    case 'tracks':
      return answerTracks(request, findSatellites(request.catalogNumbers, parts), parts, nowMs);
    case 'elements': {
      const satellite = findSatellite(request.catalogNumber, parts);
      if (request.atMs === undefined) return answerElementsList(request, satellite, parts, nowMs);
      return answerElementsAt(request.atMs, request.form, satellite, parts, nowMs);
    }
    case 'allElements': {
      const satellites = findSatellites(request.catalogNumbers, parts);
      return answerAllElements(request.atMs ?? nowMs, request.form, satellites, parts, nowMs);
    }
    case 'overpasses':
      return answerOverpasses(request, findSatellite(request.catalogNumber, parts), parts, nowMs);
    case 'placeOverpasses':
      return answerPlaceOverpasses(request, findSatellites(request.catalogNumbers, parts), parts, nowMs);
  }
}

function findSatellite(catalogNumber: number, { satellites }: AnswerParts): Satellite {
  const satellite = satellites.find((each) => each.catalogNumber === catalogNumber);
  if (satellite) return satellite;
  throw new Problem(404, notFollowed([catalogNumber]));
}

/** In the order of the list, so that the same question has the same answer. Without numbers, all. */
function findSatellites(catalogNumbers: readonly number[] | undefined, { satellites }: AnswerParts) {
  if (!catalogNumbers) return satellites;
  const followed = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
  const unknown = catalogNumbers.filter((catalogNumber) => !followed.has(catalogNumber));
  if (unknown.length > 0) throw new Problem(404, notFollowed(unknown));
  const wanted = new Set(catalogNumbers);
  return satellites.filter(({ catalogNumber }) => wanted.has(catalogNumber));
}

// Enough to see what is wrong.
const MAX_NAMED = 5;

function notFollowed(numbers: readonly number[]): string {
  const names = numbers.slice(0, MAX_NAMED).join(', ');
  const others = numbers.length > MAX_NAMED ? ` and ${numbers.length - MAX_NAMED} more` : '';
  const subject = numbers.length === 1 ? `Satellite ${names} is` : `Satellites ${names}${others} are`;
  return `${subject} not followed here. /satellites lists those that are.`;
}
