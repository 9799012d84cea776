// The script that the page loads when a place is chosen: its next overpasses, when the next one comes, and links to them
// as files and calendars.
import type { Place } from '../../orbit/geodetic.ts';
import { formatTime } from '../../orbit/time.ts';
import { find, setAttribute, setSentence, setText } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import { formatLatitude, formatLongitude, inOneLine, type Units } from '../base/format.ts';
import { roundPlace } from '../base/place.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createFinder } from './finder.ts';
import { showLinks } from './links.ts';
import { beginMs, describeZone, formatCountdown, overpassRows, type Upcoming, upcomingInSwath } from './list.ts';
import { describeGaps, describeList, describeViews } from './list-text.ts';
import { findApproaches } from './overpass-search.ts';
import { buildResult } from './result.ts';
import { createOverpassTable } from './table.ts';

export interface PlaceData {
  place: Place | undefined;
  satellites: readonly ShownSatellite[];
  units: Units;
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
}

export interface MyPlace {
  /** Shows the place at a moment. Cheap when called each second. */
  show(data: PlaceData, nowMs: number): void;
}

/** Adds the list to the panel. */
export function createMyPlace(root: HTMLElement, env: Env): MyPlace {
  const part = (name: string) => find(root, `[data-place-part="${name}"]`);
  root.append(buildResult());
  const finder = createFinder(env, findApproaches, refresh);
  const table = createOverpassTable(root, refresh);
  const timeZone = usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  let shown: { data: PlaceData; nowMs: number } | undefined;

  function refresh() {
    if (shown) show(shown.data, shown.nowMs);
  }

  function show(data: PlaceData, nowMs: number) {
    shown = { data, nowMs };
    const { place, satellites, units } = data;
    part('result').hidden = !place;
    finder.update(place, satellites, nowMs);
    if (!place) {
      setText(part('about'), '');
      setText(part('countdown'), '');
      return;
    }
    setText(part('zone'), `Local (${describeZone(nowMs, timeZone)})`);
    const { outcomes } = finder;
    const { choice } = table;
    const rows = overpassRows(satellites, outcomes, choice, nowMs);
    const needsDaylight = satellites.some(({ instruments }) => instruments.some(({ daylightOnly }) => daylightOnly));
    table.show(rows, { units, timeZone, nowMs, needsDaylight });
    setText(part('about'), describePlace(place, table.shownCount, rows.length));
    showNext(upcomingInSwath(satellites, outcomes, choice.atNight, nowMs), nowMs);
    const remarks = [
      describeViews({ satellites, outcomes }),
      describeList({ satellites, outcomes, rows, ...choice }),
    ].filter((sentence) => sentence !== undefined);
    setSentence(part('remark'), remarks.length > 0 ? remarks.join(' ') : undefined);
    setSentence(part('gaps'), describeGaps({ satellites, outcomes }));
    showLinks(part('links'), satellites, { apiUrl: data.apiUrl, place: roundPlace(place), atNight: choice.atNight });
  }

  function showNext(upcoming: Upcoming | undefined, nowMs: number) {
    const next = upcoming?.next;
    setText(part('countdown'), upcoming ? formatCountdown(upcoming, nowMs) : '');
    setAttribute(part('countdown'), 'data-time', next ? formatTime(Math.round(beginMs(next))) : '');
  }

  return { show };
}

/** As in: 40.02° N, 105.27° W: the next 8 of 25 in five days. */
function describePlace({ latitudeDeg, longitudeDeg }: Place, shownCount: number, count: number): string {
  const place = `${inOneLine(formatLatitude(latitudeDeg))}, ${inOneLine(formatLongitude(longitudeDeg))}`;
  return shownCount < count
    ? `${place}: the next ${shownCount} of ${count} in five days`
    : `${place}: the next five days`;
}

/** The time zone of the device, or UTC where the browser does not know its own zone, such as Etc/Unknown. */
function usableZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
