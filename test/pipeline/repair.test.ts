// The deployed system repairs itself: a tick restores whatever a test removes.
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storedTimesMs } from '../../functions/shared/track-table.ts';
import { HOUR_POINTS, lastGridTimes } from '../../orbit/grid.ts';
import { takeMessages } from '../support/aws.ts';
import { aPoint, TERRA } from '../support/builders.ts';
import { until } from '../support/connect.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();

// A tick of the schedule would restore what is removed before it is seen.
beforeAll(() => system.setSchedule('PropagateScheduleName', 'DISABLED'));
afterAll(() => system.setSchedule('PropagateScheduleName', 'ENABLED'));

test('every satellite has all 180 points of the last hour', async () => {
  await system.tick();
  await system.untilWhole();

  const slots = lastGridTimes(HOUR_POINTS, Date.now());
  for (const catalogNumber of [25994, 27424, 28376]) {
    expect(await storedTimesMs(system.trackTable, catalogNumber, slots[0] as number, slots.at(-1) as number)).toEqual(
      slots,
    );
  }
});

test('the next tick restores lost points', async () => {
  await system.deleteNewest(TERRA, 25);
  expect((await system.get('/status')).status).toBe(503);

  await system.tick();

  await system.untilWhole();
});

test('two ticks at once store each point once', async () => {
  await system.deleteNewest(TERRA, 12);

  await Promise.all([system.tick(), system.tick()]);

  await system.untilWhole();
});

test('invalid records go to quarantine, and the points after them are stored', async () => {
  const StreamName = system.outputs.StreamName as string;
  await system.deleteNewest(TERRA, 9);
  const poison = [{ not: 'a point' }, aPoint({ latitudeDeg: 90.5 })];
  await system.clients.kinesis.send(
    new PutRecordsCommand({
      StreamName,
      Records: poison.map((value) => ({ Data: Buffer.from(JSON.stringify(value)), PartitionKey: String(TERRA) })),
    }),
  );

  await system.tick();

  const messages: Record<string, unknown>[] = [];
  await until(async () => {
    messages.push(...(await takeMessages(system.clients.sqs, system.outputs.QuarantineQueueUrl as string, 1)));
    return messages.length >= 2;
  });
  expect(messages).toEqual([
    expect.objectContaining({ reason: 'time is not ISO 8601 in UTC with Z', payload: '{"not":"a point"}' }),
    expect.objectContaining({ reason: 'latitudeDeg is not a number from -90 to 90' }),
  ]);
  await system.untilWhole();
  expect(await takeMessages(system.clients.sqs, system.outputs.DeadLetterQueueUrl as string)).toEqual([]);
});
