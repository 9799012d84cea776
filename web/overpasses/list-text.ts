// What the list of overpasses says besides its rows: why it is empty, or not whole. Pure.
import { formatDateTime } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import type { Outcome } from './finder.ts';
import type { Row } from './list.ts';

/** What the list is made of. */
export interface ListState {
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'name' | 'record'>[];
  found: ReadonlyMap<number, Outcome>;
  /** Whether the script that searches could not be loaded. */
  unloadable: boolean;
  rows: readonly Row[];
  /** Whether passes outside of the swath are listed, too. */
  everything: boolean;
}

/** What choosing a place is good for. */
export function describeInvitation(satellites: ListState['satellites']): string {
  const names = satellites.map(({ name }) => name);
  // More names than that are no sentence to read.
  const who = names.length === 0 || names.length > 4 ? 'the satellites' : inWords(names);
  return `Choose a place, and see when ${who} will look at it in the next five days.`;
}

/** Why there is no list, or not yet a whole one; undefined when there is. */
export function describeList({ satellites, found, unloadable, rows, everything }: ListState): string | undefined {
  if (satellites.length === 0) return 'Waiting for the list of satellites.';
  if (unloadable && found.size === 0)
    return 'The search for overpasses could not be loaded. It is tried again every ten seconds.';
  const usable = satellites.filter(({ record }) => record);
  if (usable.some(({ catalogNumber }) => !found.has(catalogNumber))) return 'Looking for overpasses …';
  const searched = usable.filter(({ catalogNumber }) => found.get(catalogNumber) !== 'failed');
  if (rows.length > 0 || searched.length === 0) return undefined;
  const [only, ...others] = searched.map(({ name }) => name);
  if (others.length === 0)
    return `In the next five days ${only} does not ${everything ? 'rise over this place' : 'have this place in its swath'}.`;
  return `In the next five days none of these satellites ${everything ? 'rises over this place' : 'has this place in its swath'}.`;
}

/** Which satellites are missing in the list, or missing from some time on; undefined when it is whole. */
export function describeGaps({ satellites, found }: Pick<ListState, 'satellites' | 'found'>): string | undefined {
  const without: string[] = [];
  const failed: string[] = [];
  const refused: string[] = [];
  for (const { catalogNumber, name, record } of satellites) {
    const outcome = found.get(catalogNumber);
    if (!record) without.push(name);
    else if (outcome === 'failed') failed.push(name);
    else if (outcome?.refusedAfterMs !== undefined)
      refused.push(`The elements of ${name} lead no further than ${formatDateTime(outcome.refusedAfterMs)}.`);
  }
  const sentences = [
    without.length > 0 ? `Without ${inWords(without)}: no elements that can be used.` : undefined,
    failed.length > 0 ? `The overpasses of ${inWords(failed)} could not be computed.` : undefined,
    ...refused,
  ].filter((sentence) => sentence !== undefined);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function inWords(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
