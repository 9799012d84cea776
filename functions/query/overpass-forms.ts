// Overpasses as a table (CSV) and as a calendar that a person can subscribe to (iCalendar).
import type { HorizonPassAnswer, OverpassesAnswer, SightingAnswer, SwathOverpassAnswer } from '../../orbit/contract.ts';
import { type CalendarEvent, calendar } from './calendar.ts';

/** Overpasses as CSV (RFC 4180): a line of names, then a line for each overpass. Every line says what it was computed from. */
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
  return `${[names, ...rows.map((row) => Object.values(row))].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
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
  const harmless = /^[=+\-@\t]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Overpasses as iCalendar (RFC 5545). */
export function overpassesCalendar(answer: OverpassesAnswer): string {
  const { name, instrument, place, kind, from } = answer;
  const where = `${place.latitudeDeg}, ${place.longitudeDeg}`;
  const events = answer.overpasses.map((overpass) =>
    'culmination' in overpass ? passEvent(answer, overpass, where) : overpassEvent(answer, overpass, where),
  );
  const what = kind === 'swath' ? `${name} (${instrument}) over ${where}` : `${name} above the horizon of ${where}`;
  return calendar(what, Date.parse(from), events);
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
      ...computedFrom(answer, overpass.timingUncertaintySeconds),
    ],
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
      ...computedFrom(answer, pass.timingUncertaintySeconds),
    ],
  };
}

function computedFrom({ elements }: OverpassesAnswer, uncertaintySeconds: number): string[] {
  if (!elements) return [];
  return [
    `Computed from elements of ${elements.epoch}, ${elements.ageDays} days old (${elements.state}).`,
    `The time is uncertain by ${uncertaintySeconds} s for that age, and by far more after a manoeuvre.`,
  ];
}

// Passes of one satellite over one place are an hour and a half apart, and newer elements move one by seconds: a bin of 45 minutes names
// it the same from one refresh to the next, but for one in hundreds that lies on the edge of two.
const UID_BIN_MS = 45 * 60_000;

function uid({ catalogNumber, kind, place }: OverpassesAnswer, timeMs: number): string {
  const bin = Math.round(timeMs / UID_BIN_MS);
  return `${catalogNumber}-${kind}-${place.latitudeDeg}-${place.longitudeDeg}-${bin}@subpoint`;
}
