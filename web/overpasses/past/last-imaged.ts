// The line that says when the place was last imaged by day, with the filters of the list: computed on the page, from the
// present elements, without a request.
import type { Place } from '../../../orbit/geodetic.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { knownTime } from '../../../wire/known.ts';
import { element } from '../../base/dom.ts';
import type { Env } from '../../base/env.ts';
import { formatUncertainty, keepTogether, type Units, unbroken } from '../../base/format.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { type Filters, filterSatellites, instrumentFilter, isFiltered } from '../filters.ts';
import { createFinder, type OverpassFinder } from '../finder.ts';
import { chosenRows, endMs, isSearched, type OverpassRow } from '../list.ts';
import type { findApproaches } from '../overpass-search.ts';
import { formatImaging, formatTrack, formatUtc } from '../table/cells.ts';
import { formatAvailable, imageLink, isAvailable, linksOf } from '../table/detail.ts';
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
  const lastSearch = createLastSearch(env, search, onChange);
  let answeredKey = '';
  let shownKey = '';

  /** Cheap when called each second. */
  function show(question: LastQuestion, nowMs: number) {
    const { place, satellites, filters } = question;
    const key = JSON.stringify([place, filters, satellites.map(({ catalogNumber }) => catalogNumber)]);
    const answer = lastSearch.answer(question, nowMs);
    // The search of each hour leaves what is shown.
    if (answer === undefined) return key === answeredKey ? undefined : showText(`${LAST} …`);
    answeredKey = key;
    if (typeof answer === 'string') showText(`${LAST} ${answer}`);
    else showRow(answer, question, nowMs);
  }

  function showText(sentence: string, link?: HTMLAnchorElement) {
    const key = sentence + (link?.href ?? '');
    // A link that has the focus stays.
    if (key === shownKey) return;
    shownKey = key;
    root.replaceChildren(keepTogether(sentence), ...(link ? [' ', link] : []));
  }

  function showRow(row: OverpassRow, { place, units }: LastQuestion, nowMs: number) {
    const [link] = linksOf(row, place);
    const sentence = `${LAST} ${describeLast(row, units, nowMs)}`;
    if (!link) return showText(`${sentence}.`);
    if (isAvailable(link, row, nowMs)) {
      return showText(`${sentence},`, imageLink(row, link, unbroken(`${link.instrument} image ›`), nowMs));
    }
    showText(`${sentence}, image usually by ${formatAvailable(link.availableMs ?? 0, nowMs)} UTC.`);
  }

  return { root, show };
}

const LAST = 'Last imaged by day:';

/** Searches for it. Its answer depends on what is asked alone, not on what was asked before. */
export function createLastSearch(env: Env, search: typeof findApproaches, onChange: () => void) {
  const finder = createFinder(env, search, onChange, 'backward');
  let days = FIRST_DAYS;
  let placeKey = '';
  /** The overpasses of the last answer, and what they came from: nearly always the same a second later. */
  let rows: readonly OverpassRow[] = [];
  let rowsFrom: readonly unknown[] = [];

  /** The overpass, or why there is none; undefined while that is not known yet. */
  function answer(question: Omit<LastQuestion, 'units'>, nowMs: number): OverpassRow | string | undefined {
    const { place, filters } = question;
    const key = JSON.stringify(place);
    if (key !== placeKey) days = FIRST_DAYS;
    placeKey = key;
    const satellites = filterSatellites(question.satellites, filters);
    // The list comes first.
    if (!isSearched(satellites, question.finder.outcomes)) return undefined;
    finder.update(place, satellites, nowMs, days);
    if (finder.isSearching) return undefined;
    updateRows({ ...question, satellites });
    const row = lastImaged(rows, place, nowMs);
    if (row && (linksOf(row, place).length > 0 || !haveImages(satellites, filters))) return row;
    if (days === MOST_DAYS) return row ?? whyNone(satellites, finder.outcomes, filters);
    days = MOST_DAYS;
    return answer(question, nowMs);
  }

  function updateRows(question: Omit<LastQuestion, 'units'>) {
    const { satellites, filters, past } = question;
    const asked = JSON.stringify([filters, past.span, satellites.map(({ catalogNumber }) => catalogNumber)]);
    const from = [finder.outcomes, question.finder.outcomes, past.outcomes, asked];
    if (from.every((each, index) => each === rowsFrom[index])) return;
    rowsFrom = from;
    rows = imagedRows(question, finder.outcomes);
  }

  return { answer };
}

