// Overpasses as a calendar to subscribe to (iCalendar).
import { MINUTE_MS } from '../../../orbit/time.ts';
import type {
  ElementsUsed,
  HorizonPassAnswer,
  OverpassesAnswer,
  SwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { type CalendarEvent, toCalendar } from '../forms/calendar.ts';
import { alwaysUid, uid } from './uids.ts';

/**
 * Overpasses as iCalendar (RFC 5545). Each event names its elements; so does the calendar, which may have no events.
 * With `reminderMinutes`, each event has a reminder.
 */
export function overpassesCalendar(answer: OverpassesAnswer, reminderMinutes?: number): string {
  const { name, instrument, place, kind, from, elements } = answer;
  const where = `${place.latitudeDeg}, ${place.longitudeDeg}`;
  const passes = answer.overpasses.map((overpass) =>
    'culmination' in overpass ? passEvent(answer, overpass, where) : overpassEvent(answer, overpass, where),
  );
  const events = kind === 'swath' && answer.inView === 'always' ? [alwaysEvent(answer, where)] : passes;
  const what = kind === 'swath' ? `${name} (${instrument}) over ${where}` : `${name} above the horizon of ${where}`;
  const description = [
    `Instrument: ${instrument}.`,
    ...throughout(answer, where),
    ...computedFrom(answer, from, elements?.timingUncertaintySeconds ?? 0),
  ];
  return toCalendar({ name: what, description, stampMs: Date.parse(from), reminderMinutes }, events);
}

// A scanner's line crosses the place in a moment. A calendar needs a length: a minute.
const EVENT_MS = MINUTE_MS;

function overpassEvent(answer: OverpassesAnswer, overpass: SwathOverpassAnswer, where: string): CalendarEvent {
  const { time, distanceKm, side, ascending, day, sunElevationDeg } = overpass;
  const startMs = Date.parse(time);
  const distance = `${Math.round(distanceKm)} km ${side === 'left' ? 'to the left' : 'to the right'} of the track`;
  return {
    uid: uid(answer, startMs),
    startMs,
    endMs: startMs + EVENT_MS,
    summary: `${answer.name} ${answer.instrument}, ${day ? 'day' : 'night'}: ${distance}`,
    description: [
      `Closest approach ${time} of ${answer.name} to ${where}, ${ascending ? 'ascending' : 'descending'}.`,
      `The place lies ${distance}; the swath of ${answer.instrument} is ${answer.swathKm} km wide.`,
      `Elevation of the Sun: ${sunElevationDeg} degrees.`,
      ...computedFrom(answer, time, overpass.timingUncertaintySeconds),
    ],
    place: answer.place,
  };
}

function passEvent(answer: OverpassesAnswer, pass: HorizonPassAnswer, where: string): CalendarEvent {
  const { rise, culmination, set } = pass;
  const isAlways = !rise && !set && answer.inView === 'always';
  return {
    uid: isAlways ? alwaysUid(answer) : uid(answer, Date.parse(culmination.time)),
    // Without a rise or a set it is in view from the beginning, or until the end of what is known.
    startMs: Date.parse(rise?.time ?? answer.from),
    endMs: Date.parse(set?.time ?? endOf(answer)),
    summary: `${answer.name}, ${isAlways ? 'always in view, ' : ''}up to ${Math.round(culmination.elevationDeg)}° above the horizon`,
    description: [
      `${answer.name} over the horizon of ${where}, highest at ${culmination.time}: ${culmination.elevationDeg} degrees, azimuth ${culmination.azimuthDeg}, ${culmination.rangeKm} km away.`,
      `Instrument: ${answer.instrument}.`,
      ...computedFrom(answer, culmination.time, pass.timingUncertaintySeconds),
    ],
    place: answer.place,
  };
}

/** One event over the whole window for a place that never leaves the swath. */
function alwaysEvent(answer: OverpassesAnswer, where: string): CalendarEvent {
  return {
    uid: alwaysUid(answer),
    startMs: Date.parse(answer.from),
    endMs: Date.parse(answer.until),
    summary: `${answer.name} ${answer.instrument}: always in view`,
    description: [
      ...throughout(answer, where),
      `The swath of ${answer.instrument} is ${answer.swathKm} km wide.`,
      ...computedFrom(answer, answer.from, answer.elements?.timingUncertaintySeconds ?? 0),
    ],
    place: answer.place,
  };
}

/** What holds in the whole window. */
function throughout({ name, instrument, kind, inView, from, until }: OverpassesAnswer, where: string): string[] {
  if (!inView) return [];
  const what =
    kind === 'swath'
      ? `${where} is ${inView} in the swath of ${instrument}`
      : `${name} is ${inView} above the horizon of ${where}`;
  return [`${inView === 'always' ? 'Always' : 'Never'} in view: ${what}, from ${from} until ${until}.`];
}

/** Until when it is known what is in view. */
function endOf({ until, elements }: OverpassesAnswer): string {
  const usableUntil = elements?.usableUntil;
  return usableUntil && Date.parse(usableUntil) < Date.parse(until) ? usableUntil : until;
}

function computedFrom({ name, elements }: OverpassesAnswer, time: string, uncertaintySeconds: number): string[] {
  if (!elements) return [`${name} waits for orbital elements that can be used: no times can be computed.`];
  return [
    `Computed from elements of ${elements.epoch}, ${elements.ageDays} days old (${elements.state}).`,
    ...untilWhen(name, elements),
    `Uncertainty at ${time}: ${uncertaintySeconds} s, unless the satellite manoeuvres.`,
  ];
}

/** Where the list ends before its window does, and why. */
function untilWhen(name: string, { state, reason, usableUntil }: ElementsUsed): string[] {
  if (!reason) return [];
  if (state === 'failed') return [`${name}: ${reason}. No times can be computed.`];
  return [`${name}: ${reason}. No times can be computed after ${usableUntil}.`];
}
