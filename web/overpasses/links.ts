// Links to the overpasses of a place in the API, with the reader's filters: one calendar and one table for all
// satellites, and those of each.
import type { Place } from '../../orbit/geodetic.ts';
import { element } from '../base/dom.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Filters, filterParameters, filterSatellites } from './filters.ts';
import { LIST_DAYS } from './list.ts';

interface Query {
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
  place: Place;
  filters: Filters;
}

/** Fills an element with the links; none while the API's address is unknown. Cheap when nothing has changed. */
export function showLinks(
  links: HTMLElement,
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'name' | 'instruments'>[],
  { apiUrl, place, filters }: Query,
): void {
  const listed = filterSatellites(satellites, filters);
  const at = `latitude=${place.latitudeDeg}&longitude=${place.longitudeDeg}`;
  const queryOf = (some: typeof listed) => `${at}&days=${LIST_DAYS}&kind=swath${filterParameters(filters, some)}`;
  const key = JSON.stringify([apiUrl, queryOf(listed), listed.map(({ catalogNumber }) => catalogNumber)]);
  if (links.dataset.key === key) return;
  links.dataset.key = key;
  const wasOpen = links.querySelector('details')?.open ?? false;
  links.replaceChildren();
  const [only] = listed;
  if (apiUrl === undefined || !only) return;

  const each = listed.map((satellite) => ({
    name: satellite.name,
    address: `${apiUrl}/satellites/${satellite.catalogNumber}/overpasses?${queryOf([satellite])}`,
    satellites: 1,
  }));
  const numbers = listed.map(({ catalogNumber }) => catalogNumber);
  const all = {
    name: 'all satellites',
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

interface Source {
  name: string;
  address: string;
  /** How many. */
  satellites: number;
}

// An overpass stays in a calendar until its images are there.
const PAST_DAYS = 2;
// What the API searches in one question.
const MAX_SATELLITE_DAYS = 500;

function calendarAddress({ address, satellites }: Source): string {
  const hasRoom = satellites * (PAST_DAYS + LIST_DAYS) <= MAX_SATELLITE_DAYS;
  return `${address}${hasRoom ? `&pastDays=${PAST_DAYS}` : ''}&format=ics`;
}

function calendarLink(source: Source, text: string): HTMLAnchorElement {
  const { name } = source;
  const link = createLink(text, calendarAddress(source), `${text}: overpasses of ${name} as a calendar`);
  link.title = 'A calendar file. Calendar programs can subscribe to this address.';
  return link;
}

/** Opens the calendar program of the device. */
function subscription(source: Source, text: string): HTMLAnchorElement {
  const label = `${text} to the overpasses of ${source.name} as a calendar`;
  return createLink(text, calendarAddress(source).replace(/^https?:/, 'webcal:'), label);
}

function tableLink({ name, address }: Source, text: string): HTMLAnchorElement {
  return createLink(text, `${address}&format=csv`, `${text}: overpasses of ${name} as a table`);
}

/** Screen readers list links without the text around them: the label says which satellite. */
function createLink(text: string, address: string, label: string): HTMLAnchorElement {
  return element('a', { href: address, 'aria-label': label }, text);
}
