// Reads an HTTP event as one of the API's four questions.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Place } from '../../../orbit/geodetic.ts';
import { HOUR_POINTS } from '../../../orbit/grid.ts';
import { isCatalogNumber } from '../../../orbit/satellites.ts';
import { parseTime } from '../../../orbit/time.ts';
import { FORMS, type Form } from '../forms/forms.ts';
import { preferredType } from './accept.ts';
import { Problem } from './answer.ts';

export type Request = { kind: 'satellites' } | { kind: 'status' } | TrackRequest | OverpassesRequest;

export interface TrackRequest {
  kind: 'track';
  catalogNumber: number;
  form: Form;
  /** How many slots of the grid to look back. */
  points: number;
  /** The end of the track. Undefined means now, with the points ahead. */
  beforeMs: number | undefined;
}

export interface OverpassesRequest {
  kind: 'overpasses';
  catalogNumber: number;
  form: Form;
  question: OverpassQuestion;
  /** How long before an overpass a calendar reminds of it. Undefined: not at all. */
  reminderMinutes: number | undefined;
}

export interface OverpassQuestion {
  place: Place;
  kind: 'swath' | 'horizon';
  days: number;
}

// A day of points.
const MAX_POINTS = 4320;

/**
 * Whether a request is OPTIONS. Only its path is checked: browsers send it before they send the request itself.
 * @throws Problem 404 for an unknown path, 400 for an invalid catalog number
 */
export function isOptions(event: APIGatewayProxyEventV2): boolean {
  if (event.requestContext.http.method !== 'OPTIONS') return false;
  const { ofSatellite } = readPath(event.rawPath);
  if (ofSatellite) readCatalogNumber(ofSatellite.catalogNumber);
  return true;
}

/**
 * Reads a request.
 * @throws Problem 404 for an unknown path, 405 for a method other than GET and HEAD, 400 for an invalid or unknown
 * parameter, 406 when the client accepts none of the answer's forms
 */
export function parseRequest(event: APIGatewayProxyEventV2): Request {
  const { path, ofSatellite } = readPath(event.rawPath);
  const parameters = event.queryStringParameters ?? {};
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') throw new Problem(405, `${method} is not allowed here. Use GET.`);

  const accept = event.headers.accept;
  if (!ofSatellite) {
    refuseUnknown(parameters, ['format']);
    chooseForm(['json'], parameters.format, accept);
    return { kind: path === '/status' ? 'status' : 'satellites' };
  }
  const { catalogNumber, question } = ofSatellite;
  return question === 'track'
    ? parseTrack(catalogNumber, parameters, accept)
    : parseOverpasses(catalogNumber, parameters, accept);
}

interface Path {
  path: string;
  /** The parts of a path that is about one satellite. */
  ofSatellite: { catalogNumber: string; question: string } | undefined;
}

function readPath(rawPath: string): Path {
  const path = rawPath.replace(/\/+$/, '') || '/';
  const [, catalogNumber, question] = /^\/satellites\/([^/]+)\/(track|overpasses)$/.exec(path) ?? [];
  if (catalogNumber !== undefined && question !== undefined) return { path, ofSatellite: { catalogNumber, question } };
  if (path === '/satellites' || path === '/status') return { path, ofSatellite: undefined };
  throw new Problem(
    404,
    'There is nothing at this path. Try /satellites, /satellites/{catalogNumber}/track, /satellites/{catalogNumber}/overpasses or /status.',
  );
}

type Parameters = Record<string, string | undefined>;

function parseTrack(catalogNumber: string, parameters: Parameters, accept: string | undefined): TrackRequest {
  refuseUnknown(parameters, ['points', 'before', 'format']);
  const form = chooseForm(['json', 'csv', 'geojson'], parameters.format, accept);
  return {
    kind: 'track',
    form,
    catalogNumber: readCatalogNumber(catalogNumber),
    points: readPoints(parameters.points),
    beforeMs: readBefore(parameters.before),
  };
}

