// The function as Lambda calls it, on a real table and a real stream.
import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { METRIC } from '../../../functions/shared/names.ts';
import { SATELLITES } from '../../../functions/shared/satellites.ts';
import { anElementsTable, aStream, aTrackTable, clientsFor } from '../../support/aws.ts';
import { aContext, becomeFunction, collectLog, type LogLine, metricIn } from '../../support/lambda.ts';

const clients = clientsFor(inject('endpoint'));
let handler: typeof import('../../../functions/propagate/handler.ts')['handler'];
let streamName: string;
let log: LogLine[];

beforeAll(async () => {
  const { tableName } = await aTrackTable(clients);
  ({ streamName } = await aStream(clients));
  const elementsTable = (await anElementsTable(clients)).tableName;
  becomeFunction(inject('endpoint'), { elementsTable, trackTable: tableName, streamName });
  ({ handler } = await import('../../../functions/propagate/handler.ts'));
});

beforeEach(() => {
  log = collectLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function readStream(): Promise<{ time: string }[]> {
  const shard = { StreamName: streamName, ShardId: 'shardId-000000000000' };
  const { ShardIterator } = await clients.kinesis.send(
    new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records = [] } = await clients.kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data }) => JSON.parse(Buffer.from(Data as Uint8Array).toString()));
}

test("it goes by the clock and not by the schedule's time, and reports what it did", async () => {
  // A late event: the schedule meant a time long ago.
  await handler({ time: '2026-01-01T00:00:00Z' }, aContext());

  const times = (await readStream()).map(({ time }) => Date.parse(time));
  expect(times).toHaveLength(189 * SATELLITES.length);
  const leadMs = Math.max(...times) - Date.now();
  expect(leadMs).toBeLessThanOrEqual(180_000);
  // Three minutes less one step, and less what the test itself may take on a loaded machine.
  expect(leadMs).toBeGreaterThan(120_000);
  expect(metricIn(log, METRIC.pointsEmitted)).toEqual([times.length]);
  expect(log).toContainEqual(expect.objectContaining({ level: 'INFO', message: 'tick', emitted: times.length }));
});

test('an event of any kind will do', async () => {
  await handler(undefined, aContext());

  expect(metricIn(log, METRIC.pointsEmitted)).toEqual([189 * SATELLITES.length]);
});

test('it fails by name without its environment', async () => {
  vi.resetModules();
  delete process.env.STREAM_NAME;

  await expect(import('../../../functions/propagate/handler.ts')).rejects.toThrow(/STREAM_NAME is not set/);
});
