// Names that the stacks and the functions share. This file imports nothing, so that infra can import it.

/** Environment variables of the functions: the constructs set them, the handlers require them. */
export const ENV = {
  trackTable: 'TRACK_TABLE',
  connectionsTable: 'CONNECTIONS_TABLE',
  elementsTable: 'ELEMENTS_TABLE',
  elementsUrl: 'ELEMENTS_URL',
  streamName: 'STREAM_NAME',
  quarantineQueueUrl: 'QUARANTINE_QUEUE_URL',
  socketCallbackUrl: 'SOCKET_CALLBACK_URL',
  pushFunction: 'PUSH_FUNCTION',
  workersFrom: 'WORKERS_FROM',
  allowedOrigins: 'ALLOWED_ORIGINS',
  maxViewers: 'MAX_VIEWERS',
  originKeys: 'ORIGIN_KEYS',
} as const;

/** The header in which CloudFront sends the origin key to the HTTP API. */
export const ORIGIN_KEY_HEADER = 'x-subpoint-origin-key';

/** Where the HTTP API is on the page's origin. */
export const API_PATH = '/api';

/** The path of the frame on the page's origin, where no function of CloudFront removes API_PATH (infra/page/api.ts). */
export const FRAME_PATH = `${API_PATH}/frame`;

/** The parameters of each question of the HTTP API. It refuses others, and no others are in CloudFront's cache keys. */
export const PARAMETERS = {
  satellites: ['format'],
  status: ['format'],
  frame: ['form', 'format'],
  track: ['points', 'before', 'swath', 'format'],
  tracks: ['satellites', 'points', 'before', 'swath', 'format'],
  overpasses: ['latitude', 'longitude', 'days', 'kind', 'daylight', 'reminder', 'format'],
  placeOverpasses: ['latitude', 'longitude', 'satellites', 'days', 'kind', 'daylight', 'reminder', 'format'],
} as const;

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

/**
 * Metrics, all of them counts. Each costs 0.30 USD a month (docs/cost.md), so one is here only if an alarm reads it or
 * will have to. What a person looks up after an alarm is a field of a line of the log.
 */
export const METRIC = {
  /** Points that propagate could not send before its deadline. The next tick sends them. */
  pointsLeftOver: 'PointsLeftOver',
  /** Satellites whose elements cannot be read, or that SGP4 refuses at their very epoch. */
  satellitesFailed: 'SatellitesFailed',
  /** Satellites whose set was downloaded or confirmed as current. */
  elementsRefreshed: 'ElementsRefreshed',
  /** Points that fanout stored. */
  pointsStored: 'PointsStored',
  /** Frames delivered to sockets: the whole that `framesDropped` is a share of. */
  framesSent: 'FramesSent',
  /** Frames that were not delivered (throttled, failed or out of time). Those pages fetch the points from the API. */
  framesDropped: 'FramesDropped',
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

/** Keys of the connections table. Segments can be read in parallel. */
export const CONNECTIONS_KEY = { partition: 'segment', sort: 'connectionId' } as const;

/** The attribute for DynamoDB's time to live in the track and connections tables, epoch seconds. */
export const EXPIRES_AT = 'expiresAt';
