// A satellite that stays in the swath for hours: its overpasses have a length, in JSON and in the calendar.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { epochMs } from '../../../../orbit/elements.ts';
import type { SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { SIRIUS_1 } from '../../../orbit/orbits.ts';
import { aSatellite } from '../../../support/builders.ts';
import { overBoulder } from '../support/boulder.ts';
import { swath } from '../support/one-overpass.ts';
import { searchNow } from '../support/search-now.ts';

const PLACE = { latitudeDeg: 45, longitudeDeg: -100 };
// A sidereal day, in which Sirius-1 goes round once.
const SIDEREAL_MS = 86_164_091;

/** The events of a calendar as maps of their lines. */
function eventsIn(calendar: string): Record<string, string>[] {
  const [, ...events] = calendar.replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n');
  return events.map((event) =>
    Object.fromEntries(
      event.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    ),
  );
}

describe('Sirius-1 over North America', () => {
  const satellite = aSatellite({
    catalogNumber: 26390,
    name: 'Sirius-1',
    instruments: [{ name: 'Radio', leftKm: 5000, rightKm: 5000, daylightOnly: false }],
  });
  const held = { omm: SIRIUS_1, source: 'celestrak.org', retrievedAt: null };
  const nowMs = epochMs(SIRIUS_1);
  const { answer } = searchNow(satellite, held, { place: PLACE, kind: 'swath', days: 4, atNight: false }, nowMs);
  const overpasses = answer.overpasses as SwathOverpassAnswer[];

  it('has begin and end with each closest approach, a sidereal day later each day', () => {
    expect(validateAnswer('/satellites/{catalogNumber}/overpasses', 200, JSON.parse(JSON.stringify(answer)))).toEqual(
      [],
    );
    const stays = [...new Set(overpasses.map(({ inSwathFrom, inSwathUntil }) => `${inSwathFrom} ${inSwathUntil}`))];
    const edges = stays.map((stay) => stay.split(' ').map((time) => Date.parse(time)) as [number, number]);
    for (const [index, [fromMs, untilMs]] of edges.entries()) {
      expect(untilMs - fromMs).toBeGreaterThan(14 * 3_600_000);
      expect(untilMs - fromMs).toBeLessThan(16 * 3_600_000);
      const next = edges[index + 1];
      if (next) expect(Math.abs(next[0] - fromMs - SIDEREAL_MS)).toBeLessThan(60_000);
    }
    for (const { time, inSwathFrom, inSwathUntil } of overpasses) {
      expect(Date.parse(time)).toBeGreaterThan(Date.parse(inSwathFrom as string));
      expect(Date.parse(time)).toBeLessThan(Date.parse(inSwathUntil as string));
    }
    // Two closest approaches a day, but one stay.
    expect(stays.length).toBeLessThan(overpasses.length);
  });

  it('has one event of that length for each stay, with a UID of its own', () => {
    const events = eventsIn(overpassesCalendar(answer));
    const stays = new Set(overpasses.map(({ inSwathFrom }) => inSwathFrom));

    expect(events).toHaveLength(stays.size);
    expect(new Set(events.map(({ UID }) => UID)).size).toBe(stays.size);
    expect(events[0]).toMatchObject({ SUMMARY: 'Sirius-1 Radio: in the swath' });
    expect(events.map(({ DTSTART }) => DTSTART)).toEqual(
      [...stays].map((time) =>
        new Date(Math.round(Date.parse(time as string) / 1000) * 1000).toISOString().replaceAll(/[-:]|\.000/g, ''),
      ),
    );
  });

  it('keeps the UID of a stay when its first closest approach has passed', () => {
    const laterMs = Date.parse(overpasses[1]?.time as string) + 60_000;
    const later = searchNow(satellite, held, { place: PLACE, kind: 'swath', days: 4, atNight: false }, laterMs);
    const uids = new Set(eventsIn(overpassesCalendar(answer)).map(({ UID }) => UID));

    for (const { UID } of eventsIn(overpassesCalendar(later.answer)).slice(0, 2)) expect(uids).toContain(UID);
  });
});

it('an event of a stay is as long as the stay, letter by letter', () => {
  const [event] = eventsIn(
    overpassesCalendar(swath({ inSwathFrom: '2026-10-11T22:00:00.600Z', inSwathUntil: '2026-10-12T07:30:00Z' })),
  );

  expect(event).toMatchObject({
    UID: '25994-swath--40.02-105.25-stay-663613@subpoint',
    DTSTART: '20261011T220001Z',
    DTEND: '20261012T073000Z',
    SUMMARY: 'Terra MODIS + MISR: in the swath',
  });
  expect(event?.DESCRIPTION).toMatch(
    /^In the swath from 2026-10-11T22:00:01Z until 2026-10-12T07:30:00Z\.\\nClosest approach 2026-10-12T03:06:34Z /,
  );
});

it.each([
  [90, 12],
  [12, 90],
])('an event of a stay has its closest approach: %d km, %d km', (...distances) => {
  const edges = { inSwathFrom: '2026-10-11T22:00:00Z', inSwathUntil: '2026-10-12T07:30:00Z' };
  const answer = swath(edges);
  const [one] = answer.overpasses as SwathOverpassAnswer[];
  const both = distances.map((distanceKm) => ({ ...one, distanceKm }) as SwathOverpassAnswer);
  const events = eventsIn(overpassesCalendar({ ...answer, overpasses: both }));

  expect(events).toHaveLength(1);
  expect(events[0]?.DESCRIPTION).toContain('its track is 12 km W of the place');
});

it('an event of a stay without known edges fills the window', () => {
  const [event] = eventsIn(overpassesCalendar(swath({ inSwathFrom: null, inSwathUntil: null })));

  expect(event).toMatchObject({
    UID: '25994-swath--40.02-105.25-stay@subpoint',
    DTSTART: '20261011T120000Z',
    DTEND: '20261016T120000Z',
  });
  expect(event?.DESCRIPTION).toMatch(
    /^In the swath from before 2026-10-11T12:00:00Z until after 2026-10-16T12:00:00Z\.\\n/,
  );
});

it('a satellite that flies past has neither', () => {
  for (const overpass of overBoulder({ days: 10 }).overpasses) {
    expect(overpass).not.toHaveProperty('inSwathFrom');
    expect(overpass).not.toHaveProperty('inSwathUntil');
  }
});
