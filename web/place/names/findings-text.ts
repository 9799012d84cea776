// The sentences of the search by name. Pure.
import type { Findings, Found } from './name-search.ts';
import { regionName } from './regions.ts';

/** "Köln (Cologne), Germany", as a screen reader reads it out. */
export function describeFound({ place, otherName }: Found): string {
  return `${place.name}${otherName ? ` (${otherName})` : ''}, ${regionName(place)}`;
}

/** What was found, for screen readers. */
export function describeFindings({ found, fit }: Findings, text: string): string {
  if (found.length === 0) return describeNothing(text);
  const count = found.length === 1 ? '1 place' : `${found.length} places`;
  const similar = fit === 'guess' ? ' with a similar name' : '';
  return `${count}${similar}. Choose with the arrow keys and Enter.`;
}

/** In place of the list; what to try is said with Enter, and to screen readers. */
export const NO_SUGGESTION = 'No town like this among the 14,000 largest.';

/** Why nothing was found, and what to try. */
export function describeNothing(text: string): string {
  const typed = text.trim();
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  return `No place “\u2068${shown}\u2069” among the 14,000 largest, which have no villages. Try a larger town nearby, another spelling, or latitude and longitude.`;
}
