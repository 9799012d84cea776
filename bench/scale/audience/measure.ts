// Whether 100,000 viewers get a frame in time, and all of them. The functions propagate, fanout and push run as they are
// deployed, each execution in a process of its own, with a stream and tables on the local AWS; API Gateway is a stub with
// AWS's quota, answers and latencies. All of it runs at once, on slow time: this machine does not make 9,000 posts a
// second, and on a clock that is a few times slower it does not have to.
import type { Connection } from '../../../functions/shared/connections-table.ts';
import { ENV } from '../../../functions/shared/names.ts';
import { localEnvironment } from '../../../local/machine/loopback.mjs';
import { MINUTE_MS, SECOND_MS } from '../../../orbit/time.ts';
import { anElementsTable, aQueue, aStream, aStreamReader, aTrackTable, clientsFor } from '../../../test/support/aws.ts';
import { aKinesisRecord } from '../../../test/support/builders.ts';
import { aRandom } from '../../../test/support/random.ts';
import { WORKERS_FROM } from '../../cost/system.ts';
import { bundleFunctions } from './bundle.ts';
import { type Delivery, startGateway } from './gateway.ts';
import { type Execution, startLambda } from './lambda.ts';
import { connectionIds, toRow } from './rows.ts';
import { slowClock } from './slow-time.ts';
import { startTable } from './table.ts';
import type { Weather } from './weathers.ts';

/** Lambda polls a shard once a second. */
const POLL_MS = SECOND_MS;
/** One of so many viewers is not a page, but a program that does not know the compact form. */
const PROGRAMS = 100;
/** One of so many has closed its socket since the last frame, without a $disconnect. */
const CLOSED = 100;

export interface FrameFigures {
  weather: string;
  /** Its workers had to be started. */
  cold: boolean;
  /** From the tick to the last viewer, milliseconds; and to the beginning of the first and of the last worker. */
  lastMs: number;
  workers: number;
  firstWorkerMs: number;
  lastWorkerMs: number;
  /** Of the worker that needs most: its processor time for each second, milliseconds. */
  cpuMs: number;
  posts: number;
  /** The most that were accepted in one second. */
  busiest: number;
  throttled: number;
  /** How late one of a hundred answers of the stub was, milliseconds: what this machine adds to AWS. */
  lateMs: number;
  /** Rows of the table; viewers who got the frame once and in their form; who were gone, as 410 said; all others. */
  rows: number;
  once: number;
  gone: number;
  lost: number;
  twice: number;
  /** What the functions counted themselves. */
  counted: { sent: number; dropped: number; forgotten: number };
}

export interface AudienceFigures {
  viewers: number;
  factor: number;
  frames: FrameFigures[];
}

export interface AudienceOptions {
  viewers: number;
  /** Real seconds for each second of the clock. */
  factor: number;
  /** One for each frame. */
  weathers: readonly Weather[];
  workersFrom?: number;
}

