// Links to the overpasses of a place in the API, with the reader's filters: one calendar and one table for all
// satellites, and those of each.
import type { Place } from '../../orbit/geodetic.ts';
import { element } from '../base/dom.ts';
import { isOfThisMachine } from '../base/query.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Filters, filterParameters, filterSatellites, LIST_DAYS } from './filters.ts';
import { daysText } from './results-text.ts';

interface Query {
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
  place: Place;
  placeName: string | undefined;
  filters: Filters;
  /** How long before each overpass calendars remind of it; 0: not at all. */
  reminderMinutes: number;
}

/** Fills an element with the links; none while the API's address is unknown. Cheap when nothing has changed. */
export function showLinks(
  links: HTMLElement,
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'name' | 'instruments'>[],
  { apiUrl, place, placeName, filters, reminderMinutes }: Query,
): void {
  const listed = filterSatellites(satellites, filters);
  const { days = LIST_DAYS } = filters;
  const at = `latitude=${place.latitudeDeg}&longitude=${place.longitudeDeg}`;
  const queryOf = (some: typeof listed) => `${at}&days=${days}&kind=swath${filterParameters(filters, some)}`;
  const key = JSON.stringify([
    apiUrl,
    queryOf(listed),
    placeName,
    reminderMinutes,
    listed.map(({ catalogNumber }) => catalogNumber),
  ]);
  if (links.dataset.key === key) return;
  links.dataset.key = key;
  const wasOpen = links.querySelector('details')?.open ?? false;
  links.replaceChildren();
  const [only] = listed;
  if (apiUrl === undefined || !only) return;

  const reminder = reminderMinutes > 0 ? `&reminder=${reminderMinutes}` : '';
  const calendar = `${placeName === undefined ? '' : `&name=${encodeURIComponent(placeName)}`}${reminder}`;
  const each = listed.map((satellite) => ({
    name: satellite.name,
    calendar,
    days,
    address: `${apiUrl}/satellites/${satellite.catalogNumber}/overpasses?${queryOf([satellite])}`,
    satellites: 1,
  }));
  const numbers = listed.map(({ catalogNumber }) => catalogNumber);
  const all = {
    name: 'all satellites',
    calendar,
    days,
    address: `${apiUrl}/overpasses?satellites=${numbers}&${queryOf(listed)}`,
    satellites: listed.length,
  };
  const main = each.length === 1 ? (each[0] ?? all) : all;
  links.append(
    element(
      'p',
      {},
      element('span', {}, 'Calendar: '),
      subscription(main, 'subscribe'),
      calendarLink(main, 'ics file'),
      tableLink(main, 'CSV'),
    ),
  );
  links.append(element('p', { class: 'fine' }, describeSubscription(apiUrl, main)));
  if (each.length === 1) return;
  links.append(
    element(
      'details',
      { open: wasOpen },
      element('summary', {}, 'Calendar and CSV of each satellite'),
      element(
        'ul',
        {},
        ...each.map((source) =>
          element(
            'li',
            {},
            element('span', {}, source.name),
            subscription(source, 'subscribe'),
            calendarLink(source, 'ics file'),
            tableLink(source, 'CSV'),
          ),
        ),
      ),
    ),
  );
}

/** What a subscription does, and where its address leads nowhere. */
function describeSubscription(apiUrl: string, main: Source): string {
  const past = keepsPast(main) ? ', and keeps an overpass until its images are there' : '';
  const rolls = `A subscription always has the next ${daysText(main.days)}${past}; a file has what comes from now on, and does not change.`;
  return isOfThisMachine(new URL(apiUrl, location.href).href)
    ? `${rolls} This address is of this machine alone: other devices cannot subscribe to it.`
    : rolls;
}

const REMINDERS: readonly [minutes: number, text: string][] = [
  [0, 'none'],
  [10, '10 min before'],
  [60, '1 h before'],
  [1440, '1 day before'],
];

/** The choice of a reminder in the calendars that are linked. */
export function createCalendarReminder(onChange: () => void): { root: HTMLElement; readonly minutes: number } {
  const select = element(
    'select',
    { 'data-place-control': 'calendar-reminder' },
    ...REMINDERS.map(([minutes, text]) => element('option', { value: minutes }, text)),
  );
  select.addEventListener('change', onChange);
  const root = element('p', { class: 'calendar-reminder', hidden: true });
  root.append(element('label', {}, 'Reminder in the calendar: ', select));
  return {
    root,
    get minutes() {
      return Number(select.value);
    },
  };
}

interface Source {
  name: string;
  address: string;
  /** How many. */
  satellites: number;
  days: number;
  /** The parameters of calendars. */
  calendar: string;
}

// An overpass stays in a subscribed calendar until its images are there.
const PAST_DAYS = 2;
// What the API searches in one question.
const MAX_SATELLITE_DAYS = 500;
const MAX_DAYS = 10;

/** Whether the API searches past days with those that come, in one question. */
function keepsPast({ satellites, days }: Pick<Source, 'satellites' | 'days'>): boolean {
  return satellites * (PAST_DAYS + days) <= MAX_SATELLITE_DAYS && PAST_DAYS + days <= MAX_DAYS;
}

/** A file that is downloaded once has what comes. */
function calendarLink({ name, address, calendar }: Source, text: string): HTMLAnchorElement {
  return createLink(text, `${address}${calendar}&format=ics`, `${text}: overpasses of ${name} as a calendar`);
}

/** Opens the calendar program of the device. */
function subscription({ name, address, satellites, days, calendar }: Source, text: string): HTMLAnchorElement {
  const past = keepsPast({ satellites, days }) ? `&pastDays=${PAST_DAYS}` : '';
  const link = createLink(
    text,
    `${address}${calendar}${past}&format=ics`.replace(/^https?:/, 'webcal:'),
    `${text} to the overpasses of ${name} as a calendar`,
  );
  link.title = 'For a program that asks for an address: copy this link.';
  return link;
}

function tableLink({ name, address }: Source, text: string): HTMLAnchorElement {
  return createLink(text, `${address}&format=csv`, `${text}: overpasses of ${name} as a table`);
}

/** Screen readers list links without the text around them: the label says which satellite. */
function createLink(text: string, address: string, label: string): HTMLAnchorElement {
  return element('a', { href: address, 'aria-label': label }, text);
}
