// Reads an HTTP event as one of the API's questions.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { HOUR_POINTS, STEP_MS } from '../../../orbit/grid.ts';
import type { FrameForm } from '../../../wire/frame.ts';
import { COMPACT_FRAME_PATH } from '../../shared/names.ts';
import type { Form } from '../forms/forms.ts';
import { Problem } from './answer.ts';
import { type AllElementsRequest, type ElementsRequest, parseAllElements, parseElements } from './elements-request.ts';
import {
  type OverpassesRequest,
  type PlaceOverpassesRequest,
  parseOverpasses,
  parsePlaceOverpasses,
} from './overpasses-request.ts';
import {
  chooseForm,
  type Parameters,
  readCatalogNumber,
  readCatalogNumbers,
  readInteger,
  readTime,
  refuseRepeated,
  refuseUnknown,
} from './parameters.ts';

/** What the function reads of an event of an HTTP API, payload format 2.0. */
export type HttpEvent = Pick<
  APIGatewayProxyEventV2,
  'rawPath' | 'rawQueryString' | 'queryStringParameters' | 'headers'
> & { readonly requestContext: { readonly http: { readonly method: string } } };

export type Request =
  | { kind: 'satellites' }
  | { kind: 'status' }
  | FrameRequest
  | TrackRequest
  | TracksRequest
  | ElementsRequest
  | AllElementsRequest
  | OverpassesRequest
  | PlaceOverpassesRequest;

export interface FrameRequest {
  kind: 'frame';
  frameForm: FrameForm;
}

export interface TrackRequest extends TrackQuestion {
  kind: 'track';
  catalogNumber: number;
}

export interface TracksRequest extends TrackQuestion {
  kind: 'tracks';
  /** Undefined means all satellites. */
  catalogNumbers: number[] | undefined;
}

export interface TrackQuestion {
  form: Form;
  /** How many slots of the grid to look back. */
  points: number;
  /** The end of the track. Undefined means now, with the points ahead. */
  beforeMs: number | undefined;
  /** The parameter that names the end; by default `before`. */
  endName?: 'until';
  /** Whether a map layer has the swath. */
  swath: boolean;
}

// A day of points.
const MAX_POINTS = 4320;

/**
 * Whether a request is OPTIONS. Only its path is checked: browsers send it before they send the request itself.
 * @throws Problem 404 for an unknown path, 400 for an invalid catalog number
 */
export function isOptions(event: HttpEvent): boolean {
  if (event.requestContext.http.method !== 'OPTIONS') return false;
  const { ofSatellite } = readPath(event.rawPath);
  if (ofSatellite) readCatalogNumber(ofSatellite.catalogNumber);
  return true;
}

/**
 * Reads a request.
 * @throws Problem 404 for an unknown path, 405 for a method other than GET and HEAD, 400 for an invalid, unknown
 * or repeated parameter, 406 when the client accepts none of the answer's forms
 */
export function parseRequest(event: HttpEvent): Request {
  const { path, ofSatellite } = readPath(event.rawPath);
  const parameters = event.queryStringParameters ?? {};
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') throw new Problem(405, `${method} is not allowed here. Use GET.`);

  refuseRepeated(event.rawQueryString);
  const accept = event.headers.accept;
  if (path === '/overpasses') return parsePlaceOverpasses(parameters, accept);
  if (path === '/elements') return parseAllElements(parameters, accept);
  if (path === '/tracks') return parseTracks(parameters, accept);
  if (path === '/frame') return parseFrameRequest('points', parameters, accept);
  if (path === '/frame/compact') return parseFrameRequest('compact', parameters, accept);
  // CloudFront's cache keeps one answer for this path, whatever is asked: it may depend on nothing.
  if (path === COMPACT_FRAME_PATH) return { kind: 'frame', frameForm: 'compact' };
  if (!ofSatellite) {
    const kind = path === '/status' ? 'status' : 'satellites';
    refuseUnknown(parameters, kind);
    chooseForm(['json'], parameters.format, accept);
    return { kind };
  }
  const { catalogNumber, question } = ofSatellite;
  if (question === 'elements') return parseElements(catalogNumber, parameters, accept);
  return question === 'track'
    ? parseTrack(catalogNumber, parameters, accept)
    : parseOverpasses(catalogNumber, parameters, accept);
}

