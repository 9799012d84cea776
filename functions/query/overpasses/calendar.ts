// Overpasses as a calendar to subscribe to (iCalendar).
import { RAD_PER_DEG } from '../../../orbit/angles.ts';
import { MINUTE_MS, SECOND_MS } from '../../../orbit/time.ts';
import { driftKm } from '../../../orbit/uncertainty.ts';
import { compassPoint, describeTrack, SKY_DEG_PER_S } from '../../../wire/known.ts';
import {
  elementsBehind,
  endOfElements,
  type HorizonPassAnswer,
  type OverpassesAnswer,
  type SwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { type CalendarEvent, toCalendar, whereText } from '../forms/calendar.ts';
import { durationText, minuteText, timeText, within } from './known-text.ts';
import { alwaysUid, stayUid, uid } from './uids.ts';

/** What a calendar has beside the overpasses. */
export interface CalendarOptions {
  /** What the place is called; undefined: its coordinates. */
  placeName?: string | undefined;
  /** How long before it begins each later event reminds of it; undefined: not at all. */
  reminderMinutes?: number | undefined;
  /** When it was computed; by default at `from`. */
  stampMs?: number;
  /** Sentences about which overpasses are in it. */
  about?: readonly string[];
}

/** Overpasses as iCalendar (RFC 5545). Each event names its elements; so does the calendar, which may have no events. */
export function overpassesCalendar(answer: OverpassesAnswer, options: CalendarOptions = {}): string {
  const { name, instruments, kind, place, from } = answer;
  const { placeName, reminderMinutes, stampMs = Date.parse(from), about = [] } = options;
  const names = kind === 'swath' ? `${name} (${instruments.join(', ')})` : name;
  const where = whereText(place, placeName);
  const head = {
    name: titleOf(answer, names, placeName),
    description: [instrumentsOf(answer), ...about, ...aboutOf(answer, where)],
  };
  return toCalendar({ ...head, placeName, stampMs, reminderMinutes }, eventsOf(answer, where));
}

/**
 * The overpasses of several satellites as one calendar. An event has the same UID as in the calendar of its satellite,
 * so that a program which subscribes to both shows it once. The answers have the same place, kind and window.
 */
export function placeCalendar(answers: readonly OverpassesAnswer[], options: CalendarOptions = {}): string {
  const first = answers[0] as OverpassesAnswer;
  const { placeName, reminderMinutes, stampMs = Date.parse(first.from), about = [] } = options;
  const name = titleOf(first, listOf(answers.map((answer) => answer.name)), placeName);
  const where = whereText(first.place, placeName);
  const each = answers.map((answer) =>
    [`${answer.name} (${answer.instruments.join(', ')}):`, ...aboutOf(answer, where)].join(' '),
  );
  const events = answers.flatMap((answer) => eventsOf(answer, where)).sort((a, b) => a.startMs - b.startMs);
  return toCalendar({ name, description: [...about, ...each], placeName, stampMs, reminderMinutes }, events);
}

function instrumentsOf({ instruments }: OverpassesAnswer): string {
  return `${instruments.length === 1 ? 'Instrument' : 'Instruments'}: ${instruments.join(', ')}.`;
}

// The name of a calendar is a line in a list.
const MAX_NAMES = 3;

function listOf(names: readonly string[]): string {
  return names.length > MAX_NAMES ? `${names.length} satellites` : names.join(', ');
}

function titleOf({ kind, place }: OverpassesAnswer, names: string, placeName: string | undefined): string {
  return `${names} ${kind === 'swath' ? 'over' : 'above the horizon of'} ${placeName ?? whereText(place, undefined)}`;
}

function aboutOf(answer: OverpassesAnswer, where: string): string[] {
  const uncertaintySeconds = answer.elements?.timingUncertaintySeconds ?? 0;
  return [...throughout(answer, where), ...computedFrom(answer, answer.from, uncertaintySeconds)];
}

function eventsOf(answer: OverpassesAnswer, where: string): CalendarEvent[] {
  if (answer.kind === 'swath' && answer.inView === 'always') return [alwaysEvent(answer, where)];
  // A satellite may come closest more than once during a stay in its swath, which is one event: of the closest approach.
  const farthestFirst = answer.overpasses.toSorted((a, b) => distanceOf(b) - distanceOf(a));
  const events = farthestFirst.map((overpass) =>
    'culmination' in overpass ? passEvent(answer, overpass, where) : overpassEvent(answer, overpass, where),
  );
  const eventOf = new Map(events.map((event) => [event.uid, event]));
  return [...eventOf.values()].sort((a, b) => a.startMs - b.startMs);
}

function distanceOf(overpass: SwathOverpassAnswer | HorizonPassAnswer): number {
  return 'culmination' in overpass ? 0 : overpass.distanceKm;
}

/** An azimuth that is less certain than this says nothing. */
const MOST_TURN_DEG = 45;

// A scanner's line crosses the place in a moment. A calendar needs a length: a minute.
const EVENT_MS = MINUTE_MS;

/** How uncertain a time is, first in the title: with more than ten seconds, when seconds mean nothing. */
function plusMinus(uncertaintySeconds: number): string {
  return uncertaintySeconds > 10 ? `± ${durationText(uncertaintySeconds)}, ` : '';
}

/** How much earlier an event begins and later it ends, so that the satellite comes during it: with minutes. */
function marginMs(uncertaintySeconds: number): number {
  const uncertaintyMs = uncertaintySeconds * SECOND_MS;
  return uncertaintyMs > EVENT_MS ? Math.ceil(uncertaintyMs / MINUTE_MS) * MINUTE_MS : 0;
}

function overpassEvent(answer: OverpassesAnswer, overpass: SwathOverpassAnswer, where: string): CalendarEvent {
  const { time, distanceKm, satelliteAzimuthDeg, ascending, day, sunElevationDeg, instruments, images } = overpass;
  const { distanceUncertaintyKm, inSwathFrom, inSwathUntil, instrumentsAtEdge = [], instrumentsMaybe = [] } = overpass;
  const isTentative = instruments.length === 0;
  const seen = `${answer.name} ${isTentative ? 'maybe ' : ''}${(isTentative ? instrumentsMaybe : instruments).join(' + ')}`;
  const isStay = inSwathFrom !== undefined && inSwathUntil !== undefined;
  const startMs = isStay ? Date.parse(inSwathFrom ?? answer.from) : Date.parse(time);
  const seconds = overpass.timingUncertaintySeconds;
  const track = describeTrack(distanceKm, distanceUncertaintyKm, satelliteAzimuthDeg, 'km');
  const [at, margin] = [timeText(time, seconds), marginMs(seconds)];
  return {
    uid: isStay ? stayUid(answer, inSwathFrom) : uid(answer, startMs),
    startMs: startMs - margin,
    endMs: (isStay ? Date.parse(inSwathUntil ?? endOf(answer)) : margin > 0 ? startMs : startMs + EVENT_MS) + margin,
    summary: isStay
      ? `${margin > 0 ? plusMinus(seconds) : ''}${seen}: in the swath`
      : `${plusMinus(seconds)}${seen}, ${day ? 'day' : 'night'}: track ${track}`,
    description: [
      ...(isStay
        ? [
            `In the swath from ${inSwathFrom ? timeText(inSwathFrom, seconds) : `before ${answer.from}`} until ${inSwathUntil ? timeText(inSwathUntil, seconds) : `after ${endOf(answer)}`}.`,
          ]
        : []),
      `Closest approach ${at} of ${answer.name} to ${where}.`,
      isStay
        ? `Then its track is ${track} of the place.`
        : `It flies ${ascending ? 'north (ascending)' : 'south (descending)'}, its track ${track} of the place.`,
      isTentative
        ? 'The place is in no swath.'
        : `The place is in the swath of ${instruments.map((name) => (instrumentsAtEdge.includes(name) ? `${name} (at its edge)` : name)).join(', ')}.`,
      ...(instrumentsMaybe.length > 0
        ? [
            `As uncertain as that is, it may be in the swath of ${instrumentsMaybe.join(', ')}${isTentative ? '' : ', too'}.`,
          ]
        : []),
      skyText(overpass),
      `Elevation of the Sun: ${within(sunElevationDeg, seconds * SKY_DEG_PER_S)} degrees.`,
      ...(images ?? []).map((each) => `Images of ${each.instrument}, some hours after it: ${each.url}`),
      ...computedFrom(answer, at, seconds, overpass),
    ],
    url: images?.[0]?.url,
    place: answer.place,
    isTentative,
  };
}

/** Where the satellite is in the sky of the place: the track may be nearer or farther. */
function skyText(overpass: SwathOverpassAnswer): string {
  const { satelliteElevationDeg, satelliteAzimuthDeg, satelliteRangeKm, distanceUncertaintyKm } = overpass;
  const degrees = Math.max(0.01, distanceUncertaintyKm / satelliteRangeKm / RAD_PER_DEG);
  const elevation = `${within(satelliteElevationDeg, degrees)} degrees above the horizon`;
  return `Then the satellite is ${elevation}${azimuthText(satelliteAzimuthDeg, satelliteElevationDeg, degrees)}.`;
}

/** Empty where the azimuth is unknown: near the zenith, a small step is a large turn. */
function azimuthText(azimuthDeg: number, elevationDeg: number, uncertaintyDeg: number): string {
  const turnDeg = uncertaintyDeg / Math.max(Math.cos(elevationDeg * RAD_PER_DEG), 1e-9);
  if (turnDeg > MOST_TURN_DEG) return '';
  // 359.9 is 0 in whole degrees.
  return `, azimuth ${within(azimuthDeg, turnDeg).replace(/^(≈ )?360$/, '$10')} (${compassPoint(azimuthDeg)})`;
}

function passEvent(answer: OverpassesAnswer, pass: HorizonPassAnswer, where: string): CalendarEvent {
  const { rise, culmination, set } = pass;
  const isAlways = !rise && !set && answer.inView === 'always';
  const seconds = pass.timingUncertaintySeconds;
  const [at, margin] = [timeText(culmination.time, seconds), marginMs(seconds)];
  // The Earth moves the place sideways meanwhile.
  const km = driftKm(answer.place.latitudeDeg, seconds);
  const degrees = km / culmination.rangeKm / RAD_PER_DEG;
  return {
    uid: isAlways ? alwaysUid(answer) : uid(answer, Date.parse(culmination.time)),
    // Without a rise or a set it is in view from the beginning, or until the end of what is known.
    startMs: Date.parse(rise?.time ?? answer.from) - (rise ? margin : 0),
    endMs: Date.parse(set?.time ?? endOf(answer)) + (set ? margin : 0),
    summary: `${isAlways ? '' : plusMinus(seconds)}${answer.name}, ${isAlways ? 'always in view, ' : ''}up to ${within(culmination.elevationDeg, Math.max(1, degrees))}° above the horizon`,
    description: [
      `${answer.name} over the horizon of ${where}, highest at ${at}: ${within(culmination.elevationDeg, degrees)} degrees${azimuthText(culmination.azimuthDeg, culmination.elevationDeg, degrees)}, ${within(culmination.rangeKm, km)} km away.`,
      instrumentsOf(answer),
      ...computedFrom(answer, at, seconds, pass),
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
    summary: `${answer.name} ${(answer.inViewOf ?? []).join(' + ')}: always in view`,
    description: [
      ...throughout(answer, where),
      ...computedFrom(answer, answer.from, answer.elements?.timingUncertaintySeconds ?? 0),
    ],
    place: answer.place,
  };
}

/** What holds in the whole window. */
function throughout(answer: OverpassesAnswer, where: string): string[] {
  const { name, instruments, kind, inView, inViewOf, from, until } = answer;
  if (!inView) return [];
  const isOrNot = inView === 'always' ? 'is always' : 'is not';
  const what =
    kind === 'swath'
      ? `${where} ${isOrNot} in the swath of ${(inViewOf ?? instruments).join(', ')}`
      : `${name} ${isOrNot} above the horizon of ${where}`;
  // Never in this window. A satellite that moves may pass later.
  return [`${inView === 'always' ? 'Always in view' : 'Not in view'}: ${what}, from ${from} until ${until}.`];
}

/** Until when it is known what is in view. */
function endOf({ until, elements }: OverpassesAnswer): string {
  const usableUntil = elements?.usableUntil;
  return usableUntil && Date.parse(usableUntil) < Date.parse(until) ? usableUntil : until;
}

function computedFrom(
  answer: OverpassesAnswer,
  time: string,
  uncertaintySeconds: number,
  overpass?: SwathOverpassAnswer | HorizonPassAnswer,
): string[] {
  const elements = elementsBehind(answer, overpass);
  const end = endOfElements(answer);
  const why = end === undefined ? [] : [end];
  if (!elements) return why;
  return [
    `Computed from elements of ${minuteText(elements.epoch)}, ${ageText(elements.ageDays)} (${elements.state}).`,
    ...why,
    // Nothing was computed from a set that has failed.
    ...(elements.state === 'failed'
      ? []
      : [
          `Uncertainty at ${time}: ${durationText(uncertaintySeconds)} earlier or later, unless the satellite manoeuvres.`,
        ]),
  ];
}

/** Past times may be computed from elements of later. */
function ageText(ageDays: number): string {
  return ageDays < 0 ? `${-ageDays} days newer` : `${ageDays} days old`;
}
