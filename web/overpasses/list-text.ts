// The sentences around the list of overpasses: what was found, why it is empty, what is missing. Pure.
import { elementsAgeDays } from '../../orbit/age.ts';
import type { Findings } from '../../orbit/approaches.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { isDay } from '../../orbit/sun.ts';
import { DAY_MS, HOUR_MS } from '../../orbit/time.ts';
import { timingUncertaintySeconds } from '../../orbit/uncertainty.ts';
import {
  formatDateTime,
  formatDay,
  formatDays,
  formatUncertainty,
  formatWhole,
  PER_KM,
  type Units,
} from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Filters, instrumentFilter, instrumentNames, LIST_DAYS } from './filters.ts';
import { beginMs, isSearched, type OverpassRow, overpassRows, type RowChoice, type SearchOutcome } from './list.ts';
import { daysText } from './results-text.ts';
import { formatUtc } from './table/cells.ts';

export interface ListState {
  /** Those that the filters leave. */
  satellites: readonly ShownSatellite[];
  /** Whether the list of satellites has arrived. */
  isListed: boolean;
  outcomes: ReadonlyMap<number, SearchOutcome>;
  rows: readonly OverpassRow[];
  choice: RowChoice;
  place: Place;
  units: Units;
  nowMs: number;
}

/** What has been searched, and what was found. */
interface Searched {
  satellites: readonly (Pick<ShownSatellite, 'catalogNumber' | 'name' | 'record'> & {
    elements?: ShownSatellite['elements'];
  })[];
  outcomes: ListState['outcomes'];
}

/** What the list says when it has no rows, and what would bring some. */
export interface ListRemark {
  text: string;
  /** The one that is nearest to what is wanted: the list shows it all the same. */
  nearest?: OverpassRow | undefined;
  /** A control that changes the filters. */
  widen?: { label: string; filters: Partial<Filters> } | undefined;
}

export const LOOKING = 'Looking for overpasses …';

/** Why the list is empty or not yet complete; undefined when it has rows and is complete. */
export function describeList(state: ListState): ListRemark | undefined {
  const { satellites, isListed, outcomes, rows } = state;
  if (!isListed) return { text: 'Waiting for the list of satellites.' };
  if (satellites.length === 0) return { text: 'No satellite on this page fits the filters.' };
  if (!isSearched(satellites, outcomes)) return { text: LOOKING };
  const usable = satellites.filter(({ record }) => record);
  const isPassing = ({ catalogNumber }: ShownSatellite) => viewOf(outcomes.get(catalogNumber)) === undefined;
  // Of the others, describeViews says why they are not in the list.
  const passing = usable.filter(isPassing);
  const searched = passing.filter(({ catalogNumber }) => outcomes.get(catalogNumber) !== 'failed');
  if (rows.length > 0 || searched.length === 0) return undefined;
  return whyEmpty({ ...state, satellites: searched }, passing.length < usable.length);
}

/**
 * Which filter leaves none of the overpasses, and what is nearest: by taking the filters away one after the other.
 * @param hasOthers whether other sentences are about other satellites
 */
function whyEmpty(state: ListState, hasOthers: boolean): ListRemark {
  const { satellites, outcomes, choice, nowMs, units } = state;
  const rowsWith = (changes: Partial<RowChoice>) =>
    overpassRows(satellites, outcomes, { ...choice, ...changes }, nowMs);
  const widenTo = (label: string, filters: Partial<Filters>) =>
    rowsWith(filters).length > 0 ? { label, filters } : undefined;
  const withNearest = (none: string, rows: readonly OverpassRow[]) => {
    const [nearest] = rows.toSorted((a, b) => a.distanceKm - b.distanceKm);
    const text = `${none} in the next ${daysText(choice.days)}.`;
    return nearest ? { text: `${text} The nearest is in the list:`, nearest } : { text };
  };
  const any = { maxOffNadirKm: undefined, daylight: 'any' } as const;
  const all = rowsWith(any);
  if (all.length === 0) {
    const none = hasOthers ? 'None of the other satellites' : 'None of these satellites';
    const who = satellites.length === 1 ? `${satellites[0]?.name} does not` : `${none} will`;
    if (choice.includeOutside)
      return { text: `${who} rise above the horizon of this place in the next ${daysText(choice.days)}.` };
    const swath =
      choice.instrument === undefined ? 'its swath' : `the swath of ${oneOf(askedNames(satellites, choice))}`;
    return {
      ...withNearest(`${who} have this place in ${swath}`, rowsWith({ ...any, includeOutside: true })),
      widen: choice.instrument === undefined ? undefined : widenTo('Show all instruments', { instrument: undefined }),
    };
  }
  const anyDistance = rowsWith({ maxOffNadirKm: undefined });
  if (anyDistance.length > 0) {
    const limit = `${formatWhole((choice.maxOffNadirKm ?? 0) * PER_KM[units])} ${units}`;
    const light = choice.daylight === 'true' ? ' by day' : '';
    return {
      ...withNearest(`No pass within ${limit}${light}`, anyDistance),
      widen: widenTo('Show any distance', { maxOffNadirKm: undefined }),
    };
  }
  const widen =
    widenTo('Show passes at night', { daylight: undefined }) ??
    widenTo('Show passes at night, also of cameras', { daylight: 'any' }) ??
    widenTo('Show any distance, also at night', any);
  return { text: whyDark(state, all), widen };
}

