// The line that says when the place was last imaged by day, with the filters of the list: computed on the page, from the
// present elements, without a request.
import type { Place } from '../../../orbit/geodetic.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { element } from '../../base/dom.ts';
import type { Env } from '../../base/env.ts';
import { formatUncertainty, type Units } from '../../base/format.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { type Filters, filterSatellites, isFiltered } from '../filters.ts';
import { createFinder, type OverpassFinder } from '../finder.ts';
import { chosenRows, endMs, isSearched, type OverpassRow } from '../list.ts';
import type { findApproaches } from '../overpass-search.ts';
import { formatImaging, formatTrack, formatUtc, unbroken } from '../table/cells.ts';
import { imageLink, isAvailable, linksOf } from '../table/detail.ts';
import type { Past } from './past.ts';

interface LastQuestion {
  place: Place;
  satellites: readonly ShownSatellite[];
  filters: Filters;
  units: Units;
  /** The list, whose search begins with the hour. */
  finder: Pick<OverpassFinder, 'outcomes'>;
  /** Past days that are listed, from the elements of then. */
  past: Pick<Past, 'outcomes' | 'span'>;
}

/** So far back it looks: at first where there usually is one, then as far as the list looks ahead. */
const FIRST_DAYS = 2;
const MOST_DAYS = 10;

/** Fills a line, whose room is reserved. `onChange` is called when more has been searched. */
export function createLastImaged(env: Env, search: typeof findApproaches, onChange: () => void) {
  const root = element('p', { class: 'last-imaged', 'data-place-part': 'last-imaged' });
  const finder = createFinder(env, search, onChange, 'backward');
  let days = FIRST_DAYS;
  let placeKey = '';
  let shownKey = '';

  /** Cheap when called each second. */
  function show(question: LastQuestion, nowMs: number) {
    const { place, satellites, filters } = question;
    const key = JSON.stringify(place);
    if (key !== placeKey) days = FIRST_DAYS;
    placeKey = key;
    const listed = filterSatellites(satellites, filters);
    // The list comes first.
    if (!isSearched(listed, question.finder.outcomes)) return showText(`${LAST} …`);
    finder.update(place, listed, nowMs, days);
    const row = lastImaged({ ...question, satellites: listed }, finder.outcomes, nowMs);
    if (row) return showRow(row, question, nowMs);
    if (!isSearched(listed, finder.outcomes) || finder.isSearching) return showText(`${LAST} …`);
    if (days < MOST_DAYS) {
      days = MOST_DAYS;
      return show(question, nowMs);
    }
    showText(`${LAST} ${whyNone(listed, finder.outcomes, filters)}`);
  }

  function showText(sentence: string, link?: HTMLAnchorElement) {
    const key = sentence + (link?.href ?? '');
    // A link that has the focus stays.
    if (key === shownKey) return;
    shownKey = key;
    root.replaceChildren(sentence, ...(link ? [' ', link] : []));
  }

  function showRow(row: OverpassRow, { place, units }: LastQuestion, nowMs: number) {
    const [link] = linksOf(row, place);
    const sentence = `${LAST} ${describeLast(row, units, nowMs)}`;
    if (!link) return showText(`${sentence}.`);
    if (isAvailable(link, row, nowMs)) {
      return showText(`${sentence},`, imageLink(row, link, unbroken(`${link.instrument} image ›`), nowMs));
    }
    const at = formatUtc(Math.ceil((link.availableMs ?? 0) / HOUR_MS) * HOUR_MS, nowMs).slice(0, -3);
    showText(`${sentence}, image usually by ${at} UTC.`);
  }

  return { root, show };
}

const LAST = 'Last imaged by day:';

/** The newest one of those with images, or of all where none has any. Only what is surely in a swath. */
export function lastImaged(
  { place, satellites, filters, finder, past }: Omit<LastQuestion, 'units'>,
  searched: OverpassFinder['outcomes'],
  nowMs: number,
): OverpassRow | undefined {
  const choice = { ...filters, daylight: 'true', maybe: 'false', includeOutside: false } as const;
  const rowsOf = (outcomes: OverpassFinder['outcomes']) => chosenRows(satellites, outcomes, choice);
  const { fromMs = Number.POSITIVE_INFINITY, untilMs = 0 } = past.span ?? {};
  const computed = [...rowsOf(searched), ...rowsOf(finder.outcomes)].filter(
    ({ timeMs }) => timeMs < fromMs || timeMs > untilMs,
  );
  const passed = [...rowsOf(past.outcomes), ...computed]
    .filter((row) => !row.isPerhaps && endMs(row) <= nowMs)
    .sort((a, b) => a.timeMs - b.timeMs);
  return passed.findLast((row) => linksOf(row, place).length > 0) ?? passed.at(-1);
}

/** An uncertainty that leaves minutes, and is not "about". */
const MINUTES_S = 11;

/** As in: Terra, today 06:35 UTC, track 297 km E. */
export function describeLast(row: OverpassRow, units: Units, nowMs: number): string {
  const { name, timeMs, uncertaintySeconds, distanceKm, driftKm, azimuthDeg } = row;
  const about = uncertaintySeconds > 10 ? ` ${unbroken(formatUncertainty(uncertaintySeconds))}` : '';
  // To the minute, as images are.
  const time = formatUtc(timeMs, nowMs, Math.max(uncertaintySeconds, MINUTES_S));
  const instruments = row.seeing.some(({ instrument }) => instrument.images) ? '' : `, ${formatImaging(row)}`;
  return `${name}, ${time} UTC${about}, track ${unbroken(formatTrack({ distanceKm, driftKm, azimuthDeg }, units))}${instruments}`;
}

function whyNone(
  satellites: readonly ShownSatellite[],
  outcomes: OverpassFinder['outcomes'],
  filters: Filters,
): string {
  const known = satellites.filter(({ catalogNumber, record }) => record && outcomes.get(catalogNumber) !== 'failed');
  if (known.length === 0) return 'not known, without usable elements.';
  return `not in the last ten days${isFiltered(filters) ? ', with these filters' : ''}.`;
}
