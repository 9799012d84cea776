// The list of overpasses of a place: its rows in order of time, and the text of their cells. Pure.
import type { Imaging } from '../../orbit/approaches.ts';
import type { SwathStay } from '../../orbit/swath-stays.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { type KnownTime, knownDistance, knownTime } from '../../wire/known.ts';
import { formatClock, formatMinute, formatWhole, PER_KM, type Units } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import type { ListedApproach, ListedFindings } from './overpass-search.ts';

/** How far the list looks ahead. */
export const LIST_DAYS = 5;

/** An overpass is listed for this long after it has passed. */
export const KEEP_PASSED_MS = 60_000;

/** What the search for a satellite returned; failed when it threw an error. */
export type SearchOutcome = ListedFindings | 'failed';

export interface OverpassRow extends ListedApproach {
  catalogNumber: number;
  name: string;
  colour: number;
  /** The instruments that image the place, in their order; empty for a pass outside of their swaths. */
  seeing: readonly Imaging[];
}

/** Which passes the reader wants to see. */
export interface RowChoice {
  /** Also those at which no instrument images the place, if the satellite is above the horizon. */
  includeOutside: boolean;
  /** Instruments that need daylight count at night too. */
  atNight: boolean;
}

/**
 * The overpasses of all satellites in the next days, in order of time. By the rule of the API for its overpasses, but a
 * stay with several closest approaches is one row, which is listed until it ends.
 */
