// From when until when the API computes positions, asked once, when the reader leaves the present.
import { type Span, spanOf } from './bounds.ts';
import type { FetchKnownTimes } from './elements.ts';

/** Of so many satellites the API is asked: a question for each. */
const ASKED = 3;

export interface KnownTimes {
  /** Undefined until it is known, and when the API does not answer. */
  readonly span: Span | undefined;
  /** Where the API does not answer, what the present elements allow is known anyway. */
  readonly isAnswered: boolean;
  /** Asks about the first satellites on the page: any of them may be known for longer than the others. */
  want(catalogNumbers: readonly number[]): void;
}

/** Calls `onChange` when it is known. */
export function createKnownTimes(fetchKnownTimes: FetchKnownTimes, onChange: () => void): KnownTimes {
  let span: Span | undefined;
  let state: 'unknown' | 'asked' | 'answered' = 'unknown';

  function want(catalogNumbers: readonly number[]) {
    if (state !== 'unknown' || catalogNumbers.length === 0) return;
    state = 'asked';
    const asked = catalogNumbers
      .slice(0, ASKED)
      .map((catalogNumber) => fetchKnownTimes(catalogNumber).catch(() => undefined));
    void Promise.all(asked).then((spans) => {
      state = 'answered';
      span = spanOf(spans);
      onChange();
    });
  }

  return {
    get span() {
      return span;
    },
    get isAnswered() {
      return state === 'answered';
    },
    want,
  };
}
