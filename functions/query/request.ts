// From an HTTP event to one of the three questions that the API answers.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { HOUR_POINTS } from '../../orbit/grid.ts';
import { isCatalogNumber, parseTime } from '../../orbit/point.ts';
import { acceptsJson } from './accept.ts';
import { Problem } from './problem.ts';

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
    };

/** A day of points, the most that one answer holds. */
const MOST_POINTS = 4320;

/**
 * Reads a request.
 * @throws Problem 404 for an unknown path, 405 for a method other than GET and HEAD, 400 for a parameter that is wrong or
 * unknown, 406 when the client takes no JSON
 */
export function parseRequest(event: APIGatewayProxyEventV2): Request {
  const path = event.rawPath.replace(/\/+$/, '') || '/';
  const parameters = event.queryStringParameters ?? {};
  const track = /^\/satellites\/([^/]+)\/track$/.exec(path);
  if (!track && path !== '/satellites' && path !== '/status') {
    throw new Problem(
      404,
      'There is nothing at this path. Try /satellites, /satellites/{catalogNumber}/track or /status.',
    );
  }
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') throw new Problem(405, `${method} is not allowed here. Use GET.`);

  if (!track) {
    refuseUnknown(parameters, ['format']);
    refuseFormat(parameters.format, event.headers.accept);
    return { kind: path === '/status' ? 'status' : 'satellites' };
  }
  refuseUnknown(parameters, ['points', 'before', 'format']);
  refuseFormat(parameters.format, event.headers.accept);
  return {
    kind: 'track',
    catalogNumber: readCatalogNumber(track[1] as string),
    points: readPoints(parameters.points),
    beforeMs: readBefore(parameters.before),
  };
}

function refuseUnknown(parameters: Record<string, string | undefined>, known: string[]): void {
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) {
      throw new Problem(400, `There is no parameter "${name.slice(0, 40)}" here. Known: ${known.join(', ')}.`);
    }
  }
}

/** The parameter goes before the header: an address typed into a browser cannot set one. */
function refuseFormat(format: string | undefined, accept: string | undefined): void {
  if (format !== undefined && format !== 'json') throw new Problem(400, 'format must be json.');
  if (format === undefined && !acceptsJson(accept)) {
    throw new Problem(406, 'There is only application/json here. Accept it, or add ?format=json.');
  }
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
