// How the processor time of a frame grows with the audience: reading the connections and posting, in one process, as
// fanout does alone and above its limit by workers.
import { toOrders } from '../../functions/fanout/hand-over.ts';
import { REAL_CLOCK } from '../../functions/push/pacer.ts';
import { serve } from '../../functions/push/serve.ts';
import {
  type ConnectionsTable,
  openConnections,
  readSegment,
  SEGMENTS,
} from '../../functions/shared/connections-table.ts';
import type { Report } from '../../functions/shared/log.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { createPoster, type Poster } from '../../functions/shared/poster.ts';
import { push } from '../../functions/shared/push.ts';
import { DUMMY_CREDENTIALS, REGION } from '../../local/machine/loopback.mjs';
import { HOUR_MS } from '../../orbit/time.ts';
import { aConnectionsTable, clientsFor } from '../../test/support/aws.ts';
import { WORKERS_FROM } from '../cost/system.ts';
import { median } from '../statistics.ts';
import { connectionIds, storeRows, toRow } from './audience/rows.ts';
import { FRAME, startStub } from './stub.ts';

const AUDIENCES = [10, 100, 1000, 3000, 10_000];
const GOAL = 0.15;
/** As far as API Gateway is from a function in the same region. */
const PAUSE_MS = 20;
/** A frame for few viewers takes too little to be measured once. */
const POSTS = 1000;
const FRAMES = { points: [FRAME], compact: [FRAME] };
const MAX_FRAMES = 20;

export interface GrowthFigures {
  viewers: number;
  /** Processor time of a frame, milliseconds, the median over the runs. */
  cpuMs: number;
  /** How far it is from the straight line that fits a run best, as a share; the median over the runs. */
  fromLine: number;
}

/** Measures each audience `runs` times, in turn. `viewers` is in growing order. */
export async function measureGrowth(
  endpoint: string,
  options: { runs: number; posts?: number; viewers?: readonly number[]; workersFrom?: number },
): Promise<GrowthFigures[]> {
  const { runs, posts = POSTS, viewers = AUDIENCES, workersFrom = WORKERS_FROM } = options;
  await using stub = await startStub(PAUSE_MS);
  const poster = createPoster({ endpoint: stub.endpoint, region: REGION, credentials: DUMMY_CREDENTIALS });
  const audiences: { viewers: number; table: ConnectionsTable }[] = [];
  for (const count of viewers) audiences.push({ viewers: count, table: await anAudience(endpoint, count) });
  const measure = async ({ viewers: count, table }: (typeof audiences)[number], frames: number) => {
    const serveFrame = count < workersFrom ? pushFrame : pushByWorkers;
    const before = process.cpuUsage();
    for (let frame = 0; frame < frames; frame++) {
      const sent = await serveFrame(table, poster, count);
      if (sent !== count) throw new Error(`${sent} of ${count} viewers got the frame.`);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / frames;
  };

  // The first round opens connections and compiles.
  for (const audience of audiences) await measure(audience, 1);
  const rounds: number[][] = [];
  for (let run = 0; run < runs; run++) {
    const round: number[] = [];
    for (const audience of audiences) {
      const frames = Math.min(MAX_FRAMES, Math.ceil(posts / audience.viewers));
      round.push(await measure(audience, frames));
    }
    rounds.push(round);
  }
  poster.destroy();
  const shares = rounds.map((round) => fromLine(viewers, round));
  return viewers.map((count, index) => ({
    viewers: count,
    cpuMs: median(rounds.map((round) => round[index] as number)),
    fromLine: median(shares.map((round) => round[index] as number)),
  }));
}

/**
 * How far each value is from a straight line, as a share of the line's: of all lines, the one with the least sum of
 * squares of (line - value) / value, so that small values count as much as large ones.
 */
export function fromLine(xs: readonly number[], values: readonly number[]): number[] {
  const sum = (term: (x: number, weight: number) => number) =>
    xs.reduce((total, x, index) => total + term(x, 1 / (values[index] as number)), 0);
  // With u = 1 / value and v = x / value: a u + b v = 1 for each point.
  const [uu, uv, vv] = [sum((_, u) => u * u), sum((x, u) => x * u * u), sum((x, u) => x * x * u * u)];
  const [u1, v1] = [sum((_, u) => u), sum((x, u) => x * u)];
  const determinant = uu * vv - uv * uv;
  const [a, b] = [(u1 * vv - v1 * uv) / determinant, (v1 * uu - u1 * uv) / determinant];
  return values.map((value, index) => value / (a + b * (xs[index] as number)) - 1);
}

/** The figures as lines of text. */
export function growthReport(figures: readonly GrowthFigures[]): string[] {
  const lines = [
    'Processor time of a frame, medians, beside the straight line that fits best:',
    ' viewers  ms a frame   from line',
  ];
  for (const { viewers, cpuMs, fromLine } of figures) {
    const share = `${fromLine < 0 ? '-' : '+'}${Math.abs(fromLine * 100).toFixed(0)} %`;
    const verdict = Math.abs(fromLine) <= GOAL ? 'met' : 'MISSED';
    const cells = `${String(viewers).padStart(8)}${cpuMs.toFixed(1).padStart(12)}${share.padStart(12)}`;
    lines.push(`${cells}  (goal: within ${GOAL * 100} %): ${verdict}`);
  }
  return lines;
}

type Serve = (table: ConnectionsTable, poster: Poster, viewers: number) => Promise<number>;

/** Fanout alone. Returns how many got the frame. */
const pushFrame: Serve = async (connectionsTable, poster) => {
  const nowMs = Date.now();
  const first = readSegment(connectionsTable, 0, nowMs);
  await first;
  const readings = [
    { segments: 1, connections: first },
    { segments: SEGMENTS - 1, connections: openConnections(connectionsTable, nowMs, { except: 0 }) },
  ];
  const parts = { poster, connectionsTable, report: REPORT };
  const time = { deadline: AbortSignal.timeout(HOUR_MS), nowMs: Date.now };
  return (await push(parts, FRAMES, readings, time)).sent;
};

/** Fanout reads one segment, and workers serve the rest: here one after the other, on AWS each in a function. */
const pushByWorkers: Serve = async (connectionsTable, poster, viewers) => {
  await readSegment(connectionsTable, 0, Date.now());
  let sent = 0;
  const count = (metric: string, value: number) => {
    if (metric === METRIC.framesSent) sent += value;
  };
  for (const order of toOrders(FRAMES, viewers, Date.now())) {
    const parts = { poster, connectionsTable, report: { ...REPORT, count }, clock: REAL_CLOCK };
    await serve(parts, { ...order, deadlineMs: Date.now() + HOUR_MS });
  }
  return sent;
};

const REPORT: Report = { info() {}, warn: console.error, error: console.error, count() {}, percent() {} };

/** A table with so many open connections. */
async function anAudience(endpoint: string, viewers: number): Promise<ConnectionsTable> {
  const table = await aConnectionsTable(clientsFor(endpoint));
  const connectedAtMs = Date.now();
  await storeRows(
    table,
    connectionIds(viewers).map((connectionId) => toRow({ connectionId, connectedAtMs })),
  );
  return table;
}
