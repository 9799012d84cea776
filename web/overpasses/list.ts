// Overpasses of a place as a list for people: one order of time, words for days, sides and zones. Pure.

import type { Approach } from '../../orbit/approaches.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { formatClock, formatWhole, PER_KM, type Units } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import type { Outcome } from './finder.ts';

/** How far the list looks ahead. */
export const LIST_DAYS = 5;

/** A satellite that has just passed stays in the list this long. */
export const KEEP_MS = 60_000;

/** A line of the list. */
export interface Row extends Approach {
  catalogNumber: number;
  name: string;
  colour: number;
}

/** What is to come within the list's days, all satellites in one order of time. */
export function listRows(
  satellites: readonly ShownSatellite[],
  found: ReadonlyMap<number, Outcome>,
  everything: boolean,
  nowMs: number,
): Row[] {
  return satellites
    .flatMap(({ catalogNumber, name, colour }) =>
      approachesIn(found.get(catalogNumber)).map((approach) => ({ ...approach, catalogNumber, name, colour })),
    )
    .filter(({ inSwath }) => everything || inSwath)
    .filter(({ timeMs }) => timeMs > nowMs - KEEP_MS && timeMs <= nowMs + LIST_DAYS * DAY_MS)
    .sort((a, b) => a.timeMs - b.timeMs);
}

function approachesIn(outcome: Outcome | undefined): readonly Approach[] {
  return outcome === undefined || outcome === 'failed' ? [] : outcome.approaches;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** today 22:14:08, tomorrow 08:31:17, Fri 27 10:05:40: days of UTC. */
export function formatUtc(timeMs: number, nowMs: number): string {
  return `${dayWord(timeMs, nowMs)} ${formatClock(timeMs)}`;
}

function dayWord(timeMs: number, nowMs: number): string {
  const days = Math.floor(timeMs / DAY_MS) - Math.floor(nowMs / DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  const date = new Date(timeMs);
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()}`;
}

/**
 * 15:14, with the weekday where the day there is another than that of UTC: Thu 01:31. Where the clocks are put forward or back
 * between now and then, with the difference to UTC: 14:14 (UTC−8).
 */
export function formatLocal(timeMs: number, timeZone: string, nowMs: number): string {
  const { weekday, day, hour, minute } = partsOf(localFormat(timeZone), timeMs);
  const clock = Number(day) === new Date(timeMs).getUTCDate() ? `${hour}:${minute}` : `${weekday} ${hour}:${minute}`;
  const zone = describeZone(timeMs, timeZone);
  return zone === describeZone(nowMs, timeZone) ? clock : `${clock} (${zone})`;
}

/** The zone's difference to UTC at a time: UTC+1, UTC−3:30, UTC. */
export function describeZone(timeMs: number, timeZone: string): string {
  const { timeZoneName = '' } = partsOf(localFormat(timeZone), timeMs);
  return timeZoneName.replace(/^GMT/, 'UTC').replace(/\+0$/, '').replace('-', '−');
}

// Costly to make, and asked for each second.
const localFormats = new Map<string, Intl.DateTimeFormat>();

function localFormat(timeZone: string): Intl.DateTimeFormat {
  const known = localFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  localFormats.set(timeZone, made);
  return made;
}

function partsOf(format: Intl.DateTimeFormat, timeMs: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
}

const WINDS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];

/** Where the ground track passes, seen from the place: 412 km W. */
export function formatTrack({ distanceKm, azimuthDeg }: Approach, units: Units): string {
  const distance = formatWhole(distanceKm * PER_KM[units]);
  return `${distance} ${units} ${WINDS[Math.round(azimuthDeg / 45) % 8]}`;
}

/** The time until an event: Terra in 00:34:01, Terra in 1 d 03:12:44, Terra now. */
export function formatCountdown(name: string, timeMs: number, nowMs: number): string {
  const leftMs = timeMs - nowMs;
  if (leftMs < 1000) return `${name} now`;
  const days = Math.floor(leftMs / DAY_MS);
  return `${name} in ${days > 0 ? `${days} d ` : ''}${formatClock(leftMs % DAY_MS)}`;
}
