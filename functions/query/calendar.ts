// iCalendar (RFC 5545): the few lines of it that a calendar of times needs.

export interface CalendarEvent {
  /** The same from one refresh to the next: a calendar then moves an event instead of adding one. */
  uid: string;
  startMs: number;
  endMs: number;
  summary: string;
  /** Lines of text. */
  description: string[];
  /** In words, and in degrees. */
  location: string;
  place: { latitudeDeg: number; longitudeDeg: number };
}

export interface CalendarHead {
  name: string;
  /** Lines of text. */
  description: string[];
  /** When what it says was so. */
  stampMs: number;
}

const SECOND_MS = 1000;

// A calendar holds at least one component (section 3.6). UTC is the one that shows nothing.
const NO_EVENT = [
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
 * A calendar as text, to be asked for again every six hours, as elements are. Name and description stand twice: as RFC 7986 has them, and
 * under the older names that most programs read.
 */
export function calendar({ name, description, stampMs }: CalendarHead, events: readonly CalendarEvent[]): string {
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
    ...(events.length === 0 ? NO_EVENT : []),
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${utc(stampMs)}`,
      `DTSTART:${utc(event.startMs)}`,
      // Later than the start also in whole seconds (section 3.8.2.2).
      `DTEND:${utc(Math.max(event.endMs, event.startMs + SECOND_MS))}`,
      `SUMMARY:${escaped(event.summary)}`,
      `DESCRIPTION:${escaped(event.description.join('\n'))}`,
      `LOCATION:${escaped(event.location)}`,
      `GEO:${event.place.latitudeDeg};${event.place.longitudeDeg}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20261010T120000Z: the form has no fraction, so the nearest second. */
function utc(timeMs: number): string {
  return new Date(Math.round(timeMs / SECOND_MS) * SECOND_MS)
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[-:]/g, '')
    .concat('Z');
}

// Control characters have no place in a text (section 3.3.11).
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}

// Lines of at most 75 bytes (section 3.1), none cut within a character; what follows begins with a space.
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
