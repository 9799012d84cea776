// The elements table, on a real one: what it stores, and who may ask the source.
import { type BatchGetCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import type { HeldElements } from '../../../functions/shared/elements.ts';
import { readRows, recordOutcome, reserveAttempt } from '../../../functions/shared/elements-table.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { newestOmm, trueElements } from '../../accuracy/truth.ts';
import { anElementsTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { AQUA, aPace, NOW_MS, TERRA } from '../../support/builders.ts';
import { leaveKeysUnprocessed } from '../../support/faults.ts';

const endpoint = inject('endpoint');

/** A table of its own, with clients that a test may add faults to. */
const aTable = () => anElementsTable(clientsFor(endpoint));

const held = (omm = newestOmm(TERRA)): HeldElements => ({
  omm,
  source: 'celestrak.org',
  retrievedAt: '2026-10-10T12:00:00Z',
});

describe('recordOutcome', () => {
  it.each(trueElements.map(({ omm }) => [omm.OBJECT_NAME, omm.EPOCH, omm] as const))(
    'stores %s of %s with the digits that were published',
    async (_name, _epoch, omm) => {
      const table = await aTable();

      await recordOutcome(table, omm.NORAD_CAT_ID, { waitMs: 1, failures: 0 }, { current: held(omm) });

      const row = (await readRows(table, [omm.NORAD_CAT_ID])).get(omm.NORAD_CAT_ID);
      expect(JSON.stringify(row?.current)).toBe(JSON.stringify(held(omm)));
    },
  );

  it('stores numbers out of the range of DynamoDB, and any text', async () => {
    const table = await aTable();
    const omm = { ...newestOmm(TERRA), BSTAR: -1.25e-300, OBJECT_NAME: '"Ä" 衛星' };

    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(omm), previous: held() });

    expect((await readRows(table, [TERRA])).get(TERRA)).toEqual({
      catalogNumber: TERRA,
      waitMs: 1,
      failures: 0,
      current: held(omm),
      previous: held(),
    });
  });

  it('without sets leaves those in the table, and the time of the attempt', async () => {
    const table = await aTable();
    const before = held({ ...newestOmm(TERRA), ELEMENT_SET_NO: 998 });
    await reserveAttempt(table, TERRA, NOW_MS);
    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(), previous: before });

    await recordOutcome(table, TERRA, { waitMs: 7.5, failures: 3 });

    expect((await readRows(table, [TERRA])).get(TERRA)).toEqual({
      catalogNumber: TERRA,
      attemptedAtMs: NOW_MS,
      waitMs: 7.5,
      failures: 3,
      current: held(),
      previous: before,
    });
  });

  it('keeps the previous set when it gets none', async () => {
    const table = await aTable();
    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(), previous: held() });

    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(), previous: undefined });

    expect((await readRows(table, [TERRA])).get(TERRA)?.previous).toEqual(held());
  });

  it('lets errors of the SDK pass through', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(recordOutcome(table, TERRA, { waitMs: 1, failures: 0 })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('reserveAttempt', () => {
  it('succeeds for a satellite never requested, and counts as a failure until the outcome is known', async () => {
    const table = await aTable();

    expect(await reserveAttempt(table, TERRA, NOW_MS)).toBe(true);

    expect((await readRows(table, [TERRA])).get(TERRA)).toEqual({
      catalogNumber: TERRA,
      attemptedAtMs: NOW_MS,
      waitMs: 2 * HOUR_MS,
      failures: 1,
    });
  });

  it('succeeds again after two hours, not a millisecond earlier', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, TERRA, NOW_MS)).toBe(false);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS - 1)).toBe(false);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS)).toBe(true);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS)).toBe(false);
  });

  it('fails when the last attempt lies in the future because a clock was wrong', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, TERRA, NOW_MS - 24 * HOUR_MS)).toBe(false);
  });

  it('is independent for each satellite', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, AQUA, NOW_MS)).toBe(true);
  });

  it('succeeds for one of many concurrent runs', async () => {
    const table = await aTable();

    const results = await Promise.all(Array.from({ length: 20 }, () => reserveAttempt(table, TERRA, NOW_MS)));

    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it('is used up by a run that crashes: failures add up, the sets stay', async () => {
    const table = await aTable();
    await recordOutcome(table, TERRA, { waitMs: 6 * HOUR_MS, failures: 0 }, { current: held() });

    for (const hours of [0, 2, 4]) expect(await reserveAttempt(table, TERRA, NOW_MS + hours * HOUR_MS)).toBe(true);

    expect((await readRows(table, [TERRA])).get(TERRA)).toMatchObject({ failures: 3, current: held() });
  });

  it('lets errors of the SDK pass through', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(reserveAttempt(table, TERRA, NOW_MS)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('readRows', () => {
  it('returns the rows of the satellites that have one', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);
    await reserveAttempt(table, 1, NOW_MS);

    expect([...(await readRows(table, [TERRA, AQUA])).keys()]).toEqual([TERRA]);
  });

  it('makes no call for an empty list', async () => {
    const table = await aTable();
    const calls = watchCalls(table.client, 'BatchGetItemCommand');

    expect(await readRows(table, [])).toEqual(new Map());
    expect(calls).toEqual([]);
  });

  it('reads consistently, because the rows decide who may send a request', async () => {
    const table = await aTable();
    const calls = watchCalls<BatchGetCommandInput>(table.client, 'BatchGetItemCommand');

    await readRows(table, [TERRA]);

    expect(calls.map(({ RequestItems }) => RequestItems?.[table.tableName]?.ConsistentRead)).toEqual([true]);
  });

  it('reads more than the hundred keys that one call takes', async () => {
    const table = await aTable();
    const numbers = Array.from({ length: 250 }, (_, index) => 100_000_000 + index);
    const written = numbers.filter((_, index) => index % 50 === 49);
    for (const number of written) await reserveAttempt(table, number, NOW_MS);
    const calls = watchCalls<BatchGetCommandInput>(table.client, 'BatchGetItemCommand');

    const rows = await readRows(table, numbers);

    expect([...rows.keys()].toSorted()).toEqual(written);
    expect(calls.map(({ RequestItems }) => RequestItems?.[table.tableName]?.Keys?.length)).toEqual([100, 100, 50]);
  });

  it('requests only the unprocessed keys again', async () => {
    const table = await aTable();
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    for (const number of numbers) await reserveAttempt(table, number, NOW_MS);
    const calls = leaveKeysUnprocessed(table.client, 2);

    const rows = await readRows(table, numbers);

    expect([...rows.keys()].toSorted((a, b) => a - b)).toEqual(numbers);
    expect(calls.sizes).toEqual([10, 5, 2]);
  });

  it('throws when keys stay unprocessed: they are not satellites without a row', async () => {
    const table = await aTable();
    // Each call leaves half of its keys.
    leaveKeysUnprocessed(table.client, Infinity);
    const keys = Array.from({ length: 250 }, (_, index) => index + 1);
    const late = aPace({ forMs: 0 });

    await expect(readRows(table, keys, late)).rejects.toThrow(
      'DynamoDB left 125 rows of the elements table unread for 2 s.',
    );
  });

  it('waits between the tries, longer each time', async () => {
    const table = await aTable();
    leaveKeysUnprocessed(table.client, 3);
    const pace = aPace();

    await readRows(table, [1, 2, 3, 4, 5, 6, 7, 8], pace);

    expect(pace.waitsMs).toEqual([50, 100, 200]);
  });

  it('lets errors of the SDK pass through', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(readRows(table, [TERRA])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('throws for a set that is not JSON', async () => {
    const table = await aTable();
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: { catalogNumber: TERRA },
        UpdateExpression: 'SET #current = :text',
        ExpressionAttributeNames: { '#current': 'current' },
        ExpressionAttributeValues: { ':text': '{' },
      }),
    );

    await expect(readRows(table, [TERRA])).rejects.toThrow(SyntaxError);
  });
});
