// Names that the stack sets and the functions read. This file imports nothing, so that infra can read it.

/** Environment variables of the functions: the construct sets them, the handler requires them. */
export const ENV = {
  trackTable: 'TRACK_TABLE',
  connectionsTable: 'CONNECTIONS_TABLE',
  elementsTable: 'ELEMENTS_TABLE',
  elementsUrl: 'ELEMENTS_URL',
  streamName: 'STREAM_NAME',
  quarantineQueueUrl: 'QUARANTINE_QUEUE_URL',
  socketCallbackUrl: 'SOCKET_CALLBACK_URL',
} as const;

/** CelesTrak's GP query, the source of elements unless another is named; the function adds the catalog number and the format. */
export const CELESTRAK_URL = 'https://celestrak.org/NORAD/elements/gp.php';

/** CloudWatch namespace of every metric below. */
export const METRIC_NAMESPACE = 'Subpoint';

/** Metrics, all of them counts. */
export const METRIC = {
  /** Points that propagate put on the stream. */
  pointsEmitted: 'PointsEmitted',
  /** Points that propagate could not put on the stream before its deadline; the next tick repairs them. */
  pointsLeftOver: 'PointsLeftOver',
  /** Satellites whose elements SGP4 refused. */
  satellitesFailed: 'SatellitesFailed',
  /** Satellites whose set the source gave anew or confirmed as current. */
  elementsRefreshed: 'ElementsRefreshed',
  /** Answers of the source that brought no usable set: the last good one stays. */
  elementsRefused: 'ElementsRefused',
  /** New sets that lie where the old one does not lead: the satellite has probably manoeuvred. */
  elementsJumped: 'ElementsJumped',
  /** Points that fanout stored. */
  pointsStored: 'PointsStored',
  /** Records that were not points and went to the quarantine queue. */
  recordsQuarantined: 'RecordsQuarantined',
  /** Frames delivered to sockets. */
  framesSent: 'FramesSent',
  /** Frames given up: throttled, failed or out of time; those pages ask the API. */
  framesDropped: 'FramesDropped',
  /** Connections forgotten because they were gone. */
  connectionsForgotten: 'ConnectionsForgotten',
} as const;

/** Keys of the track table: one item is one point. */
export const TRACK_KEY = { partition: 'catalogNumber', sort: 'timeMs' } as const;

/** Key of the elements table: one item is one satellite. */
export const ELEMENTS_KEY = { partition: 'catalogNumber' } as const;

/** Keys of the connections table: connections are spread over segments, which can be read in parallel. */
export const CONNECTIONS_KEY = { partition: 'segment', sort: 'connectionId' } as const;

/** The attribute that DynamoDB's time to live reads, in the track table and the connections table: epoch seconds. */
export const EXPIRES_AT = 'expiresAt';
