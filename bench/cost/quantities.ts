// What a month of Subpoint uses: the quantities that AWS bills, from what one run, one item and one answer takes.
import { toFrames } from '../../functions/fanout/frames.ts';
import { toOrders } from '../../functions/fanout/hand-over.ts';
import { SEGMENTS } from '../../functions/shared/connections-table.ts';
import { IN_FLIGHT } from '../../functions/shared/poster.ts';
import type { Quantities } from './bill.ts';
import type { Measured } from './measured.ts';
import {
  ALARMS,
  CACHED_S,
  type FunctionName,
  MEMORY_MB,
  METRICS,
  MINUTES_BETWEEN,
  PAGE,
  POINTS,
  SECRETS,
  VISIT,
  WORKERS_FROM,
} from './system.ts';

/** Hours of a month, as AWS counts: 8,760 hours a year, divided by twelve. */
export const MONTH_HOURS = 730;

export interface Audience {
  viewers: number;
  /** Hours a month in which they are there, all together. */
  hours: number;
  /** How points reach them: through a socket, or by asking for `/frame`. */
  by: 'push' | 'frame';
}

// Assumptions about AWS, each on the high side.
/** A call of a function to another service in the same region. While it waits, Lambda bills. */
const CALL_MS = 10;
/** One post to a socket (functions/shared/poster.ts). */
const POST_MS = 25;
/** The platform's two lines for each run: start and report, as JSON, with 26 bytes each for the event. */
const PLATFORM_LOG_BYTES = 600;
/** Headers of an answer, which count as data to viewers. */
export const HEADER_BYTES = 500;
/** How long a visit of the canary waits for a frame, on average: they come once a minute. */
const FRAME_WAIT_MS = 30_000;
/** Processor time of a visit, ten times what one takes without TLS, and its lines. */
const VISIT_RUN = { cpuMs: 10, logBytes: 700 };
/**
 * Caches that ask the API by themselves: the regional edge caches of price class 100 in America and Europe
 * (https://aws.amazon.com/cloudfront/features/).
 */
const CACHES = 7;
/** Calls that a run makes one after the other. */
const CALLS = { elements: 1, propagate: 3, fanout: 2, push: 1, connections: 1, query: 2, canary: 5 } as const;

const VCPU_MB = 1769;
const MONTH_MINUTES = MONTH_HOURS * 60;
const GB = 1024 ** 3;