interface Path {
  path: string;
  /** The parts of a path that is about one satellite. */
  ofSatellite: { catalogNumber: string; question: string } | undefined;
}

const PATHS = [
  '/satellites',
  '/tracks',
  '/elements',
  '/frame',
  '/frame/compact',
  COMPACT_FRAME_PATH,
  '/overpasses',
  '/status',
];

function readPath(rawPath: string): Path {
  const path = rawPath.replace(/\/+$/, '') || '/';
  const [, catalogNumber, question] = /^\/satellites\/([^/]+)\/(track|elements|overpasses)$/.exec(path) ?? [];
  if (catalogNumber !== undefined && question !== undefined) return { path, ofSatellite: { catalogNumber, question } };
  if (PATHS.includes(path)) return { path, ofSatellite: undefined };
  throw new Problem(
    404,
    'There is nothing at this path. Try /satellites, /tracks, /elements, /frame, /frame/compact, /satellites/{catalogNumber}/track, /satellites/{catalogNumber}/elements, /satellites/{catalogNumber}/overpasses, /overpasses or /status.',
  );
}

function parseFrameRequest(frameForm: FrameForm, parameters: Parameters, accept: string | undefined): FrameRequest {
  refuseUnknown(parameters, 'frame');
  chooseForm(['json'], parameters.format, accept);
  return { kind: 'frame', frameForm };
}

function parseTrack(catalogNumber: string, parameters: Parameters, accept: string | undefined): TrackRequest {
  refuseUnknown(parameters, 'track');
  return {
    kind: 'track',
    ...readTrackQuestion(parameters, accept),
    catalogNumber: readCatalogNumber(catalogNumber),
  };
}

function parseTracks(parameters: Parameters, accept: string | undefined): TracksRequest {
  refuseUnknown(parameters, 'tracks');
  return {
    kind: 'tracks',
    ...readTrackQuestion(parameters, accept),
    catalogNumbers: readCatalogNumbers(parameters.satellites),
  };
}

function readTrackQuestion(parameters: Parameters, accept: string | undefined): TrackQuestion {
  const form = chooseForm(['json', 'csv', 'geojson'], parameters.format, accept);
  return { form, ...readTrackTimes(parameters), swath: readSwath(parameters.swath, form) };
}

type TrackTimes = Pick<TrackQuestion, 'points' | 'beforeMs' | 'endName'>;

/** So many points before a time; or those from one time to before another, so that adjacent windows share none. */
function readTrackTimes({ points, before, from, until }: Parameters): TrackTimes {
  if (from === undefined && until === undefined) {
    const beforeMs = readTime('before', before);
    return { points: readInteger('points', points, MAX_POINTS) ?? HOUR_POINTS, beforeMs };
  }
  const [fromMs, untilMs] = [readTime('from', from), readTime('until', until)];
  if (points !== undefined || before !== undefined || fromMs === undefined || untilMs === undefined) {
    throw new Problem(
      400,
      'Give from and until, or points and before: from=2026-11-24&until=2026-11-25, or points=180&before=2026-11-25.',
    );
  }
  const firstMs = Math.ceil(fromMs / STEP_MS) * STEP_MS;
  const lastMs = Math.ceil(untilMs / STEP_MS) * STEP_MS - STEP_MS;
  const count = (lastMs - firstMs) / STEP_MS + 1;
  if (count >= 1 && count <= MAX_POINTS) return { points: count, beforeMs: lastMs, endName: 'until' };
  throw new Problem(400, 'until must be later than from, at least 20 s and at most a day.');
}

function readSwath(text: string | undefined, form: Form): boolean {
  if (text === undefined || text === 'false') return false;
  if (text !== 'true') throw new Problem(400, 'swath must be true or false.');
  if (form !== 'geojson') throw new Problem(400, 'swath is for GeoJSON only. Add format=geojson.');
  return true;
}
