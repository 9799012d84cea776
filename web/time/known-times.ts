// From when until when the API computes positions of the satellites on the page, asked when the reader leaves the
// present: once of each satellite, and again after a failure, as long as somebody wants to know.
import type { ComputedTimes } from '../../orbit/computed-times.ts';
import { SECOND_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import { type Span, spanOf } from './bounds.ts';
import type { FetchKnownTimes } from './elements.ts';
import { isRefusal } from './refusal.ts';
import { describeOutside } from './time-text.ts';

/** A question for each satellite, so many at a time. */
const AT_ONCE = 3;
const RETRY_MS = 10 * SECOND_MS;

export interface KnownTimes {
  /** What is known of any satellite; undefined until there is an answer. */
  readonly span: Span | undefined;
  /** Asks about those that nothing is known of. Any of them may be known for longer than the others. */
  want(catalogNumbers: readonly number[]): void;
  /**
   * Why a time outside of those offered is not shown: what is known, or that the API could not be asked about some of
   * the satellites. Undefined while it is asked.
   */
  whyOutside(catalogNumbers: readonly number[], offered: ComputedTimes, notAsked: string): string | undefined;
}

/** Calls `onChange` after each answer, and when it is time to want again what has failed, or had to wait. */
export function createKnownTimes(
  env: Pick<Env, 'after'>,
  fetchKnownTimes: FetchKnownTimes,
  onChange: () => void,
): KnownTimes {
  const answers = new Map<number, Span | undefined>();
  const running = new Set<number>();
  const failed = new Set<number>();
  let span: Span | undefined;

  function want(catalogNumbers: readonly number[]) {
    for (const catalogNumber of catalogNumbers) {
      if (running.size >= AT_ONCE) return;
      const isSettled = answers.has(catalogNumber) || failed.has(catalogNumber);
      if (!isSettled && !running.has(catalogNumber)) void ask(catalogNumber);
    }
  }

  async function ask(catalogNumber: number) {
    running.add(catalogNumber);
    try {
      answers.set(catalogNumber, await fetchKnownTimes(catalogNumber));
      span = spanOf([...answers.values()]);
    } catch (error) {
      if (isRefusal(error)) answers.set(catalogNumber, undefined);
      else failed.add(catalogNumber);
    }
    running.delete(catalogNumber);
    if (failed.has(catalogNumber)) env.after(RETRY_MS, () => retry(catalogNumber));
    onChange();
  }

  function retry(catalogNumber: number) {
    failed.delete(catalogNumber);
    onChange();
  }

  function whyOutside(catalogNumbers: readonly number[], offered: ComputedTimes, notAsked: string) {
    // Nobody has been asked, and none is shown.
    if (catalogNumbers.length === 0) return undefined;
    want(catalogNumbers);
    const unknown = catalogNumbers.filter((catalogNumber) => !answers.has(catalogNumber));
    if (unknown.length === 0) return describeOutside(offered);
    return unknown.every((catalogNumber) => failed.has(catalogNumber)) ? notAsked : undefined;
  }

  return {
    get span() {
      return span;
    },
    want,
    whyOutside,
  };
}