/** The quantities of a month. */
export function quantitiesOf({ viewers, hours, by }: Audience, satellites: number, measured: Measured): Quantities {
  // Answers and processor time grow at most as fast as the satellites.
  const scale = satellites / measured.satellites;
  const watchedMinutes = viewers > 0 ? hours * 60 : 0;
  const lambda = { gbSeconds: 0, requests: 0, logBytes: 0 };
  const run = (name: FunctionName, times: number, figures: { cpuMs: number; logBytes: number }, moreMs = 0) => {
    const cpuMs = figures.cpuMs * Math.max(1, scale);
    lambda.requests += times;
    lambda.logBytes += times * (figures.logBytes + PLATFORM_LOG_BYTES);
    lambda.gbSeconds += (times * MEMORY_MB[name] * (cpuMs / shareOf(name) + CALLS[name] * CALL_MS + moreMs)) / 1024e3;
  };

  // The feed, whoever watches.
  const { functions, rowBytes } = measured;
  const ticks = MONTH_MINUTES / MINUTES_BETWEEN.propagate;
  const elementsRuns = MONTH_MINUTES / MINUTES_BETWEEN.elements;
  const points = ticks * satellites * POINTS.minute;
  run('propagate', ticks, functions.propagate);
  run('elements', elementsRuns, functions.elements);
  run('fanout', ticks, functions.fanout);
  // The canary, a viewer that comes every five minutes and is not in any cache.
  const visits = MONTH_MINUTES / MINUTES_BETWEEN.canary;
  run('canary', visits, VISIT_RUN, FRAME_WAIT_MS);
  run('connections', 2 * visits, functions.connect, CALL_MS);
  run('query', VISIT.ofApi * visits, functions.frame);
  const rows = {
    // A set is asked for four times a day: one write to reserve the request, one for its outcome.
    // A point is written to its table and to the index of times.
    written:
      points * (writeUnits(rowBytes.track) + writeUnits(rowBytes.time)) +
      satellites * 8 * (MONTH_HOURS / 24) * writeUnits(rowBytes.elements),
    read:
      ticks * satellites * readUnits(POINTS.tick * rowBytes.time) +
      // A function keeps the sets for two minutes. This read is consistent: twice the units.
      (ticks / 2 + elementsRuns) * satellites * 2 * readUnits(rowBytes.elements) +
      ticks * SEGMENTS * readUnits((by === 'push' ? viewers : 0) * (rowBytes.connection / SEGMENTS)),
  };

  // Sockets.
  const sockets = by === 'push' ? viewers : 0;
  const frames = minuteFrames(satellites);
  const posts = sockets * frames.length;
  const connects = sockets * Math.ceil(hours / PAGE.socketHours);
  // $connect reads the number of sockets, too.
  run('connections', connects, functions.connect, CALL_MS);
  run('connections', connects, functions.connect);
  // One that is refused costs a run of the function.
  const refused = by === 'frame' ? (viewers * hours * 60) / PAGE.socketTryMinutes : 0;
  run('connections', refused, functions.connect);
  rows.written += connects * 2 * writeUnits(rowBytes.connection);
  // Fanout stores the number of sockets. With nobody but the canary: that it is there, and that it has left.
  rows.written += 2 * visits + (sockets > 0 ? ticks : 2 * visits);
  // The elements, for both questions, the number of sockets, and three points.
  rows.read += visits * (satellites * 2 * readUnits(rowBytes.elements) + 0.5 + readUnits(3 * rowBytes.track));
  rows.read += countReads(connects + refused, hours) / 2;
  // Fanout posts by itself, or each of some workers its part, at its part of the pace.
  const orders = sockets < WORKERS_FROM ? [] : toOrders({ points: [], compact: [] }, sockets, 0);
  const part = posts / Math.max(1, orders.length);
  const postingMs = Math.max(
    (part * measured.postCpuMs) / shareOf('fanout'),
    (part / IN_FLIGHT) * POST_MS,
    ...orders.map(({ postsPerSecond }) => (part / postsPerSecond) * 1000),
  );
  if (orders.length === 0) lambda.gbSeconds += (watchedMinutes * MEMORY_MB.fanout * postingMs) / 1024e3;
  else run('push', watchedMinutes * orders.length, { cpuMs: 0, logBytes: functions.fanout.logBytes }, postingMs);

  // The page and the API, through CloudFront.
  const views = viewers * Math.ceil(hours / PAGE.viewHours);
  const asked = {
    satellites: views + connects + (viewers * hours * 60) / PAGE.listMinutes,
    tracks: views,
    frame: by === 'frame' ? (viewers * hours * 60) / PAGE.frameMinutes : connects,
  };
  const computed = {
    satellites: missesOf(asked.satellites, hours, CACHED_S.live),
    tracks: missesOf(asked.tracks, hours, CACHED_S.live),
    frame: missesOf(asked.frame, hours, CACHED_S.frame),
  };
  const pointsRead = { satellites: 1, tracks: POINTS.track, frame: POINTS.frame };
  let viewerBytes = views * (measured.page.bytes + measured.page.requests * HEADER_BYTES);
  let apiRequests = 0;
  for (const question of ['satellites', 'tracks', 'frame'] as const) {
    run('query', computed[question], functions[question]);
    rows.read += computed[question] * satellites * readUnits(pointsRead[question] * rowBytes.track);
    viewerBytes += asked[question] * (measured.answerBytes[question] * scale + HEADER_BYTES);
    apiRequests += asked[question];
  }

  return {
    kinesisShardHour: MONTH_HOURS,
    kinesisPutUnit: points,
    dynamoWrite: rows.written,
    dynamoRead: rows.read,
    // Points stay for 25 hours, and up to some days longer until DynamoDB deletes them; 100 bytes more for each entry.
    dynamoGbMonth: (72 * 60 * POINTS.minute * satellites * (rowBytes.track + rowBytes.time + 200)) / GB,
    lambdaGbSecond: lambda.gbSeconds,
    lambdaRequest: lambda.requests,
    // The canary waits for one, and each of its connections is a minute.
    webSocketMessage: visits + watchedMinutes * sockets * sum(frames.map((bytes) => Math.ceil(bytes / 32_768))),
    webSocketMinute: visits + watchedMinutes * sockets,
    httpApiRequest: VISIT.ofApi * visits + computed.satellites + computed.tracks + computed.frame,
    transferGb: (watchedMinutes * sockets * sum(frames)) / GB,
    cloudFrontRequest: VISIT.requests * visits + views * measured.page.requests + apiRequests,
    cloudFrontGb: viewerBytes / GB,
    // One call for each request to the API, cached or not, but for frames (infra/page/api.ts).
    cloudFrontFunction: VISIT.ofApi * visits + apiRequests - asked.frame,
    secretMonth: SECRETS,
    metricMonth: metricsOf(),
    alarmMonth: ALARMS,
    logGb: lambda.logBytes / GB,
    schedulerInvocation: ticks + elementsRuns + visits,
    // Only when something fails.
    sqsRequest: 0,
    // index.html and config.json are revalidated by every view; the assets are cached.
    s3Get: (views + visits) * VISIT.ofBucket,
    s3GbMonth: 0.01,
  };
}