/** All overpasses are at night, when the reader wants none, or the instruments see nothing. */
function whyDark({ satellites, choice, place, nowMs }: ListState, all: readonly OverpassRow[]): string {
  if (choice.daylight === 'true') {
    const lightMs = nextLightMs(place, nowMs);
    if (lightMs > nowMs + (choice.days ?? LIST_DAYS) * DAY_MS)
      return `No daylight here in the next ${daysText(choice.days)}: the Sun rises again around ${formatDay(lightMs)}.`;
    return `No pass by day in the next ${daysText(choice.days)}; at night ${all.length === 1 ? 'there is one' : `there are ${all.length}`}.`;
  }
  const passing = satellites.filter((satellite) => all.some((row) => row.catalogNumber === satellite.catalogNumber));
  const dark = new Set(
    all.flatMap(({ seeing, maybe }) => [...seeing, ...maybe].map(({ instrument }) => instrument.name)),
  );
  const verb = dark.size === 1 ? 'does' : 'do';
  return `${joinNames(passing.map(({ name }) => name))}: this place will be in the swath of ${joinNames([...dark])} only at night in the next ${daysText(choice.days)}, when ${dark.size === 1 ? 'it' : 'they'} ${verb} not image.`;
}

function askedNames(satellites: readonly ShownSatellite[], choice: RowChoice): string[] {
  return [
    ...new Set(
      satellites.flatMap((satellite) => instrumentNames([satellite]).filter(instrumentFilter(choice, satellite))),
    ),
  ];
}

/** As in: MISR or OMI. */
function oneOf(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
}

const LONGEST_NIGHT_DAYS = 190;
let knownLight = { key: '', timeMs: 0 };

/** The next hour with daylight at a place. Asked each second, so that it is computed once an hour. */
function nextLightMs(place: Place, nowMs: number): number {
  const key = JSON.stringify([place, Math.floor(nowMs / HOUR_MS)]);
  if (knownLight.key === key) return knownLight.timeMs;
  let timeMs = nowMs;
  while (!isDay(place, timeMs) && timeMs < nowMs + LONGEST_NIGHT_DAYS * DAY_MS) timeMs += HOUR_MS;
  knownLight = { key, timeMs };
  return timeMs;
}

/**
 * Which satellites never pass over the place, because they are always or never in view of it in the days of the list;
 * undefined when all of them rise and set.
 */
export function describeViews({ satellites, outcomes }: Searched): string | undefined {
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

// Above it, times are shown without seconds.
const UNCERTAIN_S = 10;
const MOST_NAMES = 5;

/**
 * How uncertain the list is because elements are old; undefined when seconds are known. As in: Elements 48 to 140 days
 * old: Terra ± 33 s, Aura ± 18 min.
 */
export function describeAge({ satellites }: Pick<Searched, 'satellites'>, nowMs: number): string | undefined {
  const old = satellites.flatMap(({ name, record }) => {
    if (!record) return [];
    const ageDays = elementsAgeDays(record.omm, nowMs);
    const seconds = timingUncertaintySeconds(record.omm, ageDays);
    return seconds > UNCERTAIN_S ? [{ name, ageDays: Math.abs(ageDays), seconds }] : [];
  });
  if (old.length === 0) return undefined;
  const ages = old.map(({ ageDays }) => ageDays);
  const [least, most] = [Math.round(Math.min(...ages)), formatDays(Math.max(...ages))];
  const range = String(least) === most.split(' ')[0] ? most : `${least} to ${most}`;
  const each = old.slice(0, MOST_NAMES).map(({ name, seconds }) => `${name} ${formatUncertainty(seconds)}`);
  const more = old.length > MOST_NAMES ? ` and ${old.length - MOST_NAMES} more` : '';
  return `Elements ${range} old: ${each.join(', ')}${more}.`;
}

/** The two after the next one: then Aqua 13:48, Aura 14:30 UTC. Empty when there are none. */
export function describeFollowing(rows: readonly OverpassRow[], next: OverpassRow | undefined, nowMs: number): string {
  const after = next ? rows.filter((row) => !row.isPerhaps && beginMs(row) > beginMs(next)).slice(0, 2) : [];
  const texts = after.map((row) => {
    const time = formatUtc(row.timeMs, nowMs, row.uncertaintySeconds);
    return `${row.name} ${time.replace(/^today /, '')}`;
  });
  return texts.length > 0 ? `then ${texts.join(', ')} UTC` : '';
}

/** Which satellites are missing from the list, or from some time on; undefined when none is. */
export function describeGaps({ satellites, outcomes }: Searched): string | undefined {
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

/** What is written in the list. */
export function describeNotation(units: Units): string {
  const length = units === 'km' ? '412\u00a0km' : '256\u00a0mi';
  return `Days and times are UTC, of the closest approach; ± is how early or late the satellite may be, unless it manoeuvres. ${length} W: the ground track passes ${length} west of this place. Maybe: only if the satellite is early or late. Images open a site of others, which learns about you only when you follow the link.`;
}
