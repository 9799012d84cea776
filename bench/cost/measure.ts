// What one run of each function takes: processor time, bytes of its log, bytes of its answer; and what is stored and
// sent. Every handler runs as Lambda would call it, on a local AWS, whose own time does not count.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { bundledElementsOf } from '../../functions/shared/elements.ts';
import { recordOutcome, reserveAttempt } from '../../functions/shared/elements-table.ts';
import { ENV, TRACK_KEY } from '../../functions/shared/names.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { localEnvironment } from '../../local/machine/loopback.mjs';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import {
  aConnectionsTable,
  anElementsArchive,
  anElementsTable,
  aQueue,
  aStream,
  aStreamReader,
  aTrackTable,
  clientsFor,
} from '../../test/support/aws.ts';
import { aKinesisRecord } from '../../test/support/builders.ts';
import { buildPage } from '../../web/build/build-page.ts';
import { measurePosting } from '../scale/posting.ts';
import { median } from '../statistics.ts';
import { stoppedClock } from '../stopped-clock.ts';
import { sizeOfItem } from './item-size.ts';
import type { Measured, RunFigures } from './measured.ts';
import { WORKERS_FROM } from './system.ts';

/** One point for each 20 s. */
const MINUTE_POINTS = 3;

/** One run of these is measured. */
type Run = () => Promise<unknown>;

