// Overpasses as a table (CSV) and as a calendar to subscribe to (iCalendar).
import { MINUTE_MS } from '../../../orbit/time.ts';
import type {
  ElementsUsed,
  HorizonPassAnswer,
  OverpassesAnswer,
  SwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { type CalendarEvent, toCalendar } from '../forms/calendar.ts';
import { type Columns, spreadsheetTime, toCsv } from '../forms/csv.ts';

/**
 * Overpasses as CSV: a line for each, with the elements that it was computed from. Without overpasses, one line holds
 * the elements and leaves the columns of an overpass empty, because CSV has no comments.
 */
export function overpassesCsv(answer: OverpassesAnswer): string {
  return answer.kind === 'swath'
    ? tableOf(answer, SWATH_COLUMNS, answer.overpasses as SwathOverpassAnswer[])
    : tableOf(answer, HORIZON_COLUMNS, answer.overpasses as HorizonPassAnswer[]);
}

const SWATH_COLUMNS: Columns<SwathOverpassAnswer> = {
  time: ({ time }) => time,
  timeUtc: ({ time }) => spreadsheetTime(time),
  distanceKm: ({ distanceKm }) => distanceKm,
  side: ({ side }) => side,
  direction: ({ ascending }) => (ascending ? 'ascending' : 'descending'),
  light: ({ day }) => (day ? 'day' : 'night'),
  sunElevationDeg: ({ sunElevationDeg }) => sunElevationDeg,
};

const HORIZON_COLUMNS: Columns<HorizonPassAnswer> = {
  rise: ({ rise }) => rise?.time ?? '',
  riseUtc: ({ rise }) => (rise ? spreadsheetTime(rise.time) : ''),
  riseAzimuthDeg: ({ rise }) => rise?.azimuthDeg ?? '',
  culmination: ({ culmination }) => culmination.time,
  culminationUtc: ({ culmination }) => spreadsheetTime(culmination.time),
  culminationAzimuthDeg: ({ culmination }) => culmination.azimuthDeg,
  maximumElevationDeg: ({ culmination }) => culmination.elevationDeg,
  rangeKm: ({ culmination }) => culmination.rangeKm,
  set: ({ set }) => set?.time ?? '',
  setUtc: ({ set }) => (set ? spreadsheetTime(set.time) : ''),
  setAzimuthDeg: ({ set }) => set?.azimuthDeg ?? '',
};

function tableOf<Overpass extends SwathOverpassAnswer | HorizonPassAnswer>(
  { name, catalogNumber, instrument, elements, inView }: OverpassesAnswer,
  columns: Columns<Overpass>,
  overpasses: readonly Overpass[],
): string {
  const columnsOrEmpty = Object.entries(columns).map(
    ([column, cellOf]) => [column, (overpass?: Overpass) => (overpass ? cellOf(overpass) : '')] as const,
  );
  const all: Columns<Overpass | undefined> = {
    satellite: () => name,
    catalogNumber: () => catalogNumber,
    instrument: () => instrument,
    ...Object.fromEntries(columnsOrEmpty),
    timingUncertaintySeconds: (overpass) => (overpass ?? elements)?.timingUncertaintySeconds ?? '',
    elementsEpoch: () => elements?.epoch ?? '',
    elementsAgeDays: () => elements?.ageDays ?? '',
    elementsState: () => elements?.state ?? 'waiting',
    elementsUsableUntil: () => elements?.usableUntil ?? '',
    inView: () => inView ?? '',
  };
  return toCsv(all, overpasses.length > 0 ? overpasses : [undefined]);
}

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

// Passes of a satellite over a place are an hour and a half apart, and newer elements move them by seconds. So an
// overpass keeps its 45-minute bin, and its UID, from one refresh to the next, unless it lies on the edge of two bins.
// Measured with published sets, ten days ahead:
// - Terra, sets 2 to 5 days newer (up to 1.3 s), 168 places:
//   none of 27,757 swath overpasses and 48,530 horizon passes renamed;
// - Aura, a set 7.5 days newer (5 s), 168 places: 5 of 9,929 and 11 of 16,170;
// - sets 40 to 93 days newer (14 s), 28 places: at most 1 in 220;
// - Aqua after manoeuvres: 2 in 100 with an error of 72 s, 13 in 100 with six minutes.
const UID_BIN_MS = 45 * MINUTE_MS;

function uid(answer: OverpassesAnswer, timeMs: number): string {
  return uidOf(answer, Math.round(timeMs / UID_BIN_MS));
}

/** The window moves on with each refresh, and its only event with it. */
function alwaysUid(answer: OverpassesAnswer): string {
  return uidOf(answer, 'always');
}

function uidOf({ catalogNumber, kind, place }: OverpassesAnswer, which: number | 'always'): string {
  return `${catalogNumber}-${kind}-${place.latitudeDeg}-${place.longitudeDeg}-${which}@subpoint`;
}
