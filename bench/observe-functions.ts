// Runs every function of a checkout on a fixed clock and sends
// what can be observed from outside to bench/compare-functions.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { BUNDLED_ELEMENTS } from '../functions/shared/bundled-elements.ts';
import {
  aConnectionsTable,
  anElementsArchive,
  anElementsTable,
  aQueue,
  aStream,
  aStreamReader,
  aTrackTable,
  clientsFor,
  takeMessages,
} from '../test/support/aws.ts';
import { TERRA } from '../test/support/builders.ts';

/** Observed values by name. */
export type Observations = Record<string, unknown>;

const [checkout = '', endpoint = ''] = process.argv.slice(2);
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const NOW_MS = Date.parse('2026-10-10T12:00:07.500Z');
let nowMs = NOW_MS;
Date.now = () => nowMs;
Math.random = () => 0.5;

// Stands in for the gateway of the sockets (POST) and the source of elements (GET).
const frames: string[] = [];
/** A download with Terra a tenth of a degree ahead, so that a seam and a jump show. */
const TERRA_SET = {
  ...BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === TERRA),
  EPOCH: '2026-10-09T22:33:25.053985',
  MEAN_ANOMALY: 292.6402,
};
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    frames.push(await text(request));
    response.end();
  } else if (request.url?.includes('CATNR=25994')) {
    response.end(JSON.stringify([TERRA_SET]));
  } else {
    response.writeHead(404).end('No GP data found');
  }
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const clients = clientsFor(endpoint);
const trackTable = await aTrackTable(clients);
const connectionsTable = await aConnectionsTable(clients);
const elementsTable = await anElementsTable(clients);
const stream = await aStream(clients);
const queue = await aQueue(clients);
Object.assign(process.env, {
  TRACK_TABLE: trackTable.tableName,
  CONNECTIONS_TABLE: connectionsTable.tableName,
  ELEMENTS_TABLE: elementsTable.tableName,
  ELEMENTS_ARCHIVE_TABLE: (await anElementsArchive(clients)).tableName,
  ELEMENTS_URL: `${outside}/gp.php`,
  STREAM_NAME: stream.streamName,
  QUARANTINE_QUEUE_URL: queue.queueUrl,
  SOCKET_CALLBACK_URL: outside,
  // Fanout pushes to one viewer without a worker.
  PUSH_FUNCTION: 'none',
  WORKERS_FROM: '4000',
});

const observations: Observations = {};
const context = { getRemainingTimeInMillis: () => 60_000, functionName: 'compare', awsRequestId: 'compare' };
const load = async (name: string) =>
  (await import(join(checkout, 'functions', name, 'handler.ts'))).handler as (
    event: unknown,
    context?: unknown,
  ) => Promise<unknown>;

const rows = async (tableName: string) => {
  const { Items = [] } = await clients.documents.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => JSON.stringify(item, Object.keys(item).toSorted())).toSorted();
};

// A viewer, a download of elements, a tick.
const connections = await load('connections');
nowMs = NOW_MS - MINUTE_MS;
for (const connectionId of ['viewer', 'other']) {
  await connections({ requestContext: { connectionId, eventType: 'CONNECT' } });
}
await connections({ requestContext: { connectionId: 'other', eventType: 'DISCONNECT' } });
nowMs = NOW_MS;
observations['rows of connections'] = await rows(connectionsTable.tableName);
const propagate = await load('propagate');
await propagate({}, context);
await (await load('elements'))({}, context);
observations['rows of elements'] = await rows(elementsTable.tableName);
nowMs = NOW_MS + 3 * MINUTE_MS;
await propagate({}, context);
const records = (await aStreamReader(stream)()).map(String);
observations['records on the stream'] = records;
nowMs = NOW_MS;

// Batches through fanout: one satellite, all, a hundred (split frames), repairs, and records that are not points.
const fanout = await load('fanout');
const point = JSON.parse(records[0] as string) as Record<string, unknown>;
const gridMs = NOW_MS - 7500;
const at = (seconds: number) => new Date(gridMs + seconds * 1000).toISOString().replace('.000Z', 'Z');
const hundred = Array.from({ length: 100 }, (_, index) =>
  [40, 20, 0].map((seconds) => JSON.stringify({ ...point, catalogNumber: 799_500_000 + index, time: at(seconds) })),
).flat();
const BATCHES: Record<string, string[]> = {
  'one satellite': records.filter((record) => JSON.parse(record).catalogNumber === TERRA).slice(0, 200),
  'all satellites': records,
  'a hundred satellites': hundred,
  repairs: [JSON.stringify({ ...point, time: at(-60) })],
  'no points': [
    '{"catalogNumber":',
    '[]',
    '\uFFFF',
    ...[
      { time: at(10) },
      { time: at(-90_000) },
      { time: at(400) },
      { latitudeDeg: 91 },
      { longitudeDeg: 180 },
      { altitudeKm: -1 },
      { catalogNumber: 0 },
      { elementsEpoch: 'never' },
      { elementsEpoch: '2027-01-01T00:00:00Z' },
    ].map((change) => JSON.stringify({ ...point, ...change })),
  ],
};
for (const [name, batch] of Object.entries(BATCHES)) {
  frames.length = 0;
  await fanout({ Records: batch.map(asRecord) }, context);
  observations[`frames of ${name}`] = [...frames];
}
observations['rows of the track'] = await rows(trackTable.tableName);
for (const message of await takeMessages(queue.client, queue.queueUrl)) {
  observations[`quarantined record ${message.sequenceNumber}`] = message;
}

