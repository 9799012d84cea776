// The script that the page loads when a place is chosen: the list of its overpasses with filters and past days, the
// countdown, a reminder, and links to them as files and calendars.
import type { Place } from '../../orbit/geodetic.ts';
import { formatTime, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { announce } from '../base/announce.ts';
import { element, scrollWithin, setAttribute, setSentence, setText } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import { formatDateTime, type Units } from '../base/format.ts';
import { roundPlace } from '../base/place.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createDrawnPass, type PassActions } from './drawn-pass.ts';
import { createFilterBar } from './filter-bar.ts';
import { type Filters, filterSatellites, formatFilters, isFiltered, parseFilters } from './filters.ts';
import { createFinder } from './finder.ts';
import { createCalendarReminder, showLinks } from './links.ts';
import { beginMs, isSearched, type OverpassRow, overpassRows, type Upcoming, upcomingOf } from './list.ts';
import {
  describeAge,
  describeFollowing,
  describeGaps,
  describeList,
  describeNotation,
  describeViews,
  LOOKING,
} from './list-text.ts';
import { findApproaches } from './overpass-search.ts';
import { createLastImaged } from './past/last-imaged.ts';
import { createPast, passedRows } from './past/past.ts';
import { createPresentRows } from './remind/present-rows.ts';
import { createReminder } from './remind/reminder.ts';
import { daysText, describeCount, describeResults } from './results-text.ts';
import { formatCountdown, usableZone } from './table/cells.ts';
import { createOpenLine } from './table/open-line.ts';
import { createOpened } from './table/opened.ts';
import { createOverpassTable } from './table/table.ts';

export { describePoint } from './point.ts';

export interface PlaceData {
  place: Place | undefined;
  placeName: string | undefined;
  /** Whether the place in the address is still read: it is in another form than the page writes. */
  isReading: boolean;
  /** How often the reader has gone back or forward. */
  visit: number;
  satellites: readonly ShownSatellite[];
  /** The same with the newest elements, also while the page is paused. */
  newest(): readonly ShownSatellite[];
  units: Units;
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
}

export interface MyPlace {
  /** Shows the place at a moment. Cheap when called each second. */
  show(data: PlaceData, nowMs: number): void;
}

/** What the reader does with an overpass, for the rest of the page. */
export interface ListActions extends PassActions {
  /** Shows the present again, also in a hidden tab. */
  renew(): void;
  /** Moves the page to a moment. */
  chooseTime(timeMs: number): void;
  /** Brings the map into view. */
  showMap(): void;
  /** Says why the overpass in the address is not opened; undefined when nothing is wrong with it. */
  refusePass(reason: string | undefined): void;
}

interface MyPlaceOptions extends ListActions {
  root: HTMLElement;
  /** The slot under the map, and the countdown in it. */
  next: HTMLElement;
  countdown: HTMLElement;
  env: Env;
}

/** Adds the list to the panel, and what belongs to the next overpass to the slot under the map. */
export function createMyPlace({ root, next, countdown, env, ...actions }: MyPlaceOptions): MyPlace {
  const about = element('p', { 'data-place-part': 'about' });
  const age = element('p', { class: 'gaps', 'data-place-part': 'age', hidden: true });
  const bar = element('div', { class: 'filters' });
  const filterSummary = element('summary', {}, 'Filters');
  const filterBox = element(
    'details',
    { 'data-place-part': 'filters', open: isFiltered(parseFilters(location.search)) },
    filterSummary,
    bar,
  );
  const before = element('button', { type: 'button', 'data-place-control': 'before' }, 'Show the day before');
  const hide = element('button', { type: 'button', 'data-place-control': 'hide-past', hidden: true }, 'Hide past days');
  const note = element('p', { class: 'past-note', 'data-place-part': 'past-note', hidden: true });
  const remark = element('p', { class: 'remark', 'data-place-part': 'remark', hidden: true });
  const widen = element('button', { type: 'button', 'data-place-control': 'widen', hidden: true });
  const list = element('div', { 'data-place-part': 'list' });
  const gaps = element('p', { class: 'gaps', 'data-place-part': 'gaps', hidden: true });
  const links = element('div', { 'data-place-part': 'links' });
  const calendarReminder = createCalendarReminder(() => refresh());
  const pastControls = element('div', { class: 'past' }, before, hide);
  const last = createLastImaged(env, findApproaches, refresh);
  const result = element(
    'div',
    { 'data-place-part': 'result' },
    ...[last.root, about, age],
    element('div', { class: 'list-tools' }, filterBox, pastControls),
    ...[note, remark, list, widen, gaps],
  );
  const explanation = element('p', { class: 'fine' });
  result.append(links, calendarReminder.root, explanation);
  const reminderRoot = element('div', { class: 'reminder' });
  // For class mode, where the list is not shown.
  const following = element('p', { class: 'following' });
  root.append(result);

  const finder = createFinder(env, findApproaches, refresh);
  const presentRows = createPresentRows(env, findApproaches, refresh);
  const past = createPast(env, findApproaches, actions.recordAt, refresh);
  const filterBar = createFilterBar(bar, pastControls, chooseFilters, refresh);
  const reminder = createReminder(reminderRoot, env, actions.renew);
  const drawnPass = createDrawnPass(env, actions);
  const table = createOverpassTable({ root: list, onOpen, onChange: refresh });
  const openLine = createOpenLine(list, actions.showMap, (row) => {
    table.open(row);
    refresh();
  });
  const opened = createOpened({
    ...{ table, past, filterBar, refuse: actions.refusePass },
    onChange: () => env.after(0, refresh),
  });
  // Read again now and then: a device travels.
  let timeZone = usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  let zoneReadMs = env.nowMs();
  let shown: { data: PlaceData; nowMs: number } | undefined;
  let announcedKey = '';
  /** What brings overpasses into an empty list. */
  let wider: Partial<Filters> | undefined;

  before.addEventListener('click', () => {
    if (before.ariaDisabled !== 'true') past.showDayBefore(env.nowMs());
  });
  hide.addEventListener('click', () => {
    past.hide();
    refresh();
    before.focus();
  });

  // Beside the map the list has a window of its own: what the filters leave is seen below them.
  filterSummary.addEventListener('click', () => {
    if (!filterBox.open) filterBox.addEventListener('toggle', () => scrollWithin(root, about), { once: true });
  });

  widen.addEventListener('click', () => {
    if (wider) chooseFilters({ ...parseFilters(location.search), ...wider });
    filterSummary.focus();
  });

  function refresh() {
    if (shown) show(shown.data, shown.nowMs);
  }

  function chooseFilters(filters: Filters) {
    history.replaceState(history.state, '', formatFilters(filters, location.search) || location.pathname);
    refresh();
  }

  function show(data: PlaceData, nowMs: number) {
    shown = { data, nowMs };
    if (Math.abs(nowMs - zoneReadMs) > MINUTE_MS) {
      zoneReadMs = nowMs;
      timeZone = usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    }
    const { place, units, apiUrl } = data;
    result.hidden = !place;
    const filters = parseFilters(location.search);
    const { includeOutside } = filterBar;
    finder.update(place, data.satellites, nowMs, filters.days);
    past.update(place && { place, satellites: data.satellites, apiUrl, includeOutside }, nowMs);
    if (!place) {
      setText(countdown, '');
      for (const each of [following, reminderRoot, openLine.root]) each.remove();
      reminder.update([], '', nowMs);
      opened.leave();
      return;
    }
    if (!reminderRoot.isConnected) next.append(following, reminderRoot, openLine.root);
    const { outcomes } = finder;
    filterBar.show(filters, data.satellites, units);
    setText(filterSummary, isFiltered(filters) ? 'Filters: on' : 'Filters');
    const satellites = filterSatellites(data.satellites, filters);
    const choice = { ...filters, includeOutside };
    const coming = overpassRows(satellites, outcomes, choice, nowMs);
    const passed = passedRows(past, outcomes, satellites, choice, nowMs);
    const isListed = data.satellites.length > 0;
    const isWhole = isListed && isSearched(satellites, outcomes);
    const empty = describeList({ satellites, isListed, outcomes, rows: coming, choice, place, units, nowMs });
    const rows = [...passed, ...coming, ...(empty?.nearest ? [empty.nearest] : [])];
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    const isWaiting = opened.update({ rows, numbers, isWhole, visit: data.visit }, nowMs);
    // It opens with the list: nothing in it moves then.
    table.show(isWaiting ? [] : rows, {
      ...{ units, timeZone, nowMs, place, past: isWaiting ? undefined : past.span },
      chooseTime: showMoment,
      showMap: actions.showMap,
    });
    openLine.update(isWaiting, { rows, instead: opened.instead(rows), units, timeZone, nowMs });
    setAttribute(result, 'data-listed', String(isListed));
    const shownCount = isWaiting ? coming.length : table.shownCount;
    setText(about, isListed ? describeCount(shownCount, coming, filters.days) : '');
    const seen = includeOutside
      ? overpassRows(satellites, outcomes, { ...choice, includeOutside: false }, nowMs)
      : coming;
    const upcoming = isWhole ? upcomingOf(seen, nowMs) : undefined;
    showNext(seen, upcoming, filters, nowMs);
    showPast();
    if (isListed) last.show({ place, satellites: data.satellites, filters, units, finder, past }, nowMs);
    const remarks = [describeViews({ satellites, outcomes }), isWaiting ? LOOKING : empty?.text];
    setSentence(remark, remarks.filter((text) => text !== undefined).join(' ') || undefined);
    wider = isWaiting ? undefined : empty?.widen?.filters;
    setSentence(widen, wider && empty?.widen?.label);
    setText(explanation, describeNotation(units));
    setSentence(age, describeAge({ satellites }, nowMs));
    setSentence(gaps, describeGaps({ satellites, outcomes }));
    showLinks(links, data.satellites, {
      ...{ apiUrl, place: roundPlace(place), placeName: data.placeName, filters },
      reminderMinutes: calendarReminder.minutes,
    });
    calendarReminder.root.hidden = links.childElementCount === 0;
    setAttribute(list, 'aria-busy', String(!isWhole || isWaiting));
    if (upcoming && !isWaiting && !finder.isSearching)
      announceResults(coming, upcoming.next, passed.length, [filters, numbers], nowMs);
  }

  function showNext(seen: readonly OverpassRow[], upcoming: Upcoming | undefined, filters: Filters, nowMs: number) {
    setText(countdown, upcoming ? formatCountdown(upcoming, nowMs) || `none in ${daysText(filters.days)}` : '');
    setAttribute(countdown, 'data-time', upcoming?.next ? formatTime(Math.round(beginMs(upcoming.next))) : '');
    setText(following, describeFollowing(seen, upcoming?.next, nowMs));
    // While the page is paused, reminders go on.
    const isHeld = reminder.isOn && env.nowMs() - nowMs >= MINUTE_MS;
    const { place, placeName = 'My place' } = shown?.data ?? {};
    const rows = isHeld ? presentRows.of(place, shown?.data.newest() ?? [], filters) : seen;
    if (rows) reminder.update(rows, placeName, env.nowMs());
  }

  function showPast() {
    const { span, isLoading } = past;
    setText(before, isLoading ? 'Loading the day before …' : 'Show the day before');
    setAttribute(before, 'aria-disabled', String(isLoading));
    hide.hidden = !span;
    setSentence(note, past.note);
  }

  /** When the list of a place, of other filters or of other satellites is complete. */
  function announceResults(
    coming: readonly OverpassRow[],
    first: OverpassRow | undefined,
    passedCount: number,
    of: [filters: Filters, numbers: readonly number[]],
    nowMs: number,
  ) {
    const { place, placeName } = shown?.data ?? {};
    const key = JSON.stringify([place, of, filterBar.includeOutside, past.span?.fromMs]);
    if (key === announcedKey) return;
    announcedKey = key;
    const perhapsCount = coming.filter(({ isPerhaps }) => isPerhaps).length;
    const count = coming.length - perhapsCount;
    const results = { placeName, days: of[0].days, count, perhapsCount, first, passedCount: past.span && passedCount };
    announce(describeResults(results, nowMs));
  }

  function onOpen(row: OverpassRow | undefined) {
    const { place, satellites = [] } = shown?.data ?? {};
    drawnPass.show(row, place, satellites);
    opened.write(row);
    openLine.show(row);
  }

  function showMoment(timeMs: number) {
    actions.chooseTime(Math.round(timeMs / SECOND_MS) * SECOND_MS);
    announce(`Map and columns show ${formatDateTime(Math.round(timeMs / MINUTE_MS) * MINUTE_MS)}.`);
  }

  return { show };
}
