// GET /elements and GET /satellites/{catalogNumber}/elements: query writes them, the page and other programs read them.
import { elementsEpoch } from '../orbit/elements.ts';
import type { Omm } from '../orbit/omm.ts';
import { formatTime } from '../orbit/time.ts';
import type { ElementsAnswer } from './satellites.ts';

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