// Every question in every form.
const query = await load('query');
const PLACE = { latitude: '40.02', longitude: '-105.25', days: '2' };
const OF_TERRA = `/satellites/${TERRA}`;
const PATHS: [path: string, parameters?: Record<string, string>][] = [
  ['/satellites'],
  ['/satellites/', { format: 'json' }],
  ['/status'],
  ...['json', 'csv', 'geojson'].flatMap((format): [string, Record<string, string>][] => [
    [`${OF_TERRA}/track`, { format }],
    [`${OF_TERRA}/track`, { format, points: '3', before: at(-600) }],
    [`${OF_TERRA}/track`, { format, points: '180', before: at(-3600 * 20) }],
    [`${OF_TERRA}/track`, { format, points: '4320', before: at(7200) }],
  ]),
  ...['json', 'csv', 'ics'].flatMap((format): [string, Record<string, string>][] => [
    [`${OF_TERRA}/overpasses`, { ...PLACE, format }],
    [`${OF_TERRA}/overpasses`, { ...PLACE, format, kind: 'horizon' }],
    ['/satellites/28376/overpasses', { format, latitude: '-90', longitude: '180', days: '1' }],
    ['/satellites/27424/overpasses', { format, latitude: '0.000001', longitude: '-0', days: '10' }],
  ]),
  ...['json', 'csv', 'geojson'].flatMap((format): [string, Record<string, string>][] => [
    ['/tracks', { format }],
    ['/tracks', { format, satellites: `27424,${TERRA}`, points: '3', before: at(-600) }],
  ]),
  ['/tracks', { satellites: '1' }],
  ['/tracks', { points: '4320', satellites: '1,2,3,4,5' }],
  ['/'],
  ['/satellites/25994'],
  ['/satellites/terra/track'],
  ['/satellites/1000000000/overpasses', PLACE],
  ['/satellites/1/track'],
  ['/satellites/1/overpasses', PLACE],
  ['/status', { points: '1' }],
  ['/status', { format: 'csv' }],
  [`${OF_TERRA}/track`, { format: 'ics' }],
  [`${OF_TERRA}/track`, { points: '4321' }],
  [`${OF_TERRA}/track`, { before: 'now' }],
  [`${OF_TERRA}/track`, { ['x"'.repeat(50)]: '' }],
  [`${OF_TERRA}/overpasses`],
  [`${OF_TERRA}/overpasses`, { latitude: '1' }],
  [`${OF_TERRA}/overpasses`, { ...PLACE, latitude: '1e1' }],
  [`${OF_TERRA}/overpasses`, { ...PLACE, longitude: '180.1' }],
  [`${OF_TERRA}/overpasses`, { ...PLACE, days: '11' }],
  [`${OF_TERRA}/overpasses`, { ...PLACE, kind: 'ground' }],
  [`${OF_TERRA}/overpasses`, { ...PLACE, format: 'geojson' }],
];
for (const laterMs of [0, 46 * DAY_MS]) {
  nowMs = NOW_MS + laterMs;
  for (const [path, parameters] of PATHS) await ask(path, parameters);
}
nowMs = NOW_MS;
for (const accept of [
  'text/csv',
  'text/calendar',
  'application/geo+json',
  'text/*',
  'image/png',
  'application/json;q=0',
]) {
  for (const path of ['/satellites', `${OF_TERRA}/track`]) await ask(path, undefined, 'GET', { accept });
  await ask(`${OF_TERRA}/overpasses`, PLACE, 'GET', { accept });
}
for (const method of ['HEAD', 'POST']) await ask(`${OF_TERRA}/track`, { points: '2' }, method);
await ask(`${OF_TERRA}/track`, { format: 'csv' }, 'HEAD', { 'accept-encoding': 'gzip' });
observations['an event without a path'] = await query({ headers: {}, requestContext: { http: { method: 'GET' } } });

server.closeAllConnections();
server.close();
process.send?.(observations, () => process.exit(0));

async function ask(path: string, parameters?: Record<string, string>, method = 'GET', headers = {}): Promise<void> {
  const send = (more: object) =>
    query({
      rawPath: path,
      rawQueryString: new URLSearchParams(parameters).toString(),
      headers: { ...headers, ...more },
      requestContext: { http: { method } },
      ...(parameters && { queryStringParameters: parameters }),
    }) as Promise<APIGatewayProxyStructuredResultV2>;
  const when = new Date(nowMs).toISOString().slice(0, 10);
  const name = `${when} ${method} ${path}?${new URLSearchParams(parameters)} ${JSON.stringify(headers)}`;
  const plain = await send({});
  observations[name] = plain;
  observations[`${name} gzip`] = await send({ 'accept-encoding': 'gzip' });
  const etag = plain.headers?.etag;
  if (etag) observations[`${name} 304`] = await send({ 'if-none-match': etag });
}

function asRecord(data: string, index: number) {
  return {
    kinesis: {
      data: Buffer.from(data).toString('base64'),
      sequenceNumber: String(index + 1),
      partitionKey: '25994',
      kinesisSchemaVersion: '1.0',
      approximateArrivalTimestamp: NOW_MS / 1000,
    },
  };
}
