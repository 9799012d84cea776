// A search from now on, by one element set: what a question without a time is answered with.
import type { OverpassQuestion } from '../../../../functions/query/http/overpasses-request.ts';
import { searchOverpasses } from '../../../../functions/query/overpasses/search.ts';
import { windowOf } from '../../../../functions/query/overpasses/window.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import type { Satellite } from '../../../../orbit/satellites.ts';

/** Without elements the satellite waits. */
export function searchNow(
  satellite: Satellite,
  held: HeldElements | undefined,
  question: OverpassQuestion,
  nowMs: number,
) {
  const sets = held ? [held] : [];
  return searchOverpasses(satellite, { sets, range: undefined }, question, windowOf(question, nowMs));
}
