// iCalendar (RFC 5545): the few lines of it that a calendar of times needs.

export interface CalendarEvent {
  /** The same from one refresh to the next: a calendar then moves an event instead of adding one. */
  uid: string;
  startMs: number;
  endMs: number;
  summary: string;
  /** Lines of text. */
  description: string[];
}

/** A calendar as text, to be asked for again every six hours, as elements are. */
export function calendar(name: string, stampMs: number, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Subpoint//Overpasses//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${utc(stampMs)}`,
      `DTSTART:${utc(event.startMs)}`,
      `DTEND:${utc(event.endMs)}`,
      `SUMMARY:${escaped(event.summary)}`,
      `DESCRIPTION:${escaped(event.description.join('\n'))}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20261010T120000Z: the form has no fraction, so the nearest second. */
function utc(timeMs: number): string {
  return new Date(Math.round(timeMs / 1000) * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').concat('Z');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n');
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
