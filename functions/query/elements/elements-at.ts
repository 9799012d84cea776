// GET /elements, and /satellites/{catalogNumber}/elements with a time: the sets that positions are computed from then.
import pMap from 'p-map';
import { elementsState } from '../../../orbit/age.ts';
import { epochMs } from '../../../orbit/elements.ts';
import { nearestSet } from '../../../orbit/nearest-set.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import { type AllElementsAnswer, type ElementsAtAnswer, toElementsAtAnswer } from '../../../wire/elements.ts';
import { toElementsAnswer } from '../../../wire/satellites.ts';
import type { HeldElements } from '../../shared/elements.ts';
import { setsAround } from '../../shared/elements-archive.ts';
import { errorText } from '../../shared/log.ts';
import { elementsFileName } from '../forms/file-names.ts';
import { type Answer, type AnswerParts, QUERIES_IN_FLIGHT } from '../http/answer.ts';
import type { SetForm } from '../http/elements-request.ts';
import { isKnownTime, unknownTime } from '../known-time.ts';
import { setsCsv } from './sets-table.ts';

/** The set of a satellite at a time. @throws Problem 400 when none is known for it */
export async function answerElementsAt(
  atMs: number,
  form: SetForm,
  satellite: Satellite,
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const { answer, held, isSettled } = await elementsAt(atMs, satellite, parts, nowMs);
  if (!held) throw await unknownTime('at', [satellite], parts, nowMs);
  const body = form === 'csv' ? setsCsv([held]) : answer;
  const fileName = elementsFileName([satellite], atMs);
  return { status: 200, form, body, lifetime: isSettled ? 'settled' : 'live', fileName };
}

/**
 * The sets of several satellites at a time, in their order. JSON says which have none, and which could not be read; the
 * answer then must not be stored. A table leaves out those that have none, and fails when one cannot be read.
 * @throws Problem 400 when nothing is known of any of them
 */
export async function answerAllElements(
  atMs: number,
  form: SetForm,
  satellites: readonly Satellite[],
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  const read = await pMap(
    satellites,
    (satellite) =>
      elementsAt(atMs, satellite, parts, nowMs).catch((error: unknown) => {
        const { catalogNumber } = satellite;
        parts.report.error('reading archived elements failed', { catalogNumber, reason: errorText(error) });
        return { catalogNumber, error };
      }),
    QUERIES_IN_FLIGHT,
  );
  const failures = read.filter((each) => 'error' in each);
  const found = read.filter((each) => 'answer' in each);
  if (failures[0] && (form === 'csv' || found.length === 0)) throw failures[0].error;
  if (failures.length === 0 && found.every(({ held }) => !held))
    throw await unknownTime('at', satellites, parts, nowMs);

  const isSettled = found.every((each) => each.isSettled);
  const lifetime = failures.length > 0 ? 'momentary' : isSettled ? 'settled' : 'live';
  const answer = { status: 200, form, lifetime, fileName: elementsFileName(satellites, atMs) } as const;
  if (form === 'csv') return { ...answer, body: setsCsv(found.flatMap(({ held }) => held ?? [])) };
  const body: AllElementsAnswer = {
    at: formatTime(atMs),
    satellites: found.map((each) => each.answer),
    failed: failures.map(({ catalogNumber }) => catalogNumber),
  };
  return { ...answer, body };
}

interface AtTime {
  answer: ElementsAtAnswer;
  /** The nearest set; undefined when none is known for this time. */
  held: HeldElements | undefined;
  /** A known set is newer than this time, so no later one can be nearer. */
  isSettled: boolean;
}

async function elementsAt(
  atMs: number,
  satellite: Satellite,
  { archive, elementsOf }: AnswerParts,
  nowMs: number,
): Promise<AtTime> {
  const { catalogNumber } = satellite;
  const current = elementsOf(catalogNumber);
  const isKnown = await isKnownTime(archive, catalogNumber, current, atMs, nowMs);
  const sets = isKnown ? await setsAround(archive, catalogNumber, atMs, atMs, current) : [];
  const held = nearestSet(sets, atMs);
  const elements = held ? toElementsAnswer(held, elementsState(held.omm, atMs), atMs) : null;
  return {
    answer: toElementsAtAnswer(satellite, atMs, elements),
    held,
    isSettled: sets.some(({ omm }) => epochMs(omm) >= atMs),
  };
}
