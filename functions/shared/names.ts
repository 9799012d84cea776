// Names that the stacks and the functions share. This file imports nothing, so that infra can import it.

/** Environment variables of the functions: the constructs set them, the handlers require them. */
export const ENV = {
  trackTable: 'TRACK_TABLE',
  connectionsTable: 'CONNECTIONS_TABLE',
  elementsTable: 'ELEMENTS_TABLE',
  elementsArchiveTable: 'ELEMENTS_ARCHIVE_TABLE',
  elementsUrl: 'ELEMENTS_URL',
  streamName: 'STREAM_NAME',
  quarantineQueueUrl: 'QUARANTINE_QUEUE_URL',
  socketCallbackUrl: 'SOCKET_CALLBACK_URL',
  pushFunction: 'PUSH_FUNCTION',
  workersFrom: 'WORKERS_FROM',
  allowedOrigins: 'ALLOWED_ORIGINS',
  maxViewers: 'MAX_VIEWERS',
  pageUrl: 'PAGE_URL',
  originKeys: 'ORIGIN_KEYS',
} as const;

/** The header in which CloudFront sends the origin key to the HTTP API. */
export const ORIGIN_KEY_HEADER = 'x-subpoint-origin-key';

/** Where the HTTP API is on the page's origin. */
export const API_PATH = '/api';

/** The compact frame on the page's origin, where no function of CloudFront removes API_PATH (infra/page/api.ts). */
export const COMPACT_FRAME_PATH = `${API_PATH}/frame/compact`;

const OVER_A_PLACE = ['latitude', 'longitude'] as const;
const WHICH_OVERPASSES = [
  'from',
  'until',
  'days',
  'pastDays',
  'kind',
  'daylight',
  'maxOffNadirKm',
  'instrument',
  'maybe',
  'name',
  'reminder',
  'format',
] as const;

/** The parameters of each question of the HTTP API. It refuses others, and no others are in CloudFront's cache keys. */
export const PARAMETERS = {
  satellites: ['format'],
  status: ['format'],
  frame: ['format'],
  elements: ['at', 'before', 'limit', 'format'],
  allElements: ['at', 'satellites', 'format'],
  track: ['points', 'before', 'from', 'until', 'swath', 'format'],
  tracks: ['satellites', 'points', 'before', 'from', 'until', 'swath', 'format'],
  overpasses: [...OVER_A_PLACE, ...WHICH_OVERPASSES],
  placeOverpasses: [...OVER_A_PLACE, 'satellites', ...WHICH_OVERPASSES],
} as const;

/** Those that have several values, with commas between them. A generated client repeats the name instead. */
export const LIST_PARAMETERS: readonly string[] = ['satellites', 'instrument'];

/** The media types of the HTTP API's forms, in the order of its preference. */
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  ics: 'text/calendar',
  geojson: 'application/geo+json',
} as const;

/** CelesTrak's GP query, the default source of elements. The function adds the catalog number and the format. */
export const CELESTRAK_URL = 'https://celestrak.org/NORAD/elements/gp.php';

/** CloudWatch namespace of every metric below, in the default stage. */
export const METRIC_NAMESPACE = 'Subpoint';

/** The one dimension, `service`, of every metric below: a metric of two functions is one metric, and paid for once. */
export const METRIC_SERVICE = 'subpoint';

/**
 * Metrics. Each costs 0.30 USD a month (docs/cost.md), so one is here only if an alarm or the dashboard reads it
 * (docs/operations.md). What a person looks up after an alarm is a field of a line of the log.
 */
export const METRIC = {
  /** Satellites that lack the newest point that they should have, or whose elements give none. Every tick writes it. */
  satellitesBehind: 'SatellitesBehind',
  /** Points that propagate could not send before its deadline. The next tick sends them. */
  pointsLeftOver: 'PointsLeftOver',
  /** Times that the stream or the sockets came close to what they can carry. */
  nearLimits: 'NearLimits',
  /** Points that fanout stored. */
  pointsStored: 'PointsStored',
  /** Satellites whose set was downloaded or confirmed as current. */
  elementsRefreshed: 'ElementsRefreshed',
  /** Satellites whose set is more than a week old, or that the source has not confirmed for a day. */
  elementsOld: 'ElementsOld',
  /** Frames delivered to sockets. */
  framesSent: 'FramesSent',
  /** Of the frames of a run, how many were not delivered, percent. Those pages fetch the points from the API. */
  framesDropped: 'FramesDropped',
  /** Parts of the page that the canary could not use. */
  partsDown: 'PartsDown',
  /** Runs of all functions that failed, timed out, or took much longer than they should. A filter of the logs counts. */
  runsFailed: 'RunsFailed',
} as const;

/** How long a run may take before it counts as failed, seconds: three to ten times what a busy one takes. */
export const SLOW_SECONDS = {
  elements: 50,
  propagate: 25,
  fanout: 40,
  push: 25,
  connections: 3,
  query: 10,
  canary: 100,
} as const;

/** Keys of the track table: one item per point. */
export const TRACK_KEY = { partition: 'catalogNumber', sort: 'timeMs' } as const;

/**
 * The index of the track table that propagate reads: the same keys and nothing else. An index has partitions and limits
 * of its own, so readers of tracks cannot slow the feed down.
 */
export const TIMES_INDEX = 'times';

/** Key of the elements table: one item per satellite. */
export const ELEMENTS_KEY = { partition: 'catalogNumber' } as const;

/** Keys of the archive of element sets: one item per set. The sort key is its epoch, epoch milliseconds. */
export const ELEMENTS_ARCHIVE_KEY = { partition: 'catalogNumber', sort: 'epochMs' } as const;

/** Keys of the connections table. Segments can be read in parallel. */
export const CONNECTIONS_KEY = { partition: 'segment', sort: 'connectionId' } as const;

/** The attribute for DynamoDB's time to live in the track and connections tables, epoch seconds. */
export const EXPIRES_AT = 'expiresAt';
