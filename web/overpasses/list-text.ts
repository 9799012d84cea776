// The sentences around the list of overpasses: what was found, why it is empty, what is missing. Pure.
import type { Findings } from '../../orbit/approaches.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { formatDateTime } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { beginMs, isSearched, type OverpassRow, type SearchOutcome } from './list.ts';

export interface ListState {
  satellites: readonly (Pick<ShownSatellite, 'catalogNumber' | 'name' | 'record'> & {
    elements?: ShownSatellite['elements'];
  })[];
  outcomes: ReadonlyMap<number, SearchOutcome>;
  rows: readonly OverpassRow[];
  /** Whether passes outside the swath are listed too. */
  includeOutside: boolean;
}

/** What a search has found. */
export interface Results {
  /** What the reader calls the place. */
  placeName: string | undefined;
  count: number;
  /** The next one in a swath. */
  first: Pick<OverpassRow, 'name' | 'timeMs' | 'stay'> | undefined;
  /** Undefined when past days are not shown. */
  passedCount: number | undefined;
}

/** As in: 37 overpasses of Boulder in five days, next Aura in 4 hours. */
export function describeResults({ placeName, count, first, passedCount }: Results, nowMs: number): string {
  const of = placeName === undefined ? '' : ` of ${placeName}`;
  const passed = passedCount === undefined ? '' : `, and ${passedCount} of past days`;
  const next = first ? `, next ${first.name} ${inWords(beginMs(first) - nowMs)}` : '';
  return `${count === 0 ? 'No' : count} ${count === 1 ? 'overpass' : 'overpasses'}${of} in five days${next}${passed}.`;
}

/** A time left, as one says it: in 4 hours. */
function inWords(leftMs: number): string {
  const minutes = Math.round(leftMs / MINUTE_MS);
  if (minutes < 1) return 'now';
  if (minutes < 100) return `in ${count(minutes, 'minute')}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in ${count(hours, 'hour')}` : `in ${count(Math.round(hours / 24), 'day')}`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** Why the list is empty or not yet complete; undefined when it has rows and is complete. */
export function describeList({ satellites, outcomes, rows, includeOutside }: ListState): string | undefined {
  if (satellites.length === 0) return 'Waiting for the list of satellites.';
  const usable = satellites.filter(({ record }) => record);
  if (!isSearched(satellites, outcomes)) return 'Looking for overpasses …';
  const views = usable.map(({ catalogNumber }) => viewOf(outcomes.get(catalogNumber)));
  const hasOthers = views.some((view) => view !== undefined);
  // Of the others, describeViews says why they are not in the list.
  const searched = usable.filter(
    ({ catalogNumber }, index) => outcomes.get(catalogNumber) !== 'failed' && views[index] === undefined,
  );
  if (rows.length > 0 || searched.length === 0) return undefined;
  const dark = searched.filter(({ catalogNumber }) => isSeenInTheDark(outcomes.get(catalogNumber)));
  if (dark.length > 0)
    return `${joinNames(dark.map(({ name }) => name))}: this place will be in the swath only at night in the next five days, when its instruments do not image.`;
  const none = hasOthers ? 'None of the other satellites' : 'None of these satellites';
  const who = searched.length === 1 ? searched[0]?.name : none;
  const verb = searched.length === 1 ? 'does not' : 'will';
  return includeOutside
    ? `${who} ${verb} rise above the horizon of this place in the next five days.`
    : `${who} ${verb} have this place in its swath in the next five days.`;
}

function isSeenInTheDark(outcome: SearchOutcome | undefined): boolean {
  return typeof outcome === 'object' && outcome.approaches.some(({ imaging }) => imaging.some(({ sees }) => !sees));
}

/**
 * Which satellites never pass over the place, because they are always or never in view of it in the next five days;
 * undefined when all of them rise and set.
 */
export function describeViews({
  satellites,
  outcomes,
}: Pick<ListState, 'satellites' | 'outcomes'>): string | undefined {
  const namesByView = new Map<View, string[]>();
  for (const { catalogNumber, name, record } of satellites) {
    const view = record && viewOf(outcomes.get(catalogNumber));
    if (view) namesByView.set(view, [...(namesByView.get(view) ?? []), name]);
  }
  const sentences = [...namesByView].map(([view, names]) => `${joinNames(names)} ${VIEWS[view](names.length > 1)}.`);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

const VIEWS = {
  inSwath: (many: boolean) => `${many ? 'are' : 'is'} always in view, with this place in the swath`,
  outside: (many: boolean) => `${many ? 'are' : 'is'} always in view, but this place is never in the swath`,
  always: (many: boolean) => `${many ? 'are' : 'is'} always in view`,
  // Of a swath that is wider than what is above the horizon.
  swathOnly: (many: boolean) => `${many ? 'have' : 'has'} this place always in the swath`,
  never: (many: boolean) => `${many ? 'are' : 'is'} never in view`,
};
type View = keyof typeof VIEWS;

function viewOf(outcome: SearchOutcome | undefined): View | undefined {
  if (outcome === undefined || outcome === 'failed') return undefined;
  const { inView, inSwath }: Findings = outcome;
  if (inView === 'always') return inSwath === 'always' ? 'inSwath' : inSwath === 'never' ? 'outside' : 'always';
  return inSwath === 'always' ? 'swathOnly' : inView;
}

/** Which satellites are missing from the list, or from some time on; undefined when none is. */
export function describeGaps({ satellites, outcomes }: Pick<ListState, 'satellites' | 'outcomes'>): string | undefined {
  const unusable: string[] = [];
  const failed: string[] = [];
  const sentences: string[] = [];
  for (const { catalogNumber, name, record, elements } of satellites) {
    const outcome = outcomes.get(catalogNumber);
    const decay = elements?.reason?.startsWith('decay') ? `${name} ${elements.reason}` : undefined;
    if (!record && decay) sentences.push(`${decay}.`);
    else if (!record) unusable.push(name);
    else if (outcome === 'failed') failed.push(name);
    else if (outcome?.refusedAfterMs !== undefined) {
      const until = formatDateTime(outcome.refusedAfterMs);
      sentences.push(
        decay ? `${decay}: no overpasses after ${until}.` : `The elements of ${name} are only usable until ${until}.`,
      );
    }
  }
  if (failed.length > 0) sentences.unshift(`Could not compute the overpasses of ${joinNames(failed)}.`);
  if (unusable.length > 0) sentences.unshift(`No usable elements for ${joinNames(unusable)}.`);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** As in: Terra, Aqua and Aura. */
function joinNames(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
