// The elements table, on a real one: what is kept, and who may ask the source.
import { type BatchGetCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import type { HeldElements } from '../../../functions/shared/elements.ts';
import { MIN_WAIT_MS, readRows, recordOutcome, reserveAttempt } from '../../../functions/shared/elements-table.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { newestOmm, trueElements } from '../../accuracy/truth.ts';
import { anElementsTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { NOW_MS, TERRA } from '../../support/builders.ts';
import { leaveKeysUnprocessed } from '../../support/faults.ts';

const endpoint = inject('endpoint');
const AQUA = 27424;

/** A table of its own, with clients that a test may add faults to. */
const aTable = () => anElementsTable(clientsFor(endpoint));

const held = (omm = newestOmm(TERRA)): HeldElements => ({
  omm,
  source: 'celestrak.org',
  retrievedAt: '2026-10-10T12:00:00Z',
});

describe('settle', () => {
  it.each(trueElements.map(({ omm }) => [omm.OBJECT_NAME, omm.EPOCH, omm] as const))(
    'keeps %s of %s with the very digits that were published',
    async (_name, _epoch, omm) => {
      const table = await aTable();

      await recordOutcome(table, omm.NORAD_CAT_ID, { waitMs: 1, failures: 0 }, { current: held(omm) });

      const row = (await readRows(table, [omm.NORAD_CAT_ID])).get(omm.NORAD_CAT_ID);
      expect(JSON.stringify(row?.current)).toBe(JSON.stringify(held(omm)));
    },
  );

  it('keeps numbers that DynamoDB could not hold, and words that it reserves', async () => {
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

  it('leaves the sets as they are when it has none, and when the source was asked too', async () => {
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

  it('keeps the one before when there is none to put in its place', async () => {
    const table = await aTable();
    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(), previous: held() });

    await recordOutcome(table, TERRA, { waitMs: 1, failures: 0 }, { current: held(), previous: undefined });

    expect((await readRows(table, [TERRA])).get(TERRA)?.previous).toEqual(held());
  });

  it('throws what the SDK throws', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(recordOutcome(table, TERRA, { waitMs: 1, failures: 0 })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('claim', () => {
  it('is given for a satellite that nobody has asked for, and counts as a failure until the outcome is known', async () => {
    const table = await aTable();

    expect(await reserveAttempt(table, TERRA, NOW_MS)).toBe(true);

    expect((await readRows(table, [TERRA])).get(TERRA)).toEqual({
      catalogNumber: TERRA,
      attemptedAtMs: NOW_MS,
      waitMs: MIN_WAIT_MS,
      failures: 1,
    });
  });

  it('is given again after two hours, and not a millisecond before', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, TERRA, NOW_MS)).toBe(false);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS - 1)).toBe(false);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS)).toBe(true);
    expect(await reserveAttempt(table, TERRA, NOW_MS + 2 * HOUR_MS)).toBe(false);
  });

  it('is not given while a clock goes wrong: an attempt of the future is one of a moment ago', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, TERRA, NOW_MS - 24 * HOUR_MS)).toBe(false);
  });

  it('is given for one satellite whatever happens to another', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);

    expect(await reserveAttempt(table, AQUA, NOW_MS)).toBe(true);
  });

  it('is given to one of many who want it at once', async () => {
    const table = await aTable();

    const claims = await Promise.all(Array.from({ length: 20 }, () => reserveAttempt(table, TERRA, NOW_MS)));

    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('is used up by a run that crashes: the failures add up, the sets stay', async () => {
    const table = await aTable();
    await recordOutcome(table, TERRA, { waitMs: 6 * HOUR_MS, failures: 0 }, { current: held() });

    for (const hours of [0, 2, 4]) expect(await reserveAttempt(table, TERRA, NOW_MS + hours * HOUR_MS)).toBe(true);

    expect((await readRows(table, [TERRA])).get(TERRA)).toMatchObject({ failures: 3, current: held() });
  });

  it('throws what the SDK throws', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(reserveAttempt(table, TERRA, NOW_MS)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('readRows', () => {
  it('has the rows of those that have one', async () => {
    const table = await aTable();
    await reserveAttempt(table, TERRA, NOW_MS);
    await reserveAttempt(table, 1, NOW_MS);

    expect([...(await readRows(table, [TERRA, AQUA])).keys()]).toEqual([TERRA]);
  });

  it('asks for nothing when nobody is asked for', async () => {
    const table = await aTable();
    const calls = watchCalls(table.client, 'BatchGetItemCommand');

    expect(await readRows(table, [])).toEqual(new Map());
    expect(calls).toEqual([]);
  });

  it('reads what was written a moment ago: it decides who may ask the source', async () => {
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

  it('asks again for the keys that a call leaves unprocessed, and for those alone', async () => {
    const table = await aTable();
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    for (const number of numbers) await reserveAttempt(table, number, NOW_MS);
    const calls = leaveKeysUnprocessed(table.client, 2);

    const rows = await readRows(table, numbers);

    expect([...rows.keys()].toSorted((a, b) => a - b)).toEqual(numbers);
    expect(calls.sizes).toEqual([10, 5, 2]);
  });

  it('throws rather than to take a satellite for one without a row', async () => {
    const table = await aTable();
    // Half of what is left, each time: of 1,000 some are left after eight calls, on top of those that were not asked for.
    leaveKeysUnprocessed(table.client, Infinity);

    await expect(
      readRows(
        table,
        Array.from({ length: 1000 }, (_, index) => index + 1),
      ),
    ).rejects.toThrow(/^DynamoDB left \d+ rows of the elements table unread after 8 calls\.$/);
  });

  it('throws what the SDK throws', async () => {
    const table = { ...(await aTable()), tableName: 'no-such-table' };

    await expect(readRows(table, [TERRA])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('throws for a set that somebody has written by hand, and wrongly', async () => {
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
