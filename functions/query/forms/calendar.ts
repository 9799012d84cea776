// Writes iCalendar (RFC 5545).
import type { Place } from '../../../orbit/geodetic.ts';
import { roundTo } from '../../../orbit/round.ts';

export interface CalendarEvent {
  /** Constant from one refresh to the next, so that a calendar moves the event instead of adding one. */
  uid: string;
  startMs: number;
  endMs: number;
  summary: string;
  /** Lines of text. */
  description: string[];
  /** Where more about it is: a web address. */
  url?: string | undefined;
  /** Distinguishes the events of two places in a program that shows both. */
  place: Place;
  /** Whether it may not happen. */
  isTentative?: boolean;
}

export interface CalendarHead {
  name: string;
  /** Lines of text. */
  description: string[];
  /** What the place is called; undefined: its coordinates. */
  placeName?: string | undefined;
  /** When the calendar was computed. */
  stampMs: number;
  /** How long before its start each later event reminds of it; undefined: not at all. */
  reminderMinutes?: number | undefined;
}

// A calendar has at least one component (section 3.6). Without events that is a time zone, which programs do not show.
const UTC_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * A calendar as text. Programs refresh it every six hours, as often as elements are downloaded. Name and description
 * are written twice, as in RFC 7986 and under the older names that most programs read. METHOD is missing because
 * PUBLISH would require an ORGANIZER in each event (RFC 5546, section 3.2.1).
 */
export function toCalendar(head: CalendarHead, events: readonly CalendarEvent[]): string {
  const { name, description } = head;
  const about = escaped(description.join('\n'));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Subpoint//Overpasses//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${about}`,
    `X-WR-CALDESC:${about}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...(events.length === 0 ? UTC_ZONE : []),
    ...events.flatMap((event) => eventLines(event, head)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent, { placeName, stampMs, reminderMinutes }: CalendarHead): string[] {
  const { uid, startMs, endMs, summary, description, url, place, isTentative } = event;
  const startS = nearestSecond(startMs);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(nearestSecond(stampMs))}`,
    `DTSTART:${utc(startS)}`,
    // The end must be later than the start (section 3.8.2.2), even when both round to the same second.
    `DTEND:${utc(Math.max(nearestSecond(endMs), startS + 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `LOCATION:${escaped(whereText(place, placeName))}`,
    // Two numbers, not text: the semicolon is not escaped (section 3.8.1.6).
    `GEO:${sixDecimals(place.latitudeDeg)};${sixDecimals(place.longitudeDeg)}`,
    `DESCRIPTION:${escaped(description.join('\n'))}`,
    // An address, not text: nothing is escaped (section 3.8.4.6).
    ...(url === undefined ? [] : [`URL:${url}`]),
    // Section 3.8.1.11.
    ...(isTentative ? ['STATUS:TENTATIVE'] : []),
    'TRANSP:TRANSPARENT',
    // One that has begun would ring in the past, again with each refresh when it begins with the window.
    ...(reminderMinutes === undefined || startS <= nearestSecond(stampMs)
      ? []
      : reminderLines(summary, reminderMinutes)),
    'END:VEVENT',
  ];
}

/** As in: 40.02, -105.25; Camp (40.02, -105.25). */
export function whereText({ latitudeDeg, longitudeDeg }: Place, placeName: string | undefined): string {
  const coordinates = `${latitudeDeg}, ${longitudeDeg}`;
  return placeName === undefined ? coordinates : `${placeName} (${coordinates})`;
}

// Section 3.6.6.
function reminderLines(summary: string, minutes: number): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(summary)}`, `TRIGGER:-PT${minutes}M`, 'END:VALARM'];
}

// iCalendar times have no fraction.
function nearestSecond(timeMs: number): number {
  return Math.round(timeMs / 1000);
}

/** As in: 20261010T120000Z */
function utc(timeS: number): string {
  return new Date(timeS * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').concat('Z');
}

function sixDecimals(degrees: number): string {
  return roundTo(degrees, 6).toFixed(6);
}

// Line breaks in text are escaped; other control characters are not allowed (section 3.3.11).
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

// Lines have at most 75 bytes (section 3.1) and are not cut within a character. Continuation lines begin with a space.
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > 75) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n');
}
