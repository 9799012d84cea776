// The text of the list's cells and of the countdown: times, the ground track, the instruments. Pure.
import type { SwathStay } from '../../../orbit/swath-stays.ts';
import { DAY_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { describeTrack, type KnownTime, knownTime } from '../../../wire/known.ts';
import { formatClock, formatDay, formatMinute, formatWhole, PER_KM, type Units } from '../../base/format.ts';
import { beginMs, type OverpassRow, type Upcoming } from '../list.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * A time with its UTC day, to the nearest second as in CSV and calendar: today 22:14:08, Fri 27 10:05:40. No finer than
 * it is known: tomorrow 08:31, today ≈ 21:00.
 * @param leastMs the finest step
 */
export function formatUtc(timeMs: number, nowMs: number, uncertaintySeconds = 0, leastMs?: number): string {
  const known = knownTime(timeMs, uncertaintySeconds, leastMs);
  return `${dayName(known.timeMs, nowMs)} ${formatKnown(known)}`;
}

function formatKnown(known: KnownTime): string {
  const format = known.stepMs < MINUTE_MS ? formatClock : formatMinute;
  return `${about(known)}${format(known.timeMs)}`;
}

/** When an overpass is, with its date, where no heading has it: Fri 27 Nov 10:05:40 UTC. */
export function formatDated(
  { timeMs, stay, uncertaintySeconds }: Pick<OverpassRow, 'timeMs' | 'stay' | 'uncertaintySeconds'>,
  nowMs: number,
): string {
  const text = stay
    ? formatStayUtc(stay, nowMs, uncertaintySeconds, dateName)
    : formatMoment(timeMs, uncertaintySeconds);
  return /\d/.test(text) ? `${text} UTC` : text;
}

function formatMoment(timeMs: number, uncertaintySeconds: number): string {
  const known = knownTime(timeMs, uncertaintySeconds);
  return `${dateName(known.timeMs)} ${formatKnown(known)}`;
}

/** Without day and seconds, for the map: 22:14, ≈ 21:00. */
export function formatShort(timeMs: number, uncertaintySeconds: number): string {
  const known = knownTime(timeMs, uncertaintySeconds, MINUTE_MS);
  return `${about(known)}${formatMinute(known.timeMs)}`;
}

function about({ isAbout }: KnownTime): string {
  return isAbout ? '≈ ' : '';
}

/**
 * A stay with its UTC days: today 06:02–14:10, today 22:14 – tomorrow 08:31. An edge that is days away is left out:
 * until tomorrow 08:31, from today 22:14.
 */
export function formatStayUtc(
  { beginMs: fromMs, endMs: untilMs }: SwathStay,
  nowMs: number,
  seconds = 0,
  nameOf = dayName,
): string {
  const clock = (timeMs: number) => formatShort(timeMs, seconds);
  const day = (timeMs: number) => nameOf(knownTime(timeMs, seconds, MINUTE_MS).timeMs, nowMs);
  const at = (timeMs: number) => `${day(timeMs)} ${clock(timeMs)}`;
  if (fromMs !== null && untilMs !== null && day(fromMs) === day(untilMs)) return `${at(fromMs)}–${clock(untilMs)}`;
  return formatSpan(fromMs && at(fromMs), untilMs && at(untilMs));
}

/** A text of a time without its day, which is a heading above it: today 22:14:08 under Today. */
export function withoutDay(text: string, timeMs: number, nowMs: number): string {
  const day = `${dayName(timeMs, nowMs)} `;
  return text.startsWith(day) ? text.slice(day.length) : text;
}

/** The heading of a UTC day: Today, Thu 26 Nov. */
export function formatDayHeading(timeMs: number, nowMs: number): string {
  const name = dayName(timeMs, nowMs);
  const day = dateName(timeMs);
  return /^[a-z]/.test(name) ? `${name[0]?.toUpperCase()}${name.slice(1)}, ${day}` : day;
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

/** Fri 27 Nov */
function dateName(timeMs: number): string {
  return `${WEEKDAYS[new Date(timeMs).getUTCDay()]} ${formatDay(timeMs)}`;
}

/** The UTC day of a time: today, tomorrow, yesterday, Fri 27. */
function dayName(timeMs: number, nowMs: number): string {
  const days = Math.floor(timeMs / DAY_MS) - Math.floor(nowMs / DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
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

/** Distance and direction from the place to the ground track, and whether it may be on the other side of a limit. */
export function formatTrack(
  {
    distanceKm,
    driftKm,
    azimuthDeg,
    straddledKm,
  }: Pick<OverpassRow, 'distanceKm' | 'driftKm' | 'azimuthDeg' | 'straddledKm'>,
  units: Units,
): string {
  const limit =
    straddledKm === undefined
      ? ''
      : `, maybe ${distanceKm > straddledKm ? 'within' : 'beyond'} ${formatWhole(straddledKm * PER_KM[units])}`;
  const [distance, uncertainty] = [distanceKm * PER_KM[units], driftKm * PER_KM[units]];
  return `${describeTrack(distance, uncertainty, azimuthDeg, units, formatWhole)}${limit}`;
}

/**
 * Which instruments image the place, surely or not: MODIS, edge of MISR, maybe ASTER. Or why none does: it lies outside
 * of the swaths in question, or in that of an instrument that needs daylight.
 */
export function formatImaging({ seeing, maybe, inSwath }: Pick<OverpassRow, 'seeing' | 'maybe' | 'inSwath'>): string {
  if (seeing.length + maybe.length === 0) return inSwath ? 'no daylight' : 'outside';
  return [
    ...seeing.map(({ instrument, atEdge }) => (atEdge ? `edge of ${instrument.name}` : instrument.name)),
    ...maybe.map(({ instrument }) => `maybe ${instrument.name}`),
  ].join(', ');
}

/**
 * The time until the next overpass: Terra in 00:34:01, Terra in 1 d 03:12:44, Terra now; uncertain by more than ten
 * seconds, Terra in ≈ 34 min. Before it, the satellites that stay at the moment: Sirius-1 now · Terra in 00:34:01.
 */
export function formatCountdown({ next, current }: Upcoming, nowMs: number): string {
  const parts = current.map(({ name }) => `${name} now`);
  if (next)
    parts.push(
      `${next.isPerhaps ? 'perhaps ' : ''}${next.name} ${formatTimeLeft(beginMs(next), next.uncertaintySeconds, nowMs)}`,
    );
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

/** The time zone of the device, or UTC where the browser does not know its own zone, such as Etc/Unknown. */
export function usableZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
