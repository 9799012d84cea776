// Overpasses as a table (CSV) and as a calendar that a person can subscribe to (iCalendar).

import { MINUTE_MS } from '../../orbit/time.ts';
import type {
  HorizonPassAnswer,
  OverpassesAnswer,
  SightingAnswer,
  SwathOverpassAnswer,
} from '../../wire/overpasses.ts';
import { type CalendarEvent, calendar } from './calendar.ts';

/**
 * Overpasses as CSV (RFC 4180): a line of names, then a line for each overpass. Every line says what it was computed from; when there
 * is no overpass, one line says that alone, and its cells of an overpass are empty. CSV has no comments that could.
 */
export function overpassesCsv(answer: OverpassesAnswer): string {
  const { name, catalogNumber, instrument, elements } = answer;
  const about = { satellite: name, catalogNumber, instrument };
  const computedFrom = {
    elementsEpoch: elements?.epoch ?? '',
    elementsAgeDays: elements?.ageDays ?? '',
    elementsState: elements?.state ?? 'waiting',
  };
  const rows = answer.overpasses.map((overpass) => ({
    ...about,
    ...('culmination' in overpass ? passColumns(overpass) : overpassColumns(overpass)),
    timingUncertaintySeconds: overpass.timingUncertaintySeconds,
    ...computedFrom,
  }));
  const columns = answer.kind === 'swath' ? OVERPASS_COLUMNS : PASS_COLUMNS;
  const names = [...Object.keys(about), ...columns, 'timingUncertaintySeconds', ...Object.keys(computedFrom)];
  const none = { ...about, timingUncertaintySeconds: elements?.timingUncertaintySeconds ?? '', ...computedFrom };
  const lines = (rows.length > 0 ? rows : [none]).map((row: Record<string, unknown>) =>
    names.map((each) => row[each] ?? ''),
  );
  return `${[names, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

// The same when there is not one overpass.
const OVERPASS_COLUMNS = ['time', 'distanceKm', 'side', 'direction', 'light', 'sunElevationDeg'];
const PASS_COLUMNS = [
  'rise',
  'riseAzimuthDeg',
  'culmination',
  'culminationAzimuthDeg',
  'maximumElevationDeg',
  'rangeKm',
  'set',
  'setAzimuthDeg',
];

function overpassColumns({ time, distanceKm, side, ascending, day, sunElevationDeg }: SwathOverpassAnswer) {
  const words = { direction: ascending ? 'ascending' : 'descending', light: day ? 'day' : 'night' };
  return { time, distanceKm, side, ...words, sunElevationDeg };
}

function passColumns({ rise, culmination, set }: HorizonPassAnswer) {
  const columns = (name: string, sighting: SightingAnswer | null) => ({
    [name]: sighting?.time ?? '',
    [`${name}AzimuthDeg`]: sighting?.azimuthDeg ?? '',
  });
  const highest = { maximumElevationDeg: culmination.elevationDeg, rangeKm: culmination.rangeKm };
  return { ...columns('rise', rise), ...columns('culmination', culmination), ...highest, ...columns('set', set) };
}

// The name of a satellite may be anything, a comma or a formula of a spreadsheet among it.
function cell(value: unknown): string {
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Overpasses as iCalendar (RFC 5545). Every event says what it was computed from, and so does the calendar: it may have none. */
export function overpassesCalendar(answer: OverpassesAnswer): string {
  const { name, instrument, place, kind, from, elements } = answer;
  const where = `${place.latitudeDeg}, ${place.longitudeDeg}`;
  const events = answer.overpasses.map((overpass) =>
    'culmination' in overpass ? passEvent(answer, overpass, where) : overpassEvent(answer, overpass, where),
  );
  const what = kind === 'swath' ? `${name} (${instrument}) over ${where}` : `${name} above the horizon of ${where}`;
  const description = [
    `Instrument: ${instrument}.`,
    ...computedFrom(answer, from, elements?.timingUncertaintySeconds ?? 0),
  ];
  return calendar({ name: what, description, stampMs: Date.parse(from) }, events);
}

// The place lies in the swath for the moment in which a scanner's line meets it; a minute is what a calendar can show.
const SHOWN_MS = 60_000;

function overpassEvent(answer: OverpassesAnswer, overpass: SwathOverpassAnswer, where: string): CalendarEvent {
  const { time, distanceKm, side, ascending, day, sunElevationDeg } = overpass;
  const startMs = Date.parse(time);
  const distance = `${Math.round(distanceKm)} km ${side === 'left' ? 'to the left' : 'to the right'} of the track`;
  return {
    uid: uid(answer, startMs),
    startMs,
    endMs: startMs + SHOWN_MS,
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
  const highestMs = Date.parse(culmination.time);
  return {
    uid: uid(answer, highestMs),
    startMs: rise ? Date.parse(rise.time) : highestMs,
    endMs: set ? Date.parse(set.time) : highestMs + SHOWN_MS,
    summary: `${answer.name}, up to ${Math.round(culmination.elevationDeg)}° above the horizon`,
    description: [
      `${answer.name} over the horizon of ${where}, highest at ${culmination.time}: ${culmination.elevationDeg} degrees, azimuth ${culmination.azimuthDeg}, ${culmination.rangeKm} km away.`,
      `Instrument: ${answer.instrument}.`,
      ...computedFrom(answer, culmination.time, pass.timingUncertaintySeconds),
    ],
    place: answer.place,
  };
}

function computedFrom({ name, elements }: OverpassesAnswer, time: string, uncertaintySeconds: number): string[] {
  if (!elements) return [`${name} waits for orbital elements that can be used: no times can be computed.`];
  return [
    `Computed from elements of ${elements.epoch}, ${elements.ageDays} days old (${elements.state}).`,
    ...(elements.state === 'failed'
      ? ['SGP4 refuses these elements, as a rule because the satellite has decayed.']
      : []),
    `Uncertainty at ${time}: ${uncertaintySeconds} s for the age of the elements, and far more after a manoeuvre.`,
  ];
}

// Passes of one satellite over one place are an hour and a half apart, and newer elements move one by seconds: a bin of 45 minutes names
// it the same from one refresh to the next, unless it lies on the edge of two. Measured with published sets, ten days ahead: over 168 places
// sets of Terra 2 to 5 days newer (moved by up to 1.3 s) renamed not one of 27,757 swath overpasses and 48,530 horizon passes, and a set of
// Aura 7.5 days newer (5 s) 5 of 9,929 and 11 of 16,170; over 28 places sets 40 to 93 days newer (14 s) renamed at most 1 in 220.
// A manoeuvre moves the events themselves: 2 in 100 were renamed where Aqua came 72 s off, 13 in 100 where it came six minutes off.
const UID_BIN_MS = 45 * MINUTE_MS;

function uid({ catalogNumber, kind, place }: OverpassesAnswer, timeMs: number): string {
  const bin = Math.round(timeMs / UID_BIN_MS);
  return `${catalogNumber}-${kind}-${place.latitudeDeg}-${place.longitudeDeg}-${bin}@subpoint`;
}