const DEFAULT_DAYS = 5;
const MAX_DAYS = 10;
// A day.
const MAX_REMINDER_MINUTES = 1440;

function parseOverpasses(catalogNumber: string, parameters: Parameters, accept: string | undefined): OverpassesRequest {
  refuseUnknown(parameters, ['latitude', 'longitude', 'days', 'kind', 'reminder', 'format']);
  const form = chooseForm(['json', 'csv', 'ics'], parameters.format, accept);
  const { kind = 'swath', days = String(DEFAULT_DAYS) } = parameters;
  if (kind !== 'swath' && kind !== 'horizon') throw new Problem(400, 'kind must be swath or horizon.');
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > MAX_DAYS) {
    throw new Problem(400, `days must be an integer from 1 to ${MAX_DAYS}.`);
  }
  const place = {
    latitudeDeg: readDegrees('latitude', parameters.latitude, 90, '40.02'),
    longitudeDeg: readDegrees('longitude', parameters.longitude, 180, '-105.27'),
  };
  return {
    kind: 'overpasses',
    form,
    catalogNumber: readCatalogNumber(catalogNumber),
    question: { place, kind, days: Number(days) },
    reminderMinutes: readReminder(parameters.reminder),
  };
}

function readReminder(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (minutes < 1 || minutes > MAX_REMINDER_MINUTES) {
    throw new Problem(
      400,
      `reminder must be an integer from 1 to ${MAX_REMINDER_MINUTES}: minutes before an overpass.`,
    );
  }
  return minutes;
}

function readDegrees(name: string, text: string | undefined, max: number, example: string): number {
  const degrees = /^-?\d{1,3}(\.\d{1,15})?$/.test(text ?? '') ? Number(text) : Number.NaN;
  // `+ 0` turns -0 into 0.
  if (Math.abs(degrees) <= max) return degrees + 0;
  const subject = text === undefined ? `${name} is missing. It` : name;
  throw new Problem(
    400,
    `${subject} must be a decimal number of degrees from -${max} to ${max} with at most 15 decimals, for example ${name}=${example}.`,
  );
}

function refuseUnknown(parameters: Parameters, known: string[]): void {
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) {
      throw new Problem(400, `Unknown parameter "${name.slice(0, 40)}". Known parameters: ${known.join(', ')}.`);
    }
  }
}

/** The parameter wins over the header, because an address typed into a browser cannot set headers. */
function chooseForm(offered: readonly Form[], format: string | undefined, accept: string | undefined): Form {
  const named = offered.find((form) => form === format);
  if (named) return named;
  if (format !== undefined) throw new Problem(400, `format must be ${listOf(offered)}.`);
  const types = offered.map((form) => FORMS[form].mediaType);
  const type = preferredType(accept, types);
  const form = offered.find((each) => FORMS[each].mediaType === type);
  if (!form) {
    const acceptable = types.length === 1 ? 'it' : 'one of them';
    const advice = `Accept ${acceptable}, or add ?format=${offered[0]}.`;
    throw new Problem(406, `The answer is available as ${listOf(types)} only. ${advice}`);
  }
  return form;
}

function listOf(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function readCatalogNumber(text: string): number {
  const catalogNumber = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!isCatalogNumber(catalogNumber)) {
    throw new Problem(400, 'The catalog number must be an integer of up to nine digits, for example 25994.');
  }
  return catalogNumber;
}

function readPoints(text: string | undefined): number {
  if (text === undefined) return HOUR_POINTS;
  const points = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (points < 1 || points > MAX_POINTS) throw new Problem(400, `points must be an integer from 1 to ${MAX_POINTS}.`);
  return points;
}

function readBefore(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const beforeMs = parseTime(text);
  if (beforeMs === undefined) {
    throw new Problem(400, 'before must be a time in UTC, ISO 8601 with Z, for example 2026-10-09T22:33:20Z.');
  }
  return beforeMs;
}
