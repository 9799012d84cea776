// A flood of the dearest question against a deployed system, through a cache with CloudFront's rules, API Gateway's
// throttle and a limit of executions, which the local AWS lacks: what still works meanwhile, and what an hour costs.
// On AWS each execution has a machine of its own. Here they share one with everything else, so there are fewer.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { realPace } from '../../functions/shared/batches.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { storePoints } from '../../functions/shared/track-table.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { aTrack } from '../../test/support/builders.ts';
import { connectTo, type DeployedSystem } from '../../test/support/connect.ts';
import { billOf, PRICE_LIST, type Quantities } from '../cost/bill.ts';
import { MEASURED } from '../cost/measured.ts';
import { HEADER_BYTES } from '../cost/quantities.ts';
import { MEMORY_MB } from '../cost/system.ts';
import { median } from '../statistics.ts';
import { startEdgeCache } from './edge-cache.ts';
import type { FloodAnswers } from './flood-process.ts';
import { createGateway } from './throttle.ts';
import { openViewers } from './viewers.ts';

/** The longest track of the API. */
const POINTS = 4320;
/** A core is left for the local AWS. */
const EXECUTIONS = Math.max(1, availableParallelism() - 1);
const STATUS_EVERY_MS = 5000;

export interface FloodFigures extends FloodAnswers {
  perSecond: number;
  seconds: number;
  /** Requests that the cache answered, that reached API Gateway, that its throttle let through, that were computed. */
  hits: number;
  origin: number;
  passed: number;
  run: number;
  /** Of the function, at once. */
  executions: number;
  /** How long one takes before the flood, milliseconds, and how long its answer is. */
  computeMs: number;
  answerBytes: number;
  /** Status of each GET /status during the flood. */
  checks: number[];
  viewers: number;
  /** Frames of ticks during the flood that all viewers have. */
  frames: number;
  /** The status after it. */
  after: number;
}

/** Floods a system whose table holds `points` points of each satellite. */
export async function measureFlood(
  deployed: DeployedSystem,
  {
    perSecond,
    seconds,
    viewers,
    points = POINTS,
  }: { perSecond: number; seconds: number; viewers: number; points?: number },
): Promise<FloodFigures> {
  const system = connectTo(deployed);
  const older = SATELLITES.flatMap(({ catalogNumber }) =>
    aTrack(points, Date.now() - HOUR_MS - MINUTE_MS, { catalogNumber }),
  );
  await storePoints(system.trackTable, older, realPace(Date.now() + 10 * MINUTE_MS));
  const computeMs: number[] = [];
  let answerBytes = 0;
  for (let call = 0; call < 5; call++) {
    const startedMs = performance.now();
    answerBytes = await bytesOf(`${deployed.addresses.apiUrl}/tracks?points=4320`);
    computeMs.push(performance.now() - startedMs);
  }

  await using audience = await openViewers(deployed.addresses.socketUrl, viewers);
  const framesBefore = audience.frames.length;
  const { gateway, counts } = createGateway(EXECUTIONS);
  const edge = await startEdgeCache({ originUrl: deployed.addresses.apiUrl, gateway });
  const flooding = new AbortController();
  try {
    const checking = checkStatus(deployed.addresses.apiUrl, flooding.signal);
    const answers = await flood(edge.apiUrl, perSecond, seconds);
    flooding.abort();
    const checks = await checking;
    const frames = audience.frames.length - framesBefore;
    const { status: after } = await system.get('/status');
    const { origin, hits } = edge.counts;
    const cost = { hits, origin, ...counts, executions: EXECUTIONS, computeMs: median(computeMs), answerBytes };
    return { perSecond, seconds, ...answers, ...cost, checks, viewers, frames, after };
  } finally {
    flooding.abort();
    await edge.close();
  }
}

/** The figures as lines of text. */
export function floodReport(figures: FloodFigures): string[] {
  const { perSecond, seconds, statuses, origin, passed, run, executions, checks, viewers, frames, after } = figures;
  const verdict = (met: boolean) => (met ? 'met' : 'MISSED');
  const least = Math.floor(seconds / 60);
  const bill = billOf(anHour(figures), PRICE_LIST.prices, { freeTier: false });
  const answered = Object.entries(statuses).map(([status, count]) => `${count} x ${status === '0' ? 'none' : status}`);
  const isUp = [...checks, after].every((status) => status === 200);
  return [
    `${perSecond} requests a second for ${seconds} s, half of them new questions:`,
    `  answers: ${answered.join(', ')}`,
    `  ${origin} reached the gateway, ${passed} passed its throttle, ${run} were computed, ${executions} at once`,
    `  frames that all ${viewers} viewers got meanwhile: ${frames} (goal: at least ${least}): ${verdict(frames >= least)}`,
    `  /status, past the throttle: ${[...checks, after].join(' ')} (goal: 200): ${verdict(isUp)}`,
    `  an hour of it on AWS: ${bill.usd.toFixed(2)} USD:`,
    ...bill.lines.map(({ name, usd }) => `    ${usd.toFixed(2).padStart(8)}  ${name}`),
  ];
}

/**
 * What AWS bills for an hour of it: every request that passes the throttle is computed there. Those that it refuses are
 * counted as requests, too.
 */
function anHour({ perSecond, seconds, hits, origin, passed, computeMs, answerBytes }: FloodFigures): Quantities {
  const anHourOf = (count: number) => (count / seconds) * 3600;
  const requests = perSecond * 3600;
  const readUnits = (SATELLITES.length * POINTS * MEASURED.rowBytes.track) / 4096 / 2;
  return {
    cloudFrontRequest: requests,
    cloudFrontFunction: requests,
    cloudFrontGb: (anHourOf(hits + passed) * answerBytes + requests * HEADER_BYTES) / 1024 ** 3,
    httpApiRequest: anHourOf(origin),
    lambdaRequest: anHourOf(passed),
    lambdaGbSecond: (anHourOf(passed) * (computeMs / SECOND_MS) * MEMORY_MB.query) / 1024,
    dynamoRead: anHourOf(passed) * readUnits,
  };
}

/** The length of a body as it is sent: fetch would unpack it. */
async function bytesOf(address: string): Promise<number> {
  const sent = get(address, { headers: { 'accept-encoding': 'gzip' } });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return Buffer.concat(await answer.toArray()).length;
}

async function flood(address: string, perSecond: number, seconds: number): Promise<FloodAnswers> {
  const script = fileURLToPath(new URL('flood-process.ts', import.meta.url));
  const child = fork(script, [address, String(perSecond), String(seconds)]);
  const exit = once(child, 'exit');
  const ended = exit.then(() => {
    throw new Error('The flood ended without a report.');
  });
  ended.catch(() => {});
  try {
    const [answers] = await Promise.race([once(child, 'message'), ended]);
    return answers as FloodAnswers;
  } finally {
    child.kill();
    await exit;
  }
}

/** Asks for the status again and again, until the signal. */
async function checkStatus(apiUrl: string, signal: AbortSignal): Promise<number[]> {
  const statuses: number[] = [];
  while (!signal.aborted) {
    const answer = await fetch(`${apiUrl}/status`);
    await answer.arrayBuffer();
    statuses.push(answer.status);
    await wait(STATUS_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return statuses;
}
