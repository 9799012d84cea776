// GET /elements and GET /satellites/{catalogNumber}/elements: query writes them, the page and other programs read them.
import { elementsEpoch } from '../orbit/elements.ts';
import type { Omm } from '../orbit/omm.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { formatTime, parseTime } from '../orbit/time.ts';
import { AnswerError, isObject, parseNumbers } from './json.ts';
import { type ElementsAnswer, isElements } from './satellites.ts';

/** The set of a satellite that is the nearest at a time. */
export interface ElementsAtAnswer {
  catalogNumber: number;
  name: string;
  /** The time in question. */
  at: string;
  /** Its age, state and uncertainty are those of then. null when no set is known for that time. */
  elements: ElementsAnswer | null;
}

/** The same of several satellites. */
export interface AllElementsAnswer {
  at: string;
  satellites: ElementsAtAnswer[];
  /** Catalog numbers of the satellites whose sets could not be read now. */
  failed: number[];
}

/** A known set. */
export interface KnownSetAnswer {
  epoch: string;
  /** Host that it was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded; null for a bundled set. */
  retrievedAt: string | null;
  omm: Omm;
}

/** The known sets of a satellite, the newest first. */
export interface ElementsListAnswer {
  catalogNumber: number;
  name: string;
  /** From when until when positions are computed; null without a set. */
  from: string | null;
  until: string | null;
  sets: KnownSetAnswer[];
  /** What to give as `before` for the sets that follow; null when these are the last. */
  next: string | null;
}

/** Writes the nearest set of a time. */
export function toElementsAtAnswer(
  { catalogNumber, name }: { catalogNumber: number; name: string },
  atMs: number,
  elements: ElementsAnswer | null,
): ElementsAtAnswer {
  return { catalogNumber, name, at: formatTime(atMs), elements };
}

/** Writes a known set. */
export function toKnownSetAnswer({ omm, source, retrievedAt }: Omit<KnownSetAnswer, 'epoch'>): KnownSetAnswer {
  return { epoch: elementsEpoch(omm), source, retrievedAt, omm };
}

/** What the page reads. */
export interface AllElements {
  /** By catalog number; nothing for those that have none, or failed. */
  sets: Map<number, ElementsAnswer>;
  failed: number[];
}

/**
 * Reads the sets of several satellites.
 * @throws AnswerError when it is not a list of sets
 */
export function parseAllElements(answer: unknown): AllElements {
  if (!isObject(answer) || !Array.isArray(answer.satellites)) throw new AnswerError('no list of satellites');
  const sets = new Map<number, ElementsAnswer>();
  for (const satellite of answer.satellites) {
    if (!isObject(satellite) || !isCatalogNumber(satellite.catalogNumber) || !isElements(satellite.elements))
      throw new AnswerError('elements that cannot be read');
    if (satellite.elements) sets.set(satellite.catalogNumber, satellite.elements as ElementsAnswer);
  }
  return { sets, failed: parseNumbers(answer.failed) };
}

/** Reads from when until when positions are computed, epoch milliseconds; undefined without a set. */
export function parseKnownTimes(answer: unknown): { fromMs: number; untilMs: number } | undefined {
  if (!isObject(answer)) throw new AnswerError('no list of sets');
  const [fromMs, untilMs] = [parseTime(answer.from), parseTime(answer.until)];
  return fromMs === undefined || untilMs === undefined ? undefined : { fromMs, untilMs };
}
