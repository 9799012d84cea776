// The overpasses of my place: how a place is chosen, what comes there next, and where the list can be had as a calendar.
import type { Place } from '../../orbit/geodetic.ts';
import { formatTime } from '../../orbit/time.ts';
import { find, setAttribute, setSentence, setText } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import { formatLatitude, formatLongitude, inOneLine, type Units } from '../base/format.ts';
import { createLoader } from '../base/loader.ts';
import { formatPlace, roundPlace } from '../base/place.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createFinder } from './finder.ts';
import { describeZone, formatCountdown, LIST_DAYS, listRows, type Row } from './list.ts';
import { describeGaps, describeInvitation, describeList } from './list-text.ts';
import { createPlaceForm } from './place-form.ts';
import { createOverpassTable } from './table.ts';

export interface PlaceData {
  place: Place | undefined;
  satellites: readonly ShownSatellite[];
  units: Units;
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
}

export interface PlacePanel {
  /** Shows the place at a moment. Cheap when called each second. */
  show(data: PlaceData, nowMs: number): void;
}

/** Takes the panel that the markup holds; `choose` is told the place that the reader wants, or that they want none. */
export function createPlacePanel(root: HTMLElement, env: Env, choose: (place: Place | undefined) => void): PlacePanel {
  const part = (name: string) => find(root, `[data-place-part="${name}"]`);
  // Browsers refuse it to a page that did not come over HTTPS, whatever the reader allows.
  const geolocation = isSecureContext ? navigator.geolocation : undefined;
  const form = createPlaceForm(find<HTMLFormElement>(root, 'form'), geolocation, choose);
  // By its address in index.html: a literal import could not be tried again.
  const searchUrl = new URL(root.dataset.search ?? '', document.baseURI).href;
  const loadSearch = createLoader(searchUrl, (url): Promise<typeof import('./overpass-search.ts')> => import(url));
  const finder = createFinder(env, loadSearch, refresh);
  const table = createOverpassTable(root, refresh);
  const timeZone = usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  let shown: { data: PlaceData; nowMs: number } | undefined;

  function refresh() {
    if (shown) show(shown.data, shown.nowMs);
  }

  function show(data: PlaceData, nowMs: number) {
    shown = { data, nowMs };
    const { place, satellites, units } = data;
    form.show(place);
    setAttribute(root, 'data-place', place ? formatPlace(place) : 'none');
    part('result').hidden = !place;
    finder.want(place, satellites, nowMs);
    if (!place) {
      setText(part('about'), describeInvitation(satellites));
      setText(part('countdown'), '');
      return;
    }
    const { latitudeDeg, longitudeDeg } = place;
    const where = `${inOneLine(formatLatitude(latitudeDeg))}, ${inOneLine(formatLongitude(longitudeDeg))}`;
    setText(part('zone'), `Local (${describeZone(nowMs, timeZone)})`);
    const { found, unloadable } = finder;
    const { everything } = table;
    const rows = listRows(satellites, found, everything, nowMs);
    table.show(rows, { units, timeZone, nowMs });
    setText(
      part('about'),
      `${where}, five days${table.shown < rows.length ? `, the next ${table.shown} of ${rows.length}` : ''}`,
    );
    showNext(rows, nowMs);
    setSentence(part('remark'), describeList({ satellites, found, unloadable, rows, everything }));
    setSentence(part('gaps'), describeGaps({ satellites, found }));
    showLinks(data, roundPlace(place));
  }

  function showNext(rows: readonly Row[], nowMs: number) {
    const next = rows.find(({ inSwath, timeMs }) => inSwath && timeMs > nowMs - 1000);
    setText(part('countdown'), next ? formatCountdown(next.name, next.timeMs, nowMs) : '');
    setAttribute(part('countdown'), 'data-time', next ? formatTime(Math.round(next.timeMs)) : '');
  }

  // A satellite each: an address that a calendar program can subscribe to.
  function showLinks({ satellites, apiUrl }: PlaceData, place: Place) {
    const links = part('links');
    const key = [apiUrl, formatPlace(place), ...satellites.map(({ catalogNumber }) => catalogNumber)].join();
    if (links.dataset.key === key) return;
    links.dataset.key = key;
    links.replaceChildren();
    if (apiUrl === undefined) return;
    for (const [form, title] of [
      ['ics', 'Calendar (in swath; save or subscribe)'],
      ['csv', 'CSV'],
    ] as const) {
      const group = document.createElement('span');
      group.append(`${title}: `);
      for (const { catalogNumber, name } of satellites) {
        const query = `latitude=${place.latitudeDeg}&longitude=${place.longitudeDeg}&days=${LIST_DAYS}`;
        const link = document.createElement('a');
        link.href = `${apiUrl}/satellites/${catalogNumber}/overpasses?${query}&kind=swath&format=${form}`;
        link.textContent = name;
        link.ariaLabel = `${name}, overpasses as ${form === 'ics' ? 'a calendar' : 'CSV'}`;
        if (form === 'ics') link.title = 'A file for calendars; a calendar program can subscribe to this address';
        group.append(link, ' ');
      }
      links.append(group);
    }
  }

  return { show };
}

/** The zone of the device; UTC where the browser names one that it does not know itself, as Etc/Unknown. */
function usableZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
