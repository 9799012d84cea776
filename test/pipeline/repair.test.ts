// The deployed system heals: whatever a test breaks, a tick makes whole again.
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { storedTimesMs } from '../../functions/shared/track-table.ts';
import { HOUR_POINTS, lastGridTimes } from '../../orbit/grid.ts';
import { takeMessages } from '../support/aws.ts';
import { aPoint, TERRA } from '../support/builders.ts';
import { until } from '../support/connect.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();

test('every satellite has 180 of 180 points', async () => {
  await system.untilWhole();

  const slots = lastGridTimes(HOUR_POINTS, Date.now());
  for (const catalogNumber of [25994, 27424, 28376]) {
    expect(await storedTimesMs(system.trackTable, catalogNumber, slots[0] as number, slots.at(-1) as number)).toEqual(
      slots,
    );
  }
});

test('points that are lost come back with the next tick', async () => {
  await system.deleteNewest(TERRA, 25);
  expect((await system.get('/status')).status).toBe(503);

  await system.tick();

  await system.untilWhole();
});

test('two ticks at once leave each point once', async () => {
  await system.deleteNewest(TERRA, 12);

  await Promise.all([system.tick(), system.tick()]);

  await system.untilWhole();
});

test('a poison record goes to quarantine, and the points behind it are stored', async () => {
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
