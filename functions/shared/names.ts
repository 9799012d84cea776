// Names that the stack sets and the functions read. This file imports nothing, so that infra can read it.

/** Environment variables of the functions: the construct sets them, the handler requires them. */
export const ENV = {
  trackTable: 'TRACK_TABLE',
  connectionsTable: 'CONNECTIONS_TABLE',
  streamName: 'STREAM_NAME',
  quarantineQueueUrl: 'QUARANTINE_QUEUE_URL',
  socketCallbackUrl: 'SOCKET_CALLBACK_URL',
} as const;

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

/** Keys of the connections table: connections are spread over segments, which can be read in parallel. */
export const CONNECTIONS_KEY = { partition: 'segment', sort: 'connectionId' } as const;

/** The attribute that DynamoDB's time to live reads, in both tables: epoch seconds. */
export const EXPIRES_AT = 'expiresAt';
