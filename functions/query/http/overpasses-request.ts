// Reads questions for overpasses: of which place, when, and which of them.
import type { Place } from '../../../orbit/geodetic.ts';
import type { PARAMETERS } from '../../shared/names.ts';
import type { Form } from '../forms/forms.ts';
import { Problem } from './answer.ts';
import {
  chooseForm,
  type Parameters,
  readCatalogNumber,
  readCatalogNumbers,
  readDegrees,
  readInteger,
  readKm,
  readTime,
  refuseUnknown,
} from './parameters.ts';

export interface OverpassesRequest extends AskedOverpasses {
  kind: 'overpasses';
  catalogNumber: number;
}

export interface PlaceOverpassesRequest extends AskedOverpasses {
  kind: 'placeOverpasses';
  /** Undefined means all satellites. */
  catalogNumbers: number[] | undefined;
}

export interface AskedOverpasses {
  form: Form;
  question: OverpassQuestion;
  /** What a calendar calls the place. Undefined: its coordinates. */
  placeName?: string | undefined;
  /** How long before an overpass a calendar reminds of it. Undefined: not at all. */
  reminderMinutes: number | undefined;
}

export interface OverpassQuestion extends AskedTimes {
  place: Place;
  kind: 'swath' | 'horizon';
  /** Whether instruments that need daylight are listed at night too. */
  atNight: boolean;
  /** Whether only overpasses by day are listed. */
  byDay?: boolean;
  /** Whether overpasses are listed of which it is uncertain whether any instrument sees the place. */
  includeMaybe?: boolean;
  /** How far from the track the place may be. */
  maxOffNadirKm?: number | undefined;
  /** The names of the instruments that count, with commas between them. Undefined: all. */
  instrument?: string | undefined;
}

/** From when until when. Without a beginning, from now or so many days before; without an end, so many days. */
export interface AskedTimes {
  fromMs?: number | undefined;
  untilMs?: number | undefined;
  days: number;
  pastDays?: number | undefined;
}

const DEFAULT_DAYS = 5;
const MAX_DAYS = 10;
// A day.
const MAX_REMINDER_MINUTES = 1440;
// As in satellites.schema.json.
const MAX_NAME_LENGTH = 100;
const MAX_NAMES = 50;

/** @throws Problem 400 or 406 */
export function parseOverpasses(
  catalogNumber: string,
  parameters: Parameters,
  accept: string | undefined,
): OverpassesRequest {
  const asked = parseAsked('overpasses', parameters, accept);
  return { kind: 'overpasses', catalogNumber: readCatalogNumber(catalogNumber), ...asked };
}

/** @throws Problem 400 or 406 */
export function parsePlaceOverpasses(parameters: Parameters, accept: string | undefined): PlaceOverpassesRequest {
  const asked = parseAsked('placeOverpasses', parameters, accept);
  return { kind: 'placeOverpasses', catalogNumbers: readCatalogNumbers(parameters.satellites), ...asked };
}

function parseAsked(
  asked: keyof typeof PARAMETERS,
  parameters: Parameters,
  accept: string | undefined,
): AskedOverpasses {
  refuseUnknown(parameters, asked);
  const form = chooseForm(['json', 'csv', 'ics', 'geojson'], parameters.format, accept);
  const { kind = 'swath', daylight } = parameters;
  if (kind !== 'swath' && kind !== 'horizon') throw new Problem(400, 'kind must be swath or horizon.');
  if (daylight !== undefined && daylight !== 'any' && daylight !== 'true') {
    throw new Problem(
      400,
      'daylight must be true, which lists overpasses by day only, or any, which lists instruments that need daylight at night too.',
    );
  }
  const place = {
    latitudeDeg: readDegrees('latitude', parameters.latitude, 90, '40.02'),
    longitudeDeg: readDegrees('longitude', parameters.longitude, 180, '-105.27'),
  };
  const question: OverpassQuestion = {
    place,
    kind,
    ...readTimes(parameters),
    atNight: daylight === 'any',
    ...(daylight === 'true' && { byDay: true }),
    ...(readMaybe(parameters.maybe, kind) && { includeMaybe: true }),
    maxOffNadirKm: readMaxOffNadir(parameters.maxOffNadirKm, kind),
    instrument: readInstrument(parameters.instrument),
  };
  const reminderMinutes = readInteger(
    'reminder',
    parameters.reminder,
    MAX_REMINDER_MINUTES,
    'minutes before an overpass',
  );
  const placeName = readName(parameters.name);
  return { form, question, ...(placeName !== undefined && { placeName }), reminderMinutes };
}

function readTimes({ from, until, days, pastDays }: Parameters): AskedTimes {
  const times = { fromMs: readTime('from', from), untilMs: readTime('until', until) };
  const asked = readInteger('days', days, MAX_DAYS);
  if (asked !== undefined && until !== undefined) {
    throw new Problem(400, 'days and until both say where the time ends. Give one of them.');
  }
  if (pastDays !== undefined && from !== undefined) {
    throw new Problem(400, 'from and pastDays both say where the time begins. Give one of them.');
  }
  const past = readInteger('pastDays', pastDays, MAX_DAYS, 'days before now');
  // What is left of the longest window.
  const most = MAX_DAYS - (past ?? 0);
  return { ...times, days: asked ?? Math.min(DEFAULT_DAYS, most), ...(past !== undefined && { pastDays: past }) };
}

function readMaxOffNadir(text: string | undefined, kind: OverpassQuestion['kind']): number | undefined {
  const km = readKm('maxOffNadirKm', text, '400');
  if (km !== undefined && kind === 'horizon') {
    throw new Problem(400, 'maxOffNadirKm is for kind=swath only: passes over the horizon have an elevation instead.');
  }
  return km;
}

function readMaybe(text: string | undefined, kind: OverpassQuestion['kind']): boolean {
  if (text !== undefined && kind === 'horizon') {
    throw new Problem(400, 'maybe is for kind=swath only: whether a satellite rises is never as uncertain.');
  }
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw new Problem(
    400,
    'maybe must be true, which also lists overpasses at which it is uncertain whether any instrument sees the place, or false.',
  );
}

/** A line of text, without marks of direction, which could reorder the titles around it. Undefined when none is left. */
function readName(text: string | undefined): string | undefined {
  if (text === undefined) return text;
  if (text !== '' && [...text].length <= MAX_NAME_LENGTH)
    return (
      text
        .replace(/\s+/g, ' ')
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trim() || undefined
    );
  throw new Problem(
    400,
    `name must be what calendars call the place: 1 to ${MAX_NAME_LENGTH} characters, for example name=Camp.`,
  );
}

/** Which names are known depends on the satellites in question. */
function readInstrument(text: string | undefined): string | undefined {
  if (text === undefined) return text;
  const names = text.split(',').map((name) => name.trim());
  if (names.length <= MAX_NAMES && names.every((name) => name !== '' && name.length <= MAX_NAME_LENGTH)) return text;
  throw new Problem(
    400,
    `instrument must be up to ${MAX_NAMES} names of instruments with commas between them, for example instrument=MODIS,MISR. /satellites lists them.`,
  );
}
