// The function as Lambda calls it, on a real table and a real stream.
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { METRIC } from '../../../functions/shared/names.ts';
import { anElementsTable, aStream, aStreamReader, aTrackTable, clientsFor } from '../../support/aws.ts';
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
  vi.useRealTimers();
  vi.doUnmock('../../../functions/shared/batches.ts');
  vi.restoreAllMocks();
});

async function readStream(): Promise<{ time: string }[]> {
  const records = await aStreamReader({ client: clients.kinesis, streamName })();
  return records.map((data) => JSON.parse(data.toString()));
}

test("it uses the clock instead of the event's time, and reports", async () => {
  // A late event.
  await handler({ time: '2026-01-01T00:00:00Z' }, aContext());

  const times = (await readStream()).map(({ time }) => Date.parse(time));
  expect(times).toHaveLength(3 * 189);
  const leadMs = Math.max(...times) - Date.now();
  expect(leadMs).toBeLessThanOrEqual(180_000);
  // Three minutes less one step, and less the time of the test on a loaded machine.
  expect(leadMs).toBeGreaterThan(120_000);
  // The table is empty.
  expect(metricIn(log, METRIC.satellitesBehind)).toEqual([3]);
  expect(log).toContainEqual(expect.objectContaining({ level: 'INFO', message: 'tick', emitted: times.length }));
});

test('it stops sending eight seconds before its end', async () => {
  vi.setSystemTime('2026-10-10T12:00:00Z');
  const deadlinesMs: number[] = [];
  vi.resetModules();
  vi.doMock('../../../functions/shared/batches.ts', async (load) => {
    const batches = await load<typeof import('../../../functions/shared/batches.ts')>();
    const realPace = (deadlineMs: number) => {
      deadlinesMs.push(deadlineMs);
      return batches.realPace(deadlineMs);
    };
    return { ...batches, realPace };
  });
  const propagate = await import('../../../functions/propagate/handler.ts');

  await propagate.handler({}, aContext(30_000));

  // The read of the elements has two seconds of its own.
  expect(deadlinesMs).toEqual(['2026-10-10T12:00:22Z', '2026-10-10T12:00:02Z'].map((time) => Date.parse(time)));
});

test('an event of any kind is accepted', async () => {
  await handler(undefined, aContext());

  expect(log).toContainEqual(expect.objectContaining({ message: 'tick', emitted: 3 * 189 }));
});

test('without its environment it fails, and the error says what is missing', async () => {
  vi.resetModules();
  delete process.env.STREAM_NAME;

  await expect(import('../../../functions/propagate/handler.ts')).rejects.toThrow(/STREAM_NAME is not set/);
});