/** Whether there are images of any instrument in question. */
function haveImages(satellites: readonly ShownSatellite[], filters: Filters): boolean {
  return satellites.some((satellite) => {
    const isAsked = instrumentFilter(filters, satellite);
    return satellite.instruments.some(({ name, images }) => images && isAsked(name));
  });
}

/** By day, in order of time. Only what is surely in a swath. */
export function imagedRows(
  { satellites, filters, finder, past }: Omit<LastQuestion, 'units'>,
  searched: OverpassFinder['outcomes'],
): OverpassRow[] {
  const choice = { ...filters, daylight: 'true', maybe: 'false', includeOutside: false } as const;
  const rowsOf = (outcomes: OverpassFinder['outcomes']) => chosenRows(satellites, outcomes, choice);
  const { fromMs = Number.POSITIVE_INFINITY, untilMs = 0 } = past.span ?? {};
  const computed = [...rowsOf(searched), ...rowsOf(finder.outcomes)].filter(
    ({ timeMs }) => timeMs < fromMs || timeMs > untilMs,
  );
  return [...rowsOf(past.outcomes), ...computed].filter((row) => !row.isPerhaps).sort((a, b) => a.timeMs - b.timeMs);
}

/** The newest one of those with images, or of all where none has any. The rows are in order of time. */
export function lastImaged(rows: readonly OverpassRow[], place: Place, nowMs: number): OverpassRow | undefined {
  const isPassed = (row: OverpassRow) => endMs(row) <= nowMs;
  return rows.findLast((row) => isPassed(row) && linksOf(row, place).length > 0) ?? rows.findLast(isPassed);
}

/** As in: Terra, today 06:35 UTC, track 297 km E. */
export function describeLast(row: OverpassRow, units: Units, nowMs: number): string {
  const { name, timeMs, uncertaintySeconds, distanceKm, driftKm, azimuthDeg } = row;
  const about = uncertaintySeconds > 10 ? ` ${unbroken(formatUncertainty(uncertaintySeconds))}` : '';
  // To the minute, as images are, but not to one that has not come yet.
  const known = knownTime(timeMs, uncertaintySeconds, MINUTE_MS);
  const passedMs = known.timeMs > nowMs ? known.timeMs - known.stepMs : known.timeMs;
  const time = formatUtc(passedMs, nowMs, uncertaintySeconds, MINUTE_MS);
  const instruments = row.seeing.some(({ instrument }) => instrument.images) ? '' : `, ${formatImaging(row)}`;
  return `${name}, ${time} UTC${about}, track ${unbroken(formatTrack({ distanceKm, driftKm, azimuthDeg }, units))}${instruments}`;
}

function whyNone(
  satellites: readonly ShownSatellite[],
  outcomes: OverpassFinder['outcomes'],
  filters: Filters,
): string {
  const known = satellites.flatMap(({ catalogNumber, name }) => {
    const outcome = outcomes.get(catalogNumber);
    // One whose elements do not hold until now may have come since.
    const isKnown = outcome && outcome !== 'failed' && outcome.refusedAfterMs === undefined;
    return isKnown ? [{ name, inSwath: outcome.inSwath }] : [];
  });
  // It never passes, so that there is no overpass.
  const staying = known.filter(({ inSwath }) => inSwath === 'always').map(({ name }) => name);
  if (staying.length > 0) return `always in the swath of ${new Intl.ListFormat('en-GB').format(staying)}.`;
  if (known.length === 0) return 'not known, without usable elements.';
  const asFar = known.length < satellites.length ? ', as far as known' : '';
  return `not in the last ten days${isFiltered(filters) ? ', with these filters' : ''}${asFar}.`;
}
