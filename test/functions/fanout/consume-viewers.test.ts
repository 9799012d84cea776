// Whom a batch is pushed to: how the connections are read, and when workers push.
import { expect, inject, test, vi } from 'vitest';
import type { ConsumeParts } from '../../../functions/fanout/consume.ts';
import { readCount, rememberConnection } from '../../../functions/shared/connections-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { NOW_MS } from '../../support/builders.ts';
import { WAIT_LIMIT_MS } from '../../support/limits.ts';
import { aManagementApi } from '../../support/servers/management-api.ts';
import { aConsumer, noTable, records, someWorkers } from './a-consumer.ts';

const endpoint = inject('endpoint');
/** Its row is in segment 0. */
const IN_FIRST = 'e';

test('a large audience is handed to workers: fanout reads one segment, and posts nothing', async () => {
  const send = vi.fn(async () => ({}));
  const { run, stored, frames, queries, report, connect, connectionsTable } = await aConsumer({
    workers: someWorkers({ from: 0, send }),
  });
  await connect(2);

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(send).toHaveBeenCalledOnce();
  expect(frames()).toEqual([]);
  expect(queries.filter(({ IndexName }) => !IndexName)).toHaveLength(1);
  // $connect gets the estimate.
  expect(await readCount(connectionsTable)).toEqual({ connections: 32, countedAtMs: NOW_MS });
  // Workers report their own.
  expect(report.counts[METRIC.framesDropped]).toBeUndefined();
  expect(report.lines).toContainEqual(
    expect.objectContaining({ message: 'batch', details: expect.objectContaining({ audience: 32, workers: 1 }) }),
  );
});

test('the audience decides: sixteen times the connections of the first segment', async () => {
  const send = vi.fn(async () => ({}));
  const { run, frames, connect } = await aConsumer({ workers: someWorkers({ from: 32, send }) });

  await connect(1);
  await run(records(3, NOW_MS));
  expect(send).not.toHaveBeenCalled();
  // That one, and the viewer of every consumer.
  expect(frames()).toHaveLength(2);

  await connect(2);
  await run(records(3, NOW_MS));
  expect(send).toHaveBeenCalledOnce();
  expect(frames()).toHaveLength(2);
});

test('when no worker can be started the batch succeeds, and the frames count as dropped', async () => {
  const send = async () => {
    throw Object.assign(new Error('Rate Exceeded.'), { name: 'TooManyRequestsException' });
  };
  const { run, stored, report, connect } = await aConsumer({ workers: someWorkers({ from: 0, send }) });
  await connect(2);

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'could not start a worker; its viewers will fetch these points from the API',
    details: { segments: expect.any(Array), reason: 'TooManyRequestsException: Rate Exceeded.' },
  });
});

test('connections are read when the points are stored: who connects meanwhile finds them in the API', async () => {
  const { run, connectionsTable } = await aConsumer();
  const order: string[] = [];
  connectionsTable.client.middlewareStack.add(
    (next, context) => async (args) => {
      order.push(`${context.commandName} begins`);
      const result = await next(args);
      order.push(`${context.commandName} ends`);
      return result;
    },
    { step: 'initialize' },
  );

  await run(records(3, NOW_MS));

  expect(order.slice(0, 3)).toEqual([
    'BatchWriteItemCommand begins',
    'BatchWriteItemCommand ends',
    'QueryCommand begins',
  ]);
});

/** Runs before fanout reads the connections outside of segment 0. */
function beforeTheOthers({ client }: ConsumeParts['connectionsTable'], prepare: () => Promise<void>) {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'ScanCommand') await prepare();
      return next(args);
    },
    { step: 'initialize' },
  );
}

test('viewers of the first segment get the frame while the others are still read', async () => {
  const { run, frames, connectionsTable, report } = await aConsumer();
  // The viewer of every consumer is in segment 15.
  await rememberConnection(connectionsTable, { connectionId: IN_FIRST, connectedAtMs: NOW_MS });
  const before: number[] = [];
  beforeTheOthers(connectionsTable, async () => {
    // The first viewer has the frame by then, or this would never end.
    await vi.waitUntil(() => frames().length > 0, WAIT_LIMIT_MS);
    before.push(frames().length);
  });

  await run(records(3, NOW_MS));

  expect(before).toEqual([1]);
  expect(frames()).toHaveLength(2);
  expect(report.counts).toMatchObject({ [METRIC.framesSent]: 2, [METRIC.framesDropped]: 0 });
  expect(await readCount(connectionsTable)).toEqual({ connections: 2, countedAtMs: NOW_MS });
});

test('when the others cannot be read those of the first segment get the frame, and the last count stays', async () => {
  const { run, stored, frames, connectionsTable, report } = await aConsumer();
  await rememberConnection(connectionsTable, { connectionId: IN_FIRST, connectedAtMs: NOW_MS });
  beforeTheOthers(connectionsTable, async () => {
    throw new Error('Rate exceeded.');
  });

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(frames()).toHaveLength(1);
  expect(await readCount(connectionsTable)).toEqual({ connections: 0, countedAtMs: 0 });
  // As many in each of the fifteen as in the first.
  expect(report.counts).toMatchObject({ [METRIC.framesSent]: 1, [METRIC.framesDropped]: 93.75 });
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'could not read some of the connections; those will fetch these points from the API',
    details: { segments: 15, reason: 'Error: Rate exceeded.' },
  });
});

test('when only a segment without viewers can be read all frames count as dropped', async () => {
  const { run, connectionsTable, report } = await aConsumer();
  beforeTheOthers(connectionsTable, async () => {
    throw new Error('Rate exceeded.');
  });

  await run(records(3, NOW_MS));

  expect(report.counts).toEqual({ [METRIC.pointsStored]: 3, [METRIC.framesDropped]: 100 });
});

test('when the connections cannot be read the batch succeeds', async () => {
  const { run, stored, report } = await aConsumer({ connectionsTable: noTable() });

  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'push failed; pages will fetch these points from the API',
    details: { reason: expect.stringMatching(/^ResourceNotFoundException/) },
  });
});

test('the time limit of the push includes reading the connections', async () => {
  // A service that accepts requests and never answers.
  const silent = clientsFor((await aManagementApi(() => 'silence')).endpoint).documents;
  const { run, stored, report } = await aConsumer({
    connectionsTable: { client: silent, tableName: 'connections' },
    pushMs: 200,
  });

  // Without the limit this would never end.
  await run(records(3, NOW_MS));

  expect(await stored()).toHaveLength(3);
  expect(report.counts[METRIC.framesDropped]).toBe(100);
  silent.destroy();
});

test('a connection that has expired gets no frame', async () => {
  const connectionsTable = await aConnectionsTable(clientsFor(endpoint));
  await rememberConnection(connectionsTable, { connectionId: 'old', connectedAtMs: NOW_MS - 180 * MINUTE_MS });
  const { run, frames, report } = await aConsumer({ connectionsTable });

  await run(records(1, NOW_MS));

  expect(frames()).toEqual([]);
  expect(report.lines).toContainEqual(
    expect.objectContaining({ details: expect.objectContaining({ connections: 0 }) }),
  );
});
