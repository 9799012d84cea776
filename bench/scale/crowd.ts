// What a crowd without sockets costs: pages that poll /frame, through a cache with CloudFront's rules, with the real
// function and table behind it. The clock is simulated, so minutes take seconds.
import { realPace } from '../../functions/shared/batches.ts';
import { ENV } from '../../functions/shared/names.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { storePoints, type TrackTable } from '../../functions/shared/track-table.ts';
import { localEnvironment } from '../../local/machine/loopback.mjs';
import { floorToGrid, LEAD_MS } from '../../orbit/grid.ts';
import { MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { anElementsArchive, anElementsTable, aTrackTable, clientsFor } from '../../test/support/aws.ts';
import { aTrack } from '../../test/support/builders.ts';
import { EVERY_MS, FIRST_SPREAD_MS, SPREAD_MS } from '../../web/feed/frame-rhythm.ts';
import { stoppedClock } from '../stopped-clock.ts';
import { createEdgeCache, type ViewerResponse } from './edge-cache.ts';
import { startFunctionServer } from './function-server.ts';

/** Of the function, a minute, at most. */
const GOAL = 10;

const PAGE = {
  url: '/api/frame/compact',
  headers: { accept: '*/*', 'accept-encoding': 'gzip, deflate, br, zstd' },
};
/** A program that compresses nothing and does not know the compact form. */
const PROGRAM = { url: '/api/frame', headers: { accept: 'application/json' } };
/** One of so many viewers is such a program. */
const PROGRAMS = 100;

/** Requests of the same moment. */
const SLICE_MS = 50;
/** The tick is so late in its minute. */
const TICK_AT_MS = 7000;

export interface CrowdFigures {
  viewers: number;
  requests: number;
  /** Answers with a status other than 200. */
  failed: number;
  /** Requests that reached the function, in each minute. */
  computations: number[];
  /** Age of the oldest answer that a viewer got, seconds. */
  oldestSeconds: number;
}

/** Everybody opens the page within ten seconds and watches for so many minutes. */
export async function measureCrowd(
  endpoint: string,
  { viewers, minutes }: { viewers: number; minutes: number },
): Promise<CrowdFigures> {
  const clients = clientsFor(endpoint);
  const [table, elementsTable] = [await aTrackTable(clients), await anElementsTable(clients)];
  Object.assign(process.env, localEnvironment(endpoint), {
    [ENV.trackTable]: table.tableName,
    [ENV.elementsTable]: elementsTable.tableName,
    [ENV.elementsArchiveTable]: (await anElementsArchive(clients)).tableName,
    [ENV.originKeys]: 'key',
    POWERTOOLS_SERVICE_NAME: 'crowd',
  });
  const { handler } = await import('../../functions/query/handler.ts');
  const server = await startFunctionServer(handler);
  // Every second minute begins with a tick, as on the real clock.
  const beginMs = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
  using clock = stoppedClock(beginMs);
  try {
    const edge = createEdgeCache({ originUrl: server.origin, originKey: 'key', nowMs: Date.now });
    const figures = { viewers, requests: 0, failed: 0, oldestSeconds: 0 };
    const computations: number[] = [];
    const schedule = new Schedule(viewers);
    await tick(table, beginMs - MINUTE_MS + TICK_AT_MS);
    for (let minute = 0; minute < minutes; minute++) {
      const before = edge.counts.origin;
      for (let passedMs = 0; passedMs < MINUTE_MS; passedMs += SLICE_MS) {
        clock.nowMs = beginMs + minute * MINUTE_MS + passedMs;
        if (passedMs === TICK_AT_MS) await tick(table, clock.nowMs);
        const asking = schedule.take(clock.nowMs - beginMs);
        await Promise.all(
          asking.map((viewer) => {
            const { response, done } = aResponse();
            const { url, headers } = viewer % PROGRAMS === 0 ? PROGRAM : PAGE;
            edge.handle({ method: 'GET', url, headers }, response);
            return done.then(({ status, age }) => {
              figures.requests++;
              if (status !== 200) figures.failed++;
              figures.oldestSeconds = Math.max(figures.oldestSeconds, age);
            });
          }),
        );
        await edge.settled();
      }
      computations.push(edge.counts.origin - before);
    }
    return { ...figures, computations };
  } finally {
    await server.close();
  }
}

/** The figures as lines of text. */
export function crowdReport({ viewers, requests, failed, computations, oldestSeconds }: CrowdFigures): string[] {
  const most = Math.max(...computations);
  return [
    `${viewers} viewers on /frame, one edge location, ${requests} requests in ${computations.length} minutes:`,
    `  computations in each minute: ${computations.join(', ')} (goal: at most ${GOAL}): ${most <= GOAL ? 'met' : 'MISSED'}`,
    `  requests without an answer: ${failed} (goal: 0): ${failed === 0 ? 'met' : 'MISSED'}`,
    `  oldest answer: ${oldestSeconds} s; points come ${LEAD_MS / SECOND_MS} s early`,
  ];
}

/** Who asks when, in the page's rhythm. */
class Schedule {
  readonly #slices = new Map<number, number[]>();

  constructor(viewers: number) {
    for (let viewer = 0; viewer < viewers; viewer++) this.#add(viewer, Math.random() * FIRST_SPREAD_MS);
  }

  /** The viewers who ask at a time, milliseconds from the beginning. They ask again later. */
  take(atMs: number): number[] {
    const slice = Math.floor(atMs / SLICE_MS);
    const viewers = this.#slices.get(slice) ?? [];
    this.#slices.delete(slice);
    for (const viewer of viewers) this.#add(viewer, atMs + EVERY_MS + Math.random() * SPREAD_MS);
    return viewers;
  }

  #add(viewer: number, atMs: number): void {
    const slice = Math.floor(atMs / SLICE_MS);
    const viewers = this.#slices.get(slice);
    if (viewers) viewers.push(viewer);
    else this.#slices.set(slice, [viewer]);
  }
}

/** Stores the points of every satellite up to the lead, as a tick does. */
async function tick(table: TrackTable, nowMs: number): Promise<void> {
  const untilMs = floorToGrid(nowMs + LEAD_MS);
  const points = SATELLITES.flatMap(({ catalogNumber }) => aTrack(15, untilMs, { catalogNumber }));
  await storePoints(table, points, realPace(Date.now() + MINUTE_MS));
}

/** Keeps of a response what is measured. */
function aResponse() {
  const { promise: done, resolve } = Promise.withResolvers<{ status: number; age: number }>();
  let [status, age] = [0, 0];
  const response: ViewerResponse = {
    writeHead(code, headers) {
      status = code;
      age = Number(headers.age ?? 0);
    },
    end: () => resolve({ status, age }),
  };
  return { response, done };
}
