// The element sets of other times than now: from the API's archive, which has every set that was ever accepted.
import { HOUR_MS, SECOND_MS } from '../../orbit/time.ts';
import type { ElementsAnswer, SatelliteAnswer } from '../../wire/satellites.ts';
import type { Env } from '../base/env.ts';
import { clamp, type Span } from './bounds.ts';
import { isRefusal } from './refusal.ts';

/** The sets nearest to a time, by catalog number. */
export type FetchElements = (
  atMs: number,
) => Promise<{ sets: ReadonlyMap<number, ElementsAnswer>; failed: readonly number[] }>;
/** From when until when positions of a satellite are computed; undefined without a set. */
export type FetchKnownTimes = (catalogNumber: number) => Promise<Span | undefined>;

/** Sets come a few times a day. All pages ask about the middle of the same six hours, so that caches answer. */
const SLOT_MS = 6 * HOUR_MS;
const RETRY_MS = 10 * SECOND_MS;

/** The time to ask about for the set of a moment. */
export function slotOf(timeMs: number): number {
  return Math.floor(timeMs / SLOT_MS) * SLOT_MS + SLOT_MS / 2;
}

/** The epochs of the sets of now, epoch milliseconds. */
export function epochsOf(satellites: readonly SatelliteAnswer[] = []): number[] {
  return satellites.flatMap(({ elements }) => (elements ? [Date.parse(elements.epoch)] : []));
}

/** Asks about a time once: the sets of all satellites are one answer. After a failure it asks again. */
export function keepLast<Answer>(fetch: (atMs: number) => Promise<Answer>): (atMs: number) => Promise<Answer> {
  let last: { atMs: number; answer: Promise<Answer> } | undefined;
  return (atMs) => {
    if (last?.atMs === atMs) return last.answer;
    const asked = { atMs, answer: fetch(atMs) };
    last = asked;
    asked.answer.catch(() => {
      if (last === asked) last = undefined;
    });
    return asked.answer;
  };
}

export interface ElementsOfThen {
  /** The set nearest to a time, of those that the page has. */
  at(satellite: SatelliteAnswer, timeMs: number): ElementsAnswer | null;
  /**
   * Asks for the sets of a time, unless those of now are the nearest. Cheap when they are there.
   * @param known from when until when sets are known, as soon as that is
   */
  want(timeMs: number, satellites: readonly SatelliteAnswer[], known?: Span): void;
}

/** Calls `onChange` when sets have arrived. Until then, and when they cannot be loaded, the sets of now are used. */
export function createElementsOfThen(
  env: Pick<Env, 'after'>,
  fetchElements: FetchElements,
  onChange: () => void,
): ElementsOfThen {
  const sets = new Map<number, ElementsAnswer[]>();
  const asked = new Set<number>();

  function want(timeMs: number, satellites: readonly SatelliteAnswer[], known?: Span) {
    const atMs = known ? clamp(slotOf(timeMs), known) : slotOf(timeMs);
    // No set is newer than those of now.
    const isLater = satellites.every(({ elements }) => !elements || Date.parse(elements.epoch) <= timeMs);
    if (isLater || asked.has(atMs)) return;
    asked.add(atMs);
    fetchElements(atMs).then(
      ({ sets: found, failed }) => {
        for (const [catalogNumber, elements] of found) keep(catalogNumber, elements);
        if (failed.length > 0) askAgain(atMs);
        onChange();
      },
      (error) => {
        if (!isRefusal(error)) askAgain(atMs);
      },
    );
  }

  function askAgain(atMs: number) {
    env.after(RETRY_MS, () => asked.delete(atMs));
  }

  function keep(catalogNumber: number, elements: ElementsAnswer) {
    const known = sets.get(catalogNumber) ?? [];
    if (!known.some(({ epoch }) => epoch === elements.epoch)) sets.set(catalogNumber, [...known, elements]);
  }

  function at({ catalogNumber, elements }: SatelliteAnswer, timeMs: number): ElementsAnswer | null {
    let nearest = elements;
    for (const other of sets.get(catalogNumber) ?? []) {
      if (!nearest || distanceMs(other, timeMs) < distanceMs(nearest, timeMs)) nearest = other;
    }
    return nearest;
  }

  return { at, want };
}

function distanceMs({ epoch }: ElementsAnswer, timeMs: number): number {
  return Math.abs(Date.parse(epoch) - timeMs);
}