/** Measures on an empty local AWS. `rounds` medians, each of `runs` runs. */
export async function measureCost(
  endpoint: string,
  scratch: string,
  { rounds, runs, posts }: { rounds: number; runs: number; posts: number },
): Promise<Measured> {
  const clients = clientsFor(endpoint);
  const [trackTable, connectionsTable, elementsTable] = [
    await aTrackTable(clients),
    await aConnectionsTable(clients),
    await anElementsTable(clients),
  ];
  const stream = await aStream(clients);
  const queue = await aQueue(clients);
  Object.assign(process.env, localEnvironment(endpoint), {
    [ENV.trackTable]: trackTable.tableName,
    [ENV.connectionsTable]: connectionsTable.tableName,
    [ENV.elementsTable]: elementsTable.tableName,
    [ENV.elementsArchiveTable]: (await anElementsArchive(clients)).tableName,
    // Never requested: as in almost every run, nothing is due.
    [ENV.elementsUrl]: 'http://127.0.0.1:9/gp.php',
    [ENV.streamName]: stream.streamName,
    [ENV.quarantineQueueUrl]: queue.queueUrl,
    [ENV.socketCallbackUrl]: endpoint,
    // Nobody watches, so no worker is started.
    [ENV.pushFunction]: 'none',
    [ENV.workersFrom]: String(WORKERS_FROM),
    POWERTOOLS_SERVICE_NAME: 'cost',
    POWERTOOLS_METRICS_NAMESPACE: 'Subpoint',
  });
  const { handler: connections } = await import('../../functions/connections/handler.ts');
  const { handler: elements } = await import('../../functions/elements/handler.ts');
  const { handler: propagate } = await import('../../functions/propagate/handler.ts');
  const { handler: fanout } = await import('../../functions/fanout/handler.ts');
  const { handler: query } = await import('../../functions/query/handler.ts');

  const context = { getRemainingTimeInMillis: () => 60_000, functionName: 'cost', awsRequestId: 'cost' } as Context;
  const ask =
    (rawPath: string, queryStringParameters = {}) =>
    () =>
      query({
        rawPath,
        rawQueryString: new URLSearchParams(queryStringParameters).toString(),
        queryStringParameters,
        headers: { 'accept-encoding': 'gzip' },
        requestContext: { http: { method: 'GET' } },
      });
  const connect =
    (eventType: 'CONNECT' | 'DISCONNECT'): Run =>
    () =>
      connections({ requestContext: { connectionId: 'Zk3xNdQIAMCE1A=', eventType } });

  using log = countStdout();
  // A slow machine must not move it.
  using clock = stoppedClock();
  for (const { catalogNumber } of SATELLITES) {
    const set = bundledElementsOf(catalogNumber);
    if (!set) throw new Error(`There is no bundled set of ${catalogNumber}: measure with the project's satellites.`);
    await reserveAttempt(elementsTable, catalogNumber, Date.now());
    const sets = { current: set, previous: set };
    await recordOutcome(elementsTable, catalogNumber, { waitMs: 6 * HOUR_MS, failures: 0 }, sets);
  }
  await connect('CONNECT')();
  const rowBytes = {
    connection: await itemBytes(connectionsTable),
    elements: 0,
    track: 0,
    time: sizeOfItem({ [TRACK_KEY.partition]: SATELLITES[0]?.catalogNumber, [TRACK_KEY.sort]: Date.now() }),
  };
  await connect('DISCONNECT')();
  await propagate({}, context);
  const hour = (await aStreamReader(stream)()).map((data) => aKinesisRecord(data));
  await fanout({ Records: hour }, context);
  rowBytes.track = await itemBytes(trackTable);
  rowBytes.elements = await itemBytes(elementsTable);

  // Before the points move into the past.
  const answerBytes = {
    satellites: lengthOf(await ask('/satellites')()),
    tracks: lengthOf(await ask('/tracks')()),
    frame: lengthOf(await ask('/frame/compact')()),
  };
  // A batch as most are: the points of one minute.
  const minute = { Records: hour.slice(-MINUTE_POINTS * SATELLITES.length) };
  const measure = async (run: Run): Promise<RunFigures> => {
    for (let index = 0; index < runs; index++) await run(); // compiles
    const times: number[] = [];
    const bytes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      log.bytes = 0;
      const before = process.cpuUsage();
      for (let index = 0; index < runs; index++) await run();
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000 / runs);
      bytes.push(log.bytes / runs);
    }
    return { cpuMs: round3(median(times)), logBytes: Math.round(median(bytes)) };
  };
  clock.nowMs += MINUTE_MS; // a tick misses the points of a minute
  const functions = {
    elements: await measure(() => elements({}, context)),
    propagate: await measure(() => propagate({}, context)),
    fanout: await measure(() => fanout(minute, context)),
    connect: await measure(connect('CONNECT')),
    satellites: await measure(ask('/satellites')),
    tracks: await measure(ask('/tracks')),
    frame: await measure(ask('/frame/compact')),
  };
  // As far as API Gateway is from a function in the same region.
  const [posting] = await measurePosting({ posts, runs: rounds, pausesMs: [20] });
  return {
    satellites: SATELLITES.length,
    machine: `${cpus().length} cores of ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
    functions,
    postCpuMs: round3(1000 / (posting?.posterPerCore ?? Number.NaN)),
    answerBytes,
    rowBytes,
    page: await measurePage(scratch),
  };
}

/** The files that a browser without a cache loads to show the page, compressed as CloudFront does. */
async function measurePage(folder: string): Promise<Measured['page']> {
  await buildPage(folder, { satellitesFile: join(import.meta.dirname, '../../satellites.json') });
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(folder, file)).isFile())
    .filter((file) => file === 'index.html' || html.includes(file));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  // And config.json, with two addresses.
  return { requests: files.length + 1, bytes: bytes + 200 };
}

function lengthOf({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2): number {
  return isBase64Encoded ? Buffer.from(body, 'base64').length : Buffer.byteLength(body);
}

/** The size of the largest item as DynamoDB bills it. */
async function itemBytes({ client, tableName }: Awaited<ReturnType<typeof aTrackTable>>): Promise<number> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Math.max(0, ...Items.map(sizeOfItem));
}

/** Counts what the functions write to their log instead of showing it. */
function countStdout() {
  const { write } = process.stdout;
  const log = {
    bytes: 0,
    [Symbol.dispose]() {
      process.stdout.write = write;
    },
  };
  process.stdout.write = (text: string | Uint8Array) => {
    log.bytes += Buffer.byteLength(text) + LOG_EVENT_BYTES;
    return true;
  };
  return log;
}

// CloudWatch bills 26 bytes more for each event: "the sum of all event messages in UTF-8, plus 26 bytes for each log
// event" (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html).
const LOG_EVENT_BYTES = 26;

function round3(value: number): number {
  return Number(value.toFixed(3));
}