/** Measures on an empty local AWS. `scratch` is a folder for the bundles. */
export async function measureAudience(
  endpoint: string,
  scratch: string,
  { viewers, factor, weathers, workersFrom = WORKERS_FROM }: AudienceOptions,
): Promise<AudienceFigures> {
  const clients = clientsFor(endpoint);
  const [tracks, elements] = [await aTrackTable(clients), await anElementsTable(clients)];
  const stream = await aStream(clients);
  const queue = await aQueue(clients);
  await bundleFunctions(scratch, ['propagate', 'fanout', 'push']);

  const realMs = Date.now();
  const clock = slowClock({ factor, realMs, nowMs: Math.ceil(realMs / MINUTE_MS) * MINUTE_MS });
  const random = aRandom(1);
  const audience = connectionIds(viewers);
  const open = new Set(audience);
  const gateway = await startGateway(clock, open, random);
  const table = await startTable(clock, 'connections', { others: endpoint });
  const functions: Parameters<typeof startLambda>[1] = {};
  await using lambda = await startLambda(clock, functions);
  const environment = {
    ...localEnvironment(endpoint),
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    AWS_SESSION_TOKEN: 's'.repeat(800), // as long as Lambda's: it is in every request
    [ENV.trackTable]: tracks.tableName,
    [ENV.connectionsTable]: 'connections',
    [ENV.elementsTable]: elements.tableName,
    [ENV.streamName]: stream.streamName,
    [ENV.quarantineQueueUrl]: queue.queueUrl,
    [ENV.socketCallbackUrl]: gateway.endpoint,
    [ENV.pushFunction]: 'push',
    [ENV.workersFrom]: String(workersFrom),
    POWERTOOLS_METRICS_NAMESPACE: 'Subpoint',
  };
  const functionOf = (name: string, timeoutMs: number) => ({
    file: `${scratch}/${name}.mjs`,
    environment: { ...environment, POWERTOOLS_SERVICE_NAME: name },
    timeoutMs,
  });
  Object.assign(functions, {
    propagate: functionOf('propagate', 60_000),
    fanout: functionOf('fanout', 60_000),
    push: functionOf('push', 30_000),
  });
  const readStream = aStreamReader(stream);

  /** From the schedule to the end of the last worker. */
  const tick = async (): Promise<Execution[]> => {
    let nextPollMs = clock.nowMs() + POLL_MS;
    // A poll just missed: the worst moment.
    const executions = [await lambda.invoke('propagate', {})];
    for (;;) {
      await clock.wait(Math.max(0, nextPollMs - clock.nowMs()));
      nextPollMs += POLL_MS;
      const records = await readStream();
      if (records.length === 0) continue;
      executions.push(
        await lambda.invoke('fanout', { Records: records.map((data) => aKinesisRecord(data, Date.now())) }),
      );
      return [...executions, ...(await lambda.settled())];
    }
  };
  const nextMinute = () => lambda.advance(Math.ceil(clock.nowMs() / MINUTE_MS) * MINUTE_MS - clock.nowMs());

  try {
    // The first one makes the points of an hour, and nobody watches.
    failOn(await tick());
    const connectedAtMs = clock.nowMs() - MINUTE_MS;
    const viewersOf = audience.map((connectionId, index): Connection => {
      const compact = index % PROGRAMS !== 0 && { form: 'compact' as const };
      return { connectionId, connectedAtMs, ...compact };
    });
    table.fill(viewersOf.map(toRow));
    const formOf = new Map(viewersOf.map(({ connectionId, form = 'points' }) => [connectionId, form]));

    const frames: FrameFigures[] = [];
    for (const { name, quota, latency } of weathers) {
      nextMinute();
      const expected = [...open];
      for (const connectionId of expected) if (random() < 1 / CLOSED) open.delete(connectionId);
      const delivery = gateway.begin(quota, latency);
      const tickMs = clock.nowMs();
      const executions = await tick();
      failOn(executions);
      const figures = figuresOf(delivery, expected, (id) => formOf.get(id) ?? 'points');
      frames.push({ weather: name, ...figures, ...timesOf(delivery, executions, tickMs) });
    }
    return { viewers, factor, frames };
  } finally {
    await gateway.close();
    await table.close();
  }
}

/** What every viewer got. */
function figuresOf(delivery: Delivery, expected: readonly string[], formOf: (id: string) => string) {
  const figures = { rows: expected.length, once: 0, gone: 0, lost: 0, twice: 0 };
  for (const id of expected) {
    const texts = delivery.got.get(id) ?? [];
    const isRight = texts.length === 1 && texts[0]?.startsWith(`{"type":"${formOf(id)}"`);
    if (delivery.gone.has(id)) figures.gone++;
    else if (isRight) figures.once++;
    else if (texts.length > 1) figures.twice++;
    else figures.lost++;
  }
  return figures;
}

function timesOf(delivery: Delivery, executions: readonly Execution[], tickMs: number) {
  const workers = executions.filter(({ name }) => name === 'push');
  const begins = workers.map(({ startMs }) => startMs - tickMs);
  const lines = workers.flatMap(({ log }) => log.filter(({ message }) => message === 'pushed'));
  const sum = (key: string) => lines.reduce((total, line) => total + Number(line[key]), 0);
  return {
    cold: workers.some(({ cold }) => cold),
    lastMs: delivery.lastMs - tickMs,
    workers: workers.length,
    firstWorkerMs: Math.min(...begins),
    lastWorkerMs: Math.max(...begins),
    cpuMs: Math.max(...workers.map(({ startMs, endMs, cpuMs }) => (cpuMs / (endMs - startMs)) * SECOND_MS)),
    posts: delivery.posts,
    busiest: Math.max(...delivery.accepted.values()),
    throttled: delivery.throttled,
    lateMs: delivery.late.toSorted((a, b) => a - b)[Math.floor(delivery.late.length * 0.99)] ?? 0,
    counted: { sent: sum('sent'), dropped: sum('dropped'), forgotten: sum('forgotten') },
  };
}

function failOn(executions: readonly Execution[]): void {
  for (const { name, error } of executions) if (error) throw new Error(`${name} failed: ${error}`);
}
