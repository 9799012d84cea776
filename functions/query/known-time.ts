// At which times positions of a satellite are known, and what a question about another time is answered with.

import pMap from 'p-map';
import type { Satellite } from '../../orbit/satellites.ts';
import { formatTime } from '../../orbit/time.ts';
import type { HeldElements } from '../shared/elements.ts';
import { type ElementsArchive, knownRange, knownRangeFor } from '../shared/elements-archive.ts';
import { type AnswerParts, Problem, QUERIES_IN_FLIGHT } from './http/answer.ts';

/** Whether a time is in the known range of a satellite. @throws errors of the SDK */
export async function isKnownTime(
  archive: ElementsArchive,
  catalogNumber: number,
  current: HeldElements | undefined,
  timeMs: number,
  nowMs: number,
): Promise<boolean> {
  const range = await knownRangeFor({ fromMs: timeMs, untilMs: timeMs }, archive, catalogNumber, current, nowMs);
  return range !== undefined && timeMs >= range.fromMs && timeMs <= range.untilMs;
}

/**
 * The problem with a time at which nothing is known of these satellites.
 * @param name of the parameter
 */
export async function unknownTime(
  name: string,
  satellites: readonly Satellite[],
  { archive, elementsOf }: Pick<AnswerParts, 'archive' | 'elementsOf'>,
  nowMs: number,
): Promise<Problem> {
  const ranges = await pMap(
    satellites,
    ({ catalogNumber }) => knownRange(archive, catalogNumber, elementsOf(catalogNumber), nowMs),
    QUERIES_IN_FLIGHT,
  );
  const known = ranges.filter((range) => range !== undefined);
  const who = satellites.length === 1 ? (satellites[0] as Satellite).name : 'the satellites';
  if (known.length === 0) return new Problem(400, `No element set of ${who} is known yet. Leave ${name} out.`);
  const first = known.reduce((a, b) => (b.fromMs < a.fromMs ? b : a));
  const last = known.reduce((a, b) => (b.untilMs > a.untilMs ? b : a));
  return new Problem(
    400,
    `${name} must be from ${formatTime(first.fromMs)} to ${formatTime(last.untilMs)}: positions of ${who} are computed from ${first.fromIs} to ${last.untilIs}.`,
  );
}
