// Reads the answer of the source: status and text in, meaning out. Pure.
import { cachedRecord, epochMs } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { outlook } from '../../orbit/outlook.ts';
import { catalogNumberOf, readOmm } from '../../orbit/read-omm.ts';
import { withoutByteOrderMark } from '../../orbit/text.ts';
import { isWebPage, otherForm } from './other-form.ts';

export type SourceAnswer =
  /** The newest set of the requested satellite. */
  | { kind: 'set'; omm: Omm }
  /** The source has published nothing since our last download: our copy is current. */
  | { kind: 'unchanged' }
  | Refusal;

/** Nothing usable. */
export interface Refusal {
  kind: 'refused';
  reason: string;
  /** The source is in trouble or wants us to stop, so this run asks for no other satellite. */
  endsRun: boolean;
  /** The source does not know the satellite. */
  unknown: boolean;
  /** There is no answer: the reason is the network's. */
  unreachable?: true;
}

// CelesTrak: "GP data has not updated since your last successful download of ...", with status 403 or 200.
const NOT_UPDATED = /GP data has not (been )?updated since/i;
const NO_DATA = /No GP data found/i;

/** Reads the answer to a request for one satellite. */
export function readAnswer(status: number, text: string, catalogNumber: number, nowMs: number): SourceAnswer {
  if ((status === 200 || status === 403) && NOT_UPDATED.test(text)) return { kind: 'unchanged' };
  if (status === 404) return refused('404: the source does not know this satellite', { unknown: true });
  if (status !== 200) return refused([status, beginningOf(text)].filter(Boolean).join(': '), { endsRun: true });
  if (NO_DATA.test(text)) return refused('the source has no data for this satellite', { unknown: true });
  return readSets(withoutByteOrderMark(text), catalogNumber, nowMs);
}

function readSets(text: string, catalogNumber: number, nowMs: number): SourceAnswer {
  let sets: unknown;
  try {
    sets = JSON.parse(text);
  } catch {
    const form = otherForm(text);
    if (text.trim() === '') return refused('an empty answer');
    return refused(form ? `${form} instead of JSON` : `not JSON: ${beginningOf(text)}`);
  }
  if (!Array.isArray(sets)) return refused(`not an array of element sets: ${beginningOf(text)}`);
  if (sets.length === 0) return refused('an empty array', { unknown: true });
  if (sets.every(isPlaceholder)) return refused('only placeholders without values', { unknown: true });

  if (!sets.some(isSet)) return refused(`not element sets: ${beginningOf(text)}`);

  const own = sets.filter((set) => catalogNumberOf(set) === catalogNumber).map((set) => readUsable(set, nowMs));
  const newest = newestOf(own.filter((set) => typeof set !== 'string'));
  if (newest) return { kind: 'set', omm: newest };
  if (own.length > 0) return refused(own[0] as string);
  const other = sets.find((set) => isSet(set) && !isPlaceholder(set));
  const reason = readOmm(other, nowMs);
  return refused(typeof reason === 'string' ? reason : `a set of another satellite: ${reason.NORAD_CAT_ID}`);
}

/** A set that can be used at its epoch at least. One that cannot must not replace the last good one. */
function readUsable(set: unknown, nowMs: number): Omm | string {
  const omm = readOmm(set, nowMs);
  if (typeof omm === 'string') return omm;
  const end = outlook(omm, epochMs(omm));
  if (end && end.usableUntilMs === undefined) return end.reason;
  // It would hold until its first perigee.
  return cachedRecord(omm).satrec.altp < 0 ? 'its perigee lies inside the Earth' : omm;
}

/** A source may list sets in any order. Of two with the same epoch, the first. */
function newestOf(sets: readonly Omm[]): Omm | undefined {
  let newest: Omm | undefined;
  for (const set of sets) if (!newest || epochMs(set) > epochMs(newest)) newest = set;
  return newest;
}

/**
 * Null, or a set whose catalog number and epoch are null, which some sources publish for a satellite that they have no
 * set of.
 */
function isPlaceholder(set: unknown): boolean {
  return set === null || (isSet(set) && set.NORAD_CAT_ID === null && set.EPOCH === null);
}

/** Whether a value has the keys of a set, good or bad. An error as JSON has not. */
function isSet(value: unknown): value is { NORAD_CAT_ID?: unknown; EPOCH?: unknown } {
  return typeof value === 'object' && value !== null && ('NORAD_CAT_ID' in value || 'EPOCH' in value);
}

// Some reasons quote the source: they must not fill the log.
const MAX_REASON_LENGTH = 200;

function refused(reason: string, { endsRun = false, unknown = false } = {}): Refusal {
  // Quotes may hold anything, such as marks that reverse the direction of the sentence around them.
  const plain = reason.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').slice(0, MAX_REASON_LENGTH);
  return { kind: 'refused', reason: plain.toWellFormed(), endsRun, unknown };
}

/** The first words of an answer, without tags. */
function beginningOf(text: string): string {
  const begin = text.slice(0, 4000);
  // An error as JSON may have tags in its text. A lone < may be anything there.
  const tags = isWebPage(begin) ? /<(?:style|script)[^<]*<|<[^>]*>?/gi : /<\/?[a-z][^<>]*>/gi;
  const words = begin.replaceAll(tags, ' ');
  return words.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
}
