// A flood of the dearest questions against a deployed system, through a cache with CloudFront's rules, API Gateway's
// throttle and a limit of executions, which the local AWS lacks: what still works meanwhile, and what an hour costs.
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
import { messageOf } from '../../test/support/child-message.ts';
import { connectTo, type DeployedSystem } from '../../test/support/connect.ts';
import { billOf, PRICE_LIST, type Quantities } from '../cost/bill.ts';
import { MEASURED } from '../cost/measured.ts';
import { HEADER_BYTES } from '../cost/quantities.ts';
import { MEMORY_MB } from '../cost/system.ts';
import { median } from '../statistics.ts';
import { startEdgeCache } from './edge-cache.ts';
import type { FloodAnswers } from './flood-process.ts';
import { DEAR_QUESTIONS } from './flood-questions.ts';
import { API_THROTTLE, createGateway } from './throttle.ts';
import { openViewers } from './viewers.ts';

/** Of the longest track of the API. */
const POINTS = 4320;
/** Of a new account, for all of its functions. */
const EXECUTIONS = 10;
/**
 * On AWS each execution has a processor of its own, here all share those of this machine. So the throttle lets as much
 * less through, and each question takes as long as alone.
 */
const SHARE = Math.min(1, availableParallelism() / EXECUTIONS);
const STATUS_EVERY_MS = 5000;
/** Of a read unit, eventually consistent. */
const UNIT_BYTES = 8192;

/** One kind of question before the flood: how long it takes, milliseconds, and how long its answer is. */
interface QuestionFigures {
  name: string;
  computeMs: number;
  answerBytes: number;
  readUnits: number;
}

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
  questions: QuestionFigures[];
  /** Status of each GET /status during the flood: past the throttle, and as viewers ask, through the cache. */
  checks: number[];
  viewerChecks: number[];
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
  const questions: QuestionFigures[] = [];
  for (const { name, ask, reads } of DEAR_QUESTIONS) {
    const computeMs: number[] = [];
    let answerBytes = 0;
    for (let call = 0; call < 5; call++) {
      const startedMs = performance.now();
      answerBytes = await bytesOf(deployed.addresses.apiUrl + ask(-call));
      computeMs.push(performance.now() - startedMs);
    }
    const readUnits = (reads(SATELLITES.length) * POINTS * MEASURED.rowBytes.track) / UNIT_BYTES;
    questions.push({ name, computeMs: median(computeMs), answerBytes, readUnits });
  }

  await using audience = await openViewers(deployed.addresses.socketUrl, viewers);
  const framesBefore = audience.frames.length;
  const { gateway, counts } = createGateway(EXECUTIONS, SHARE);
  const edge = await startEdgeCache({ originUrl: deployed.addresses.apiUrl, gateway });
  const flooding = new AbortController();
  try {
    const checking = Promise.all(
      [deployed.addresses.apiUrl, edge.apiUrl].map((apiUrl) => checkStatus(apiUrl, flooding.signal)),
    );
    const answers = await flood(edge.apiUrl, perSecond, seconds);
    flooding.abort();
    const [checks = [], viewerChecks = []] = await checking;
    const frames = audience.frames.length - framesBefore;
    const { status: after } = await system.get('/status');
    const { origin, hits } = edge.counts;
    const cost = { hits, origin, ...counts, executions: EXECUTIONS, questions };
    return { perSecond, seconds, ...answers, ...cost, checks, viewerChecks, viewers, frames, after };
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
  const hours = figures.questions.map((question) => {
    const bill = billOf(anHour(figures, question), PRICE_LIST.prices, { freeTier: false });
    return { ...question, bill };
  });
  const dearest = hours.toSorted((a, b) => b.bill.usd - a.bill.usd)[0];
  const answered = Object.entries(statuses).map(([status, count]) => `${count} x ${status === '0' ? 'none' : status}`);
  const isUp = [...checks, ...figures.viewerChecks, after].every((status) => status === 200);
  return [
    `${perSecond} requests a second for ${seconds} s, half of them new, of ${figures.questions.length} kinds:`,
    `  answers: ${answered.join(', ')}`,
    `  ${origin} reached the gateway, ${passed} passed its throttle, ${run} were computed, at most ${executions} at once`,
    `  frames that all ${viewers} viewers got meanwhile: ${frames} (goal: at least ${least}): ${verdict(frames >= least)}`,
    `  /status, past cache and throttle: ${[...checks, after].join(' ')}`,
    `  /status through them, with a limit of its own: ${figures.viewerChecks.join(' ')} (goal: 200): ${verdict(isUp)}`,
    '  an hour of it on AWS, if all new questions were of one kind:',
    ...hours.map(
      ({ name, computeMs, answerBytes, bill }) =>
        `    ${bill.usd.toFixed(2).padStart(8)} USD  ${name}: ${computeMs.toFixed(0)} ms, ${(answerBytes / 1000).toFixed(0)} kB`,
    ),
    `  the dearest, ${dearest?.name}:`,
    ...(dearest?.bill.lines ?? []).map(({ name, usd }) => `    ${usd.toFixed(2).padStart(8)}  ${name}`),
  ];
}

/**
 * What AWS bills for an hour of it: every request that passes the throttle is computed there. Those that it refuses are
 * counted as requests, too.
 */
function anHour({ perSecond, seconds, hits, origin, questions }: FloodFigures, asked: QuestionFigures): Quantities {
  const { computeMs, answerBytes, readUnits } = asked;
  const anHourOf = (count: number) => (count / seconds) * 3600;
  const requests = perSecond * 3600;
  // Of the known question, which is of the first kind.
  const knownBytes = questions[0]?.answerBytes ?? 0;
  // All that the deployed throttle lets through; here it was narrower.
  const computed = Math.min(perSecond, API_THROTTLE.perSecond) * 3600;
  const bytes = anHourOf(hits) * knownBytes + computed * answerBytes;
  return {
    cloudFrontRequest: requests,
    cloudFrontFunction: requests,
    cloudFrontGb: (bytes + requests * HEADER_BYTES) / 1024 ** 3,
    httpApiRequest: anHourOf(origin),
    lambdaRequest: computed,
    lambdaGbSecond: (computed * (computeMs / SECOND_MS) * MEMORY_MB.query) / 1024,
    dynamoRead: computed * readUnits,
  };
}

/** The length of a body as it is sent: fetch would unpack it. */
async function bytesOf(address: string): Promise<number> {
  const sent = get(address, { headers: { 'accept-encoding': 'gzip' } });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`${address} has status ${answer.statusCode}.`);
  return Buffer.concat(await answer.toArray()).length;
}

async function flood(address: string, perSecond: number, seconds: number): Promise<FloodAnswers> {
  const script = fileURLToPath(new URL('flood-process.ts', import.meta.url));
  const child = fork(script, [address, String(perSecond), String(seconds)]);
  const exit = once(child, 'exit');
  try {
    return await messageOf<FloodAnswers>(child, 'The flood');
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