/**
 * Reads of the number of sockets. An execution reads it once in five seconds at most (functions/connections/ceiling.ts);
 * how many executions there are follows from the runs, of a tenth of a second, which is on the high side.
 */
function countReads(runs: number, hours: number): number {
  const seconds = hours * 3600;
  return Math.min(runs, Math.ceil((runs / seconds) * 0.1) * (seconds / 5));
}

/** Bytes of the frames of one minute, in the form that the page asks for. */
function minuteFrames(satellites: number): number[] {
  const nowMs = Date.UTC(2026, 9, 10, 12);
  const points = Array.from({ length: satellites * POINTS.minute }, (_, index) => ({
    catalogNumber: 25_994 + Math.floor(index / POINTS.minute),
    timeMs: nowMs + (index % POINTS.minute) * 20_000,
    latitudeDeg: -56.248811,
    longitudeDeg: -126.189068,
    altitudeKm: 710.925,
    elementsEpoch: '2026-10-09T22:33:25.053984Z',
  }));
  return toFrames(points, nowMs, 'compact').map((text) => Buffer.byteLength(text));
}

/**
 * What reaches the API of requests that come at random, when each of some caches keeps an answer for a time: after
 * each miss a cache answers by itself until the time is over, and the next request misses again.
 */
export function missesOf(requests: number, hours: number, cachedS: number, caches = CACHES): number {
  if (requests === 0) return 0;
  const perSecond = requests / (hours * 3600);
  return requests / (1 + (perSecond * cachedS) / caches);
}

/**
 * CloudWatch bills a metric for the hours in which it has values: PointsStored, SatellitesBehind, ElementsOld and
 * PartsDown in all, also the two of frames, since the canary has a socket twelve times an hour; ElementsRefreshed four
 * times a day. Those of failures have none.
 */
function metricsOf(): number {
  return Math.min(METRICS, 6 + 4 / 24);
}

/** The part of a processor that a function has. */
function shareOf(name: FunctionName): number {
  return Math.min(1, MEMORY_MB[name] / VCPU_MB);
}

/** Of one item. */
function writeUnits(bytes: number): number {
  return Math.ceil(bytes / 1024);
}

/** Of one query, eventually consistent: the sum of the items in steps of 4 KB, half a unit each. */
function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096)) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