export function overpassRows(
  satellites: readonly ShownSatellite[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
  { includeOutside, atNight }: RowChoice,
  nowMs: number,
): OverpassRow[] {
  return satellites
    .flatMap(({ catalogNumber, name, colour }) =>
      approachesIn(outcomes.get(catalogNumber)).map((approach) => {
        const seeing = approach.imaging.filter(({ sees }) => sees || atNight);
        return { ...approach, seeing, catalogNumber, name, colour };
      }),
    )
    .filter(({ seeing }) => includeOutside || seeing.length > 0)
    .reduce(joinStays, [])
    .filter((row) => endMs(row) > nowMs - KEEP_PASSED_MS && beginMs(row) <= nowMs + LIST_DAYS * DAY_MS)
    .sort((a, b) => beginMs(a) - beginMs(b));
}

/** Adds a row, or its instruments to the row of the same stay, which shows the closest approach of all. */
function joinStays(rows: OverpassRow[], row: OverpassRow): OverpassRow[] {
  const same = rows.find(({ stay }) => stay !== undefined && stay === row.stay);
  if (!same) return [...rows, row];
  const names = same.seeing.map(({ instrument }) => instrument.name);
  const more = row.seeing.filter(({ instrument }) => !names.includes(instrument.name));
  const closest = row.distanceKm < same.distanceKm ? row : same;
  return rows.map((each) => (each === same ? { ...closest, seeing: [...same.seeing, ...more] } : each));
}

/** When an overpass begins: the closest approach, or the beginning of a stay. 0 for one that began long ago. */
export function beginMs({ timeMs, stay }: Pick<OverpassRow, 'timeMs' | 'stay'>): number {
  return stay ? (stay.beginMs ?? 0) : timeMs;
}

function endMs({ timeMs, stay }: OverpassRow): number {
  return stay ? (stay.endMs ?? Number.POSITIVE_INFINITY) : timeMs;
}

/** Whether every satellite that can have overpasses has been searched. */
export function isSearched(
  satellites: readonly Pick<ShownSatellite, 'catalogNumber' | 'record'>[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
): boolean {
  return satellites.every(({ catalogNumber, record }) => !record || outcomes.has(catalogNumber));
}

/** What the countdown shows. */
export interface Upcoming {
  /**
   * The next overpass to begin at which an instrument images the place, or one of the last second, in which the
   * countdown says "now".
   */
  next: OverpassRow | undefined;
  /** Stays that have begun, and last for hours. */
  current: readonly OverpassRow[];
}

/** Undefined while satellites are still searched: any of them may come first. */
export function upcomingInSwath(
  satellites: readonly ShownSatellite[],
  outcomes: ReadonlyMap<number, SearchOutcome>,
  atNight: boolean,
  nowMs: number,
): Upcoming | undefined {
  if (!isSearched(satellites, outcomes)) return undefined;
  const rows = overpassRows(satellites, outcomes, { includeOutside: false, atNight }, nowMs);
  const next = rows.find((row) => beginMs(row) > nowMs - SECOND_MS);
  const current = rows.filter((row) => row !== next && row.stay && beginMs(row) <= nowMs && endMs(row) > nowMs);
  return { next, current };
}

function approachesIn(outcome: SearchOutcome | undefined): readonly ListedApproach[] {
  return outcome === undefined || outcome === 'failed' ? [] : outcome.approaches;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * A time with its UTC day, to the nearest second as in CSV and calendar: today 22:14:08, Fri 27 10:05:40. No finer than
 * it is known: tomorrow 08:31, today ≈ 21:00.
 */
export function formatUtc(timeMs: number, nowMs: number, uncertaintySeconds = 0): string {
  const known = knownTime(timeMs, uncertaintySeconds);
  const format = known.stepMs < MINUTE_MS ? formatClock : formatMinute;
  return `${dayName(known.timeMs, nowMs)} ${about(known)}${format(known.timeMs)}`;
}

function about({ isAbout }: KnownTime): string {
  return isAbout ? '≈ ' : '';
}

/**
 * A stay with its UTC days: today 06:02–14:10, today 22:14 – tomorrow 08:31. An edge that is days away is left out:
 * until tomorrow 08:31, from today 22:14.
 */
export function formatStayUtc({ beginMs: fromMs, endMs: untilMs }: SwathStay, nowMs: number, seconds = 0): string {
  const clock = (timeMs: number) => {
    const known = knownTime(timeMs, seconds, MINUTE_MS);
    return `${about(known)}${formatMinute(known.timeMs)}`;
  };
  const day = (timeMs: number) => dayName(knownTime(timeMs, seconds, MINUTE_MS).timeMs, nowMs);
  const at = (timeMs: number) => `${day(timeMs)} ${clock(timeMs)}`;
  if (fromMs !== null && untilMs !== null && day(fromMs) === day(untilMs)) return `${at(fromMs)}–${clock(untilMs)}`;
  return formatSpan(fromMs && at(fromMs), untilMs && at(untilMs));
}

/** The same in local time: 23:02 – Thu 07:10. */
export function formatStayLocal(
  { beginMs: fromMs, endMs: untilMs }: SwathStay,
  timeZone: string,
  nowMs: number,
  seconds = 0,
): string {
  const at = (timeMs: number) => formatLocal(timeMs, timeZone, nowMs, seconds, MINUTE_MS);
  return formatSpan(fromMs && at(fromMs), untilMs && at(untilMs));
}

function formatSpan(begin: string | null | 0, end: string | null | 0): string {
  if (begin && end) return `${begin} – ${end}`;
  if (begin) return `from ${begin}`;
  return end ? `until ${end}` : 'for days';
}

function dayName(timeMs: number, nowMs: number): string {
  const days = Math.floor(timeMs / DAY_MS) - Math.floor(nowMs / DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  const date = new Date(timeMs);
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()}`;
}

/**
 * A local time: 15:14. With the weekday where it differs from the UTC day: Thu 01:31. With the offset from UTC where it
 * differs from the current one, because clocks change in between: 14:14 (UTC−8).
 */
export function formatLocal(
  exactMs: number,
  timeZone: string,
  nowMs: number,
  uncertaintySeconds = 0,
  leastMs?: number,
): string {
  const known = knownTime(exactMs, uncertaintySeconds, leastMs);
  const { timeMs } = known;
  const { weekday, day, hour, minute } = partsOf(localFormat(timeZone), timeMs);
  const weekdayIfOther = Number(day) === new Date(timeMs).getUTCDate() ? '' : `${weekday} `;
  const text = `${weekdayIfOther}${known.stepMs < MINUTE_MS ? '' : about(known)}${hour}:${minute}`;
  const zone = describeZone(timeMs, timeZone);
  return zone === describeZone(nowMs, timeZone) ? text : `${text} (${zone})`;
}

/** The offset of a time zone from UTC at a time: UTC+1, UTC−3:30, UTC. */
export function describeZone(timeMs: number, timeZone: string): string {
  const { timeZoneName = '' } = partsOf(localFormat(timeZone), timeMs);
  return timeZoneName.replace(/^GMT/, 'UTC').replace(/\+0$/, '').replace('-', '−');
}

// Cached: slow to construct, and needed every second.
const localFormats = new Map<string, Intl.DateTimeFormat>();

function localFormat(timeZone: string): Intl.DateTimeFormat {
  const cached = localFormats.get(timeZone);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  localFormats.set(timeZone, format);
  return format;
}

function partsOf(format: Intl.DateTimeFormat, timeMs: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
}

const COMPASS_POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];

/**
 * Distance and direction from the place to the ground track: 412 km W. No finer than it is known: 460 ± 390 km E, or
 * within 600 km, when even the direction is unknown.
 */
export function formatTrack(
  { distanceKm, driftKm, azimuthDeg }: Pick<ListedApproach, 'distanceKm' | 'driftKm' | 'azimuthDeg'>,
  units: Units,
): string {
  const { distance, uncertainty, isWithin } = knownDistance(distanceKm * PER_KM[units], driftKm * PER_KM[units]);
  if (isWithin) return `within ${formatWhole(distance)} ${units}`;
  const range = uncertainty > 0 ? ` ± ${formatWhole(uncertainty)}` : '';
  return `${formatWhole(distance)}${range} ${units} ${COMPASS_POINTS[Math.round(azimuthDeg / 45) % 8]}`;
}

/**
 * Which instruments image the place: MODIS, edge of MISR. Or why none does: it lies outside of all swaths, or in that of
 * an instrument that needs daylight.
 */
export function formatImaging({ seeing, inSwath }: Pick<OverpassRow, 'seeing' | 'inSwath'>): string {
  if (seeing.length === 0) return inSwath ? 'no daylight' : 'outside';
  return seeing.map(({ instrument, atEdge }) => (atEdge ? `edge of ${instrument.name}` : instrument.name)).join(', ');
}

/**
 * The time until the next overpass: Terra in 00:34:01, Terra in 1 d 03:12:44, Terra now; uncertain by more than ten
 * seconds, Terra in ≈ 34 min. Before it, the satellites that stay at the moment: Sirius-1 now · Terra in 00:34:01.
 */
export function formatCountdown({ next, current }: Upcoming, nowMs: number): string {
  const parts = current.map(({ name }) => `${name} now`);
  if (next) parts.push(`${next.name} ${formatTimeLeft(beginMs(next), next.uncertaintySeconds, nowMs)}`);
  return parts.join(' · ');
}

function formatTimeLeft(timeMs: number, uncertaintySeconds: number, nowMs: number): string {
  const known = knownTime(timeMs - nowMs, uncertaintySeconds);
  const isCoarse = known.stepMs >= MINUTE_MS;
  const leftMs = isCoarse ? known.timeMs : timeMs - nowMs;
  if (leftMs < 1000) return isCoarse ? 'about now' : 'now';
  const days = Math.floor(leftMs / DAY_MS);
  const inDays = `in ${isCoarse ? '≈ ' : ''}${days > 0 ? `${days} d ` : ''}`;
  if (!isCoarse) return `${inDays}${formatClock(leftMs % DAY_MS)}`;
  // Not 00:34, which could be seconds.
  const [hours, minutes] = formatMinute(leftMs % DAY_MS)
    .split(':')
    .map(Number);
  return `${inDays}${hours ? `${hours} h ` : ''}${minutes ? `${minutes} min` : ''}`.trimEnd();
}
