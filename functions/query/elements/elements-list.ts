// GET /satellites/{catalogNumber}/elements: all known sets of a satellite, the newest first.
import { elementsEpoch } from '../../../orbit/elements.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import { type ElementsListAnswer, toKnownSetAnswer } from '../../../wire/elements.ts';
import { knownRange, newestSets } from '../../shared/elements-archive.ts';
import { elementsFileName } from '../forms/file-names.ts';
import type { Answer, AnswerParts } from '../http/answer.ts';
import type { ElementsRequest } from '../http/elements-request.ts';
import { setsCsv } from './sets-table.ts';

export async function answerElementsList(
  { form, beforeMs, limit }: ElementsRequest,
  satellite: Satellite,
  { archive, elementsOf }: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const { catalogNumber, name } = satellite;
  const current = elementsOf(catalogNumber);
  // One more than is shown, which says whether others follow.
  const known = await newestSets(archive, catalogNumber, current, { beforeMs, limit: limit + 1 });
  const sets = known.slice(0, limit);
  const last = sets.at(-1);
  const answer = { status: 200, form, lifetime: 'live', fileName: elementsFileName([satellite]) } as const;
  if (form === 'csv') return { ...answer, body: setsCsv(sets) };
  const range = await knownRange(archive, catalogNumber, current, nowMs);
  const body: ElementsListAnswer = {
    catalogNumber,
    name,
    from: range ? formatTime(range.fromMs) : null,
    until: range ? formatTime(range.untilMs) : null,
    sets: sets.map(toKnownSetAnswer),
    next: last && known.length > limit ? elementsEpoch(last.omm) : null,
  };
  return { ...answer, body };
}
