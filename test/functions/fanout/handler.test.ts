// The function as Lambda calls it, on real tables, a real queue and a local stand-in for the Management API.
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { rememberConnection } from '../../../functions/shared/connections-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { storedTimesMs } from '../../../functions/shared/track-table.ts';
import { floorToGrid } from '../../../orbit/grid.ts';
import { formatTime } from '../../../orbit/time.ts';
import { validateFrame } from '../../contract/schemas.ts';
import { aConnectionsTable, aQueue, aTrackTable, clientsFor, takeMessages } from '../../support/aws.ts';
import { aKinesisRecord, aPoint, TERRA } from '../../support/builders.ts';
import { aContext, becomeFunction, collectLog, type LogLine, metricIn } from '../../support/lambda.ts';
import { aManagementApi, type Reply } from '../../support/servers/management-api.ts';

const endpoint = inject('endpoint');
const clients = clientsFor(endpoint);
let log: LogLine[];

beforeEach(() => {
  log = collectLog();
});

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('../../../functions/shared/batches.ts');
  vi.restoreAllMocks();
});

/** A new instance of the function, with resources of its own. */
async function aFunction(overrides: { quarantineQueueUrl?: string } = {}, reply: Reply = 200) {
  const api = await aManagementApi(() => reply);
  const trackTable = await aTrackTable(clients);
  const connectionsTable = await aConnectionsTable(clients);
  const queue = await aQueue(clients);
  becomeFunction(endpoint, {
    trackTable: trackTable.tableName,
    connectionsTable: connectionsTable.tableName,
    quarantineQueueUrl: queue.queueUrl,
    socketCallbackUrl: api.endpoint,
    pushFunction: 'no-such-function',
    workersFrom: '4000',
    ...overrides,
  });
  vi.resetModules();
  const { handler } = await import('../../../functions/fanout/handler.ts');
  return { handler, api, trackTable, connectionsTable, queue };
}

const aLivePoint = () => aKinesisRecord(aPoint({ time: formatTime(floorToGrid(Date.now()) + 60_000) }));

test('a batch is stored, pushed, sent to quarantine and reported', async () => {
  const { handler, api, trackTable, connectionsTable, queue } = await aFunction();
  await rememberConnection(connectionsTable, { connectionId: 'viewer', connectedAtMs: Date.now() });

  await handler({ Records: [aLivePoint(), aKinesisRecord('poison')] }, aContext());

  expect(await storedTimesMs(trackTable, TERRA, 0, Date.now() + 120_000)).toHaveLength(1);
  expect(api.posts).toEqual([{ connectionId: 'viewer', frame: expect.any(String) }]);
  expect(validateFrame(JSON.parse(api.posts[0]?.frame ?? ''))).toEqual([]);
  expect(await takeMessages(clients.sqs, queue.queueUrl)).toEqual([expect.objectContaining({ payload: 'poison' })]);
  expect(metricIn(log, METRIC.pointsStored)).toEqual([1]);
  expect(log).toContainEqual(expect.objectContaining({ message: 'batch', records: 2, stored: 1, rejected: 1 }));
  expect(metricIn(log, METRIC.framesSent)).toEqual([1]);
  expect(log).toContainEqual(expect.objectContaining({ message: 'batch', records: 2, stored: 1, rejected: 1 }));
});

test('each invocation reports its own counts', async () => {
  const { handler } = await aFunction();

  await handler({ Records: [aLivePoint()] }, aContext());
  await handler({ Records: [aLivePoint(), aLivePoint()] }, aContext());

  expect(metricIn(log, METRIC.pointsStored)).toEqual([1, 2]);
});

test('it throws when a service fails, so that Lambda retries; the counts so far are published', async () => {
  const { handler } = await aFunction({ quarantineQueueUrl: `${endpoint}/000000000000/no-such-queue` });

  await expect(handler({ Records: [aLivePoint(), aKinesisRecord('poison')] }, aContext())).rejects.toMatchObject({
    name: expect.stringMatching(/QueueDoesNotExist|NonExistentQueue/),
  });
  await handler({ Records: [aLivePoint()] }, aContext());

  expect(metricIn(log, METRIC.pointsStored)).toEqual([1, 1]);
});

test('a post is tried three times, and the push has 15 seconds', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const { handler, api, connectionsTable } = await aFunction({}, 500);
  await rememberConnection(connectionsTable, { connectionId: 'viewer', connectedAtMs: Date.now() });

  await handler({ Records: [aLivePoint()] }, aContext());

  expect(api.posts).toHaveLength(3);
  expect(metricIn(log, METRIC.framesDropped)).toEqual([100]);
  expect(timeout.mock.calls).toEqual([[15_000]]);
});

test('storing stops 23 seconds before the end of the function, which leaves time for the push and the log', async () => {
  const pace = vi.fn();
  vi.doMock('../../../functions/shared/batches.ts', async (load) => {
    const batches = await load<typeof import('../../../functions/shared/batches.ts')>();
    return { ...batches, realPace: (deadlineMs: number) => pace(deadlineMs) ?? batches.realPace(deadlineMs) };
  });
  const { handler } = await aFunction();
  vi.setSystemTime('2026-10-10T12:00:00Z');

  await handler({ Records: [aKinesisRecord(aPoint())] }, aContext(60_000));

  expect(pace.mock.calls).toEqual([[Date.parse('2026-10-10T12:00:37Z')]]);
});

test('a late batch is still tried once', async () => {
  const { handler } = await aFunction();

  await handler({ Records: [aLivePoint()] }, aContext(0));

  expect(metricIn(log, METRIC.pointsStored)).toEqual([1]);
});
