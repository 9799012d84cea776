// iCalendar, line by line as in RFC 5545.
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, type CalendarHead, toCalendar } from '../../../../functions/query/forms/calendar.ts';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { overBoulder } from '../support/boulder.ts';

const AT_MS = Date.parse('2026-10-10T12:00:00Z');

const anEvent = (overrides: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'one@subpoint',
  startMs: AT_MS,
  endMs: AT_MS + 60_000,
  summary: 'Terra MODIS',
  description: ['First.', 'Second.'],
  place: { latitudeDeg: 40.02, longitudeDeg: -105.25 },
  ...overrides,
});

/** The lines of a calendar, unfolded. */
function linesOf(events: CalendarEvent[], head: Partial<CalendarHead> = {}): string[] {
  const text = toCalendar({ name: 'Terra', description: ['About.'], stampMs: AT_MS, ...head }, events);
  return text.replaceAll('\r\n ', '').split('\r\n');
}

/** The value of a property of the only event. */
function propertyOf(name: string, overrides: Partial<CalendarEvent>): string | undefined {
  const lines = linesOf([anEvent(overrides)]);
  return lines
    .slice(lines.indexOf('BEGIN:VEVENT'))
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);
}

describe('a calendar', () => {
  // Without METHOD, which would require an ORGANIZER in each event (RFC 5546, section 3.2.1).
  it('with one event has exactly these lines', () => {
    expect(linesOf([anEvent()])).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Subpoint//Overpasses//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Terra',
      'X-WR-CALNAME:Terra',
      'DESCRIPTION:About.',
      'X-WR-CALDESC:About.',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
      'BEGIN:VEVENT',
      'UID:one@subpoint',
      'DTSTAMP:20261010T120000Z',
      'DTSTART:20261010T120000Z',
      'DTEND:20261010T120100Z',
      'SUMMARY:Terra MODIS',
      'LOCATION:40.02\\, -105.25',
      'GEO:40.020000;-105.250000',
      'DESCRIPTION:First.\\nSecond.',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  // RFC 5545, section 3.6.6: ACTION, TRIGGER and DESCRIPTION are required.
  it('reminds of each event in time', () => {
    const head = { reminderMinutes: 1440, stampMs: AT_MS - 1000 };
    const lines = linesOf([anEvent(), anEvent({ summary: 'Aura, night' })], head);
    const reminder = (summary: string) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${summary}`,
      'TRIGGER:-PT1440M',
      'END:VALARM',
      'END:VEVENT',
    ];

    const first = lines.indexOf('BEGIN:VALARM');
    expect(lines.slice(first, first + 6)).toEqual(reminder('Terra MODIS'));
    expect(lines.slice(-8)).toEqual([...reminder('Aura\\, night'), 'END:VCALENDAR', '']);
  });

  it.each([0, 1, 60_000])('does not remind of an event that has begun: %d ms ago', (agoMs) => {
    expect(linesOf([anEvent()], { reminderMinutes: 15, stampMs: AT_MS + agoMs })).not.toContain('BEGIN:VALARM');
  });

  it.each([
    ['one\ntwo', 'one\\ntwo'],
    ['one\r\ntwo', 'one\\ntwo'],
    ['one\rtwo', 'one\\ntwo'],
    ['one\n\rtwo', 'one\\n\\ntwo'],
    ['a\u0000b\tc\u001bd\u007fe\u0085f', 'abcdef'],
    ['a;b,c\\d\\n', 'a\\;b\\,c\\\\d\\\\n'],
    ['Térrä 🛰', 'Térrä 🛰'],
  ])('writes the text %j as %j', (text, written) => {
    expect(propertyOf('SUMMARY', { summary: text })).toBe(written);
    expect(propertyOf('UID', { uid: text })).toBe(written);
    expect(propertyOf('DESCRIPTION', { description: [text] })).toBe(written);
    expect(linesOf([], { name: text })).toContain(`NAME:${written}`);
  });

  it.each([
    [{ latitudeDeg: -90, longitudeDeg: 180 }, '-90.000000;180.000000'],
    [{ latitudeDeg: 0.123456789, longitudeDeg: -0.9876543 }, '0.123457;-0.987654'],
    // Without an exponent, which a FLOAT may not have, and without a minus before zeros.
    [{ latitudeDeg: -1e-9, longitudeDeg: 1e-7 }, '0.000000;0.000000'],
  ])('writes the place %o with six decimals', (place, geo) => {
    expect(propertyOf('GEO', { place })).toBe(geo);
  });

  it.each([
    [0, 499, '20261010T120000Z', '20261010T120001Z'],
    [0, 500, '20261010T120000Z', '20261010T120001Z'],
    [520, 866, '20261010T120001Z', '20261010T120002Z'],
    [499, 500, '20261010T120000Z', '20261010T120001Z'],
    [-600, 1400, '20261010T115959Z', '20261010T120001Z'],
  ])('ends an event from %d to %d ms after it begins, to the nearest second', (fromMs, untilMs, start, end) => {
    const event = { startMs: AT_MS + fromMs, endMs: AT_MS + untilMs };

    expect([propertyOf('DTSTART', event), propertyOf('DTEND', event)]).toEqual([start, end]);
  });
});

it('a pass of a third of a second ends after its start', () => {
  const place = { latitudeDeg: 0, longitudeDeg: -76.29391849041 };
  const answer = overBoulder({ place, kind: 'horizon', days: 1 }, Date.parse('2026-10-10T11:59:00Z'));

  // The satellite grazes the horizon: 0.1 ms in the search moves rise and set by a few ms.
  expect(answer.overpasses[0]).toMatchObject({
    rise: { time: expect.stringMatching(/^2026-10-10T11:59:18\.5[12]\dZ$/) },
    set: { time: expect.stringMatching(/^2026-10-10T11:59:18\.8[67]\dZ$/) },
  });
  expect(overpassesCalendar(answer)).toContain('\r\nDTSTART:20261010T115919Z\r\nDTEND:20261010T115920Z\r\n');
});
