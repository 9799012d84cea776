// Links to the overpasses of a place in the API: as calendars and as tables, of all satellites and of each.
import type { Place } from '../../orbit/geodetic.ts';
import { formatPlace } from '../base/place.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { LIST_DAYS } from './list.ts';

/** More satellites than this do not fit in a line: each has a line of its own, which the reader opens. */
const MAX_IN_LINE = 3;

interface Query {
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
  place: Place;
  /** Whether instruments that need daylight count at night. */
  atNight: boolean;
}

/** Fills an element with the links; none while the API's address is unknown. Cheap when nothing has changed. */
export function showLinks(
  links: HTMLElement,
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'name'>[],
  { apiUrl, place, atNight }: Query,
): void {
  const key = JSON.stringify([apiUrl, formatPlace(place), atNight, satellites.map((each) => each.catalogNumber)]);
  if (links.dataset.key === key) return;
  links.dataset.key = key;
  const wasOpen = links.querySelector('details')?.open ?? false;
  links.replaceChildren();
  if (apiUrl === undefined || satellites.length === 0) return;

  const at = `latitude=${place.latitudeDeg}&longitude=${place.longitudeDeg}`;
  const query = `${at}&days=${LIST_DAYS}&kind=swath${atNight ? '&daylight=any' : ''}`;
  const each = satellites.map(({ catalogNumber, name }) => ({
    name,
    address: `${apiUrl}/satellites/${catalogNumber}/overpasses?${query}`,
  }));
  const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
  const all = { name: 'all', address: `${apiUrl}/overpasses?satellites=${numbers}&${query}` };
  const isLong = each.length > MAX_IN_LINE;
  const inLine = isLong ? [all] : each.length > 1 ? [all, ...each] : each;

  const calendars = document.createElement('span');
  calendars.append('Calendar (in swath): ');
  const tables = document.createElement('span');
  tables.append('CSV: ');
  for (const source of inLine) {
    calendars.append(calendarLink(source, source.name), ' (', subscription(source), ') ');
    tables.append(tableLink(source, source.name), ' ');
  }
  links.append(calendars, tables);
  if (!isLong) return;

  const details = document.createElement('details');
  details.open = wasOpen;
  const summary = document.createElement('summary');
  summary.textContent = 'Calendar and CSV of each satellite';
  const list = document.createElement('ul');
  for (const source of each) {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.textContent = source.name;
    item.append(name, calendarLink(source, 'calendar'), subscription(source), tableLink(source, 'CSV'));
    list.append(item);
  }
  details.append(summary, list);
  links.append(details);
}

interface Source {
  name: string;
  address: string;
}

function calendarLink({ name, address }: Source, text: string): HTMLAnchorElement {
  const link = createLink(text, `${address}&format=ics`, `${name}, overpasses as a calendar`);
  link.title = 'A calendar file. Calendar programs can subscribe to this address.';
  return link;
}

/** Opens the calendar program of the device. */
function subscription({ name, address }: Source): HTMLAnchorElement {
  const label = `subscribe to the overpasses of ${name} as a calendar`;
  return createLink('subscribe', `${address.replace(/^https?:/, 'webcal:')}&format=ics`, label);
}

function tableLink({ name, address }: Source, text: string): HTMLAnchorElement {
  return createLink(text, `${address}&format=csv`, `${name}, overpasses as CSV`);
}

/** Screen readers list links without the text around them: the label says which satellite. */
function createLink(text: string, address: string, label: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = text;
  link.ariaLabel = label;
  return link;
}
