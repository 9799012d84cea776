// From an HTTP event to one of the four questions that the API answers.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { HOUR_POINTS } from '../../orbit/grid.ts';
import { isCatalogNumber } from '../../orbit/satellites.ts';
import { parseTime } from '../../orbit/time.ts';
import { preferredType } from './accept.ts';
import type { OverpassQuestion } from './overpasses.ts';
import { Problem } from './problem.ts';

/** The forms of an answer, by the name that `format` takes. */
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  geojson: 'application/geo+json',
  ics: 'text/calendar',
} as const;

export type Form = keyof typeof MEDIA_TYPES;

export type Request =
  | { kind: 'satellites' }
  | { kind: 'status' }
  | {
      kind: 'track';
      catalogNumber: number;
      /** How many slots of the grid to look back. */
      points: number;
      /** The end of the track; undefined for now, with the points ahead. */
      beforeMs: number | undefined;
      form: Form;
    }
  | ({ kind: 'overpasses'; catalogNumber: number; form: Form } & { question: OverpassQuestion });

/** A day of points, the most that one answer holds. */
const MOST_POINTS = 4320;

/**
 * Reads a request.
 * @throws Problem 404 for an unknown path, 405 for a method other than GET and HEAD, 400 for a parameter that is wrong or
 * unknown, 406 when the client takes none of the answer's forms
 */
export function parseRequest(event: APIGatewayProxyEventV2): Request {
  const path = event.rawPath.replace(/\/+$/, '') || '/';
  const parameters = event.queryStringParameters ?? {};
  const ofSatellite = /^\/satellites\/([^/]+)\/(track|overpasses)$/.exec(path);
  if (!ofSatellite && path !== '/satellites' && path !== '/status') {
    throw new Problem(
      404,
      'There is nothing at this path. Try /satellites, /satellites/{catalogNumber}/track, /satellites/{catalogNumber}/overpasses or /status.',
    );
  }
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') throw new Problem(405, `${method} is not allowed here. Use GET.`);

  if (!ofSatellite) {
    refuseUnknown(parameters, ['format']);
    chooseForm(['json'], parameters.format, event.headers.accept);
    return { kind: path === '/status' ? 'status' : 'satellites' };
  }
  const catalogNumber = ofSatellite[1] as string;
  if (ofSatellite[2] === 'overpasses') return parseOverpasses(catalogNumber, parameters, event.headers.accept);
  refuseUnknown(parameters, ['points', 'before', 'format']);
  const form = chooseForm(['json', 'csv', 'geojson'], parameters.format, event.headers.accept);
  return {
    kind: 'track',
    form,
    catalogNumber: readCatalogNumber(catalogNumber),
    points: readPoints(parameters.points),
    beforeMs: readBefore(parameters.before),
  };
}

/** Days that a search looks ahead, unless it is told otherwise, and the most. */
const DAYS = 5;
const MOST_DAYS = 10;

function parseOverpasses(
  catalogNumber: string,
  parameters: Record<string, string | undefined>,
  accept: string | undefined,
): Request {
  refuseUnknown(parameters, ['latitude', 'longitude', 'days', 'kind', 'format']);
  const form = chooseForm(['json', 'csv', 'ics'], parameters.format, accept);
  const { kind = 'swath', days = String(DAYS) } = parameters;
  if (kind !== 'swath' && kind !== 'horizon') throw new Problem(400, 'kind must be swath or horizon.');
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS) {
    throw new Problem(400, `days must be an integer from 1 to ${MOST_DAYS}.`);
  }
  const place = {
    latitudeDeg: readDegrees('latitude', parameters.latitude, 90, '40.02'),
    longitudeDeg: readDegrees('longitude', parameters.longitude, 180, '-105.27'),
  };
  return {
    kind: 'overpasses',
    catalogNumber: readCatalogNumber(catalogNumber),
    form,
    question: { place, kind, days: Number(days) },
  };
}

function readDegrees(name: string, text: string | undefined, most: number, example: string): number {
  const degrees = /^-?\d{1,3}(\.\d{1,15})?$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (Math.abs(degrees) <= most) return degrees + 0;
  const wrong = text === undefined ? 'is missing:' : 'must be';
  throw new Problem(
    400,
    `${name} ${wrong} a number of degrees from -${most} to ${most}, in digits with a point, at most 15 decimals, for example ${name}=${example}.`,
  );
}

function refuseUnknown(parameters: Record<string, string | undefined>, known: string[]): void {
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) {
      throw new Problem(400, `There is no parameter "${name.slice(0, 40)}" here. Known: ${known.join(', ')}.`);
    }
  }
}

/** The parameter goes before the header: an address typed into a browser cannot set one. */
function chooseForm(offered: readonly Form[], format: string | undefined, accept: string | undefined): Form {
  const named = offered.find((form) => form === format);
  if (named) return named;
  if (format !== undefined) throw new Problem(400, `format must be ${inWords(offered)}.`);
  const types = offered.map((form) => MEDIA_TYPES[form]);
  const type = preferredType(accept, types);
  const form = offered.find((each) => MEDIA_TYPES[each] === type);
  if (!form) {
    const acceptable = types.length === 1 ? 'it' : 'one of them';
    throw new Problem(406, `There is only ${inWords(types)} here. Accept ${acceptable}, or add ?format=${offered[0]}.`);
  }
  return form;
}

function inWords(names: readonly string[]): string {
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
  if (points < 1 || points > MOST_POINTS) throw new Problem(400, `points must be an integer from 1 to ${MOST_POINTS}.`);
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
