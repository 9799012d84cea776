// The deployed function against a real HTTP server that plays the source: what each answer means, one by one.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, inject, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import type { HeldElements } from '../../functions/shared/elements.ts';
import { type ElementsRow, readRows, recordOutcome, reserveAttempt } from '../../functions/shared/elements-table.ts';
import { invoke } from '../../local/aws/invoke.ts';
import type { Omm } from '../../orbit/omm.ts';
import { TERRA } from '../support/builders.ts';
import { theSource } from '../support/source-server.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();
const source = theSource(inject('sourceUrl'));
const elementsTable = { client: system.clients.documents, tableName: system.outputs.ElementsTableName as string };

const bundled = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === TERRA) as Omm;
/** The set that the table holds before each case: a day newer than the bundled one. */
const held: HeldElements = {
  omm: { ...bundled, EPOCH: '2026-10-10T22:33:25.053984' },
  source: 'celestrak.org',
  retrievedAt: '2026-10-11T06:00:00Z',
};
/** A newer one, as a source publishes it. */
const newer: Omm = { ...bundled, EPOCH: '2026-10-12T01:02:03.000456', ELEMENT_SET_NO: 1000 };

const json = (...sets: unknown[]) => ({ status: 200, body: JSON.stringify(sets) });

beforeEach(async () => {
  await source.forget();
  // Only Terra is due: the others were asked for a moment ago.
  for (const catalogNumber of [27424, 28376]) await reserveAttempt(elementsTable, catalogNumber, Date.now());
  await reserveAttempt(elementsTable, TERRA, Date.now());
  await recordOutcome(elementsTable, TERRA, { waitMs: 0, failures: 0 }, { current: held });
  await setBack();
});

/** Lets the source be asked for Terra again: sets the last attempt back by a day. */
async function setBack(): Promise<void> {
  await elementsTable.client.send(
    new UpdateCommand({
      TableName: elementsTable.tableName,
      Key: { catalogNumber: TERRA },
      UpdateExpression: 'SET attemptedAtMs = :then',
      ExpressionAttributeValues: { ':then': Date.now() - 86_400_000 },
    }),
  );
}

async function runFunction(): Promise<ElementsRow> {
  await invoke(system.addresses.endpointUrl, system.outputs.ElementsFunctionName as string);
  return (await readRows(elementsTable, [TERRA])).get(TERRA) as ElementsRow;
}

test('a newer set is kept, with its source and the time, and the one before stays too', async () => {
  await source.answers(TERRA, json(newer));

  const row = await runFunction();

  expect(row.current).toEqual({ omm: newer, source: '127.0.0.1', retrievedAt: expect.stringMatching(/Z$/) });
  expect(row.previous).toEqual(held);
  expect(row.failures).toBe(0);
  expect(await source.asked()).toEqual([
    { catalogNumber: TERRA, format: 'JSON', userAgent: expect.stringContaining('Subpoint'), path: '/gp.php' },
  ]);
});

test.for<[name: string, set: Record<string, unknown>, kept: Partial<Omm>]>([
  [
    'numbers as strings, as Space-Track has them',
    Object.fromEntries(Object.entries(newer).map(([key, value]) => [key, String(value)])),
    newer,
  ],
  ['an epoch with Z', { ...newer, EPOCH: `${newer.EPOCH}Z` }, newer],
  [
    'an epoch with three decimals',
    { ...newer, EPOCH: '2026-10-12T01:02:03.456' },
    { EPOCH: '2026-10-12T01:02:03.456' },
  ],
  ['keywords that are not used', { ...newer, CENTER_NAME: 'EARTH', PERIAPSIS: 1 }, newer],
])('%s: taken', async ([, set, kept]) => {
  await source.answers(TERRA, json(set));

  expect((await runFunction()).current?.omm).toMatchObject(kept);
});

const NOT_UPDATED =
  'GP data has not updated since your last successful download of CATNR=25994 at 2026-10-11 06:00:00 UTC. Data is updated once every 2 hours.';

test.for([403, 200])(
  '"has not updated since your last download" under %d: the copy that is held is current',
  async (status) => {
    await source.answers(TERRA, { status, body: NOT_UPDATED });

    const row = await runFunction();

    expect(row.current).toEqual(held);
    expect(row).toMatchObject({ failures: 0, waitMs: 6 * 3_600_000 });
  },
);

test.for<[name: string, script: Parameters<typeof source.answers>[1]]>([
  ['403 of another kind', { status: 403, body: 'Forbidden: your address is blocked' }],
  ['404', { status: 404, body: 'Not Found' }],
  ['429', { status: 429, body: 'Too Many Requests' }],
  ['500', { status: 500, body: 'Internal Server Error' }],
  ['503', { status: 503, headers: { 'retry-after': '60' } }],
  ['a reset connection', { fault: 'reset' }],
  ['an empty array', json()],
  ['no data', { status: 200, body: 'No GP data found' }],
  ['HTML', { status: 200, body: '<!doctype html><title>Maintenance</title>' }],
  ['truncated JSON', { status: 200, body: JSON.stringify([newer]).slice(0, -20) }],
  ['an empty body', { status: 200, body: '' }],
  ['an object instead of an array', { status: 200, body: JSON.stringify(newer) }],
  ['another satellite', json({ ...newer, NORAD_CAT_ID: 27424 })],
  ['a missing field', json({ ...newer, MEAN_MOTION: undefined })],
  ['a field that is not finite', json({ ...newer, BSTAR: null })],
  ['an eccentricity of 1', json({ ...newer, ECCENTRICITY: 1 })],
  ['a mean motion of 0', json({ ...newer, MEAN_MOTION: 0 })],
  ['a negative mean motion', json({ ...newer, MEAN_MOTION: -14.6 })],
  ['an epoch in the future', json({ ...newer, EPOCH: '2099-01-01T00:00:00.000000' })],
  ['an epoch that is none', json({ ...newer, EPOCH: '2026-02-31T00:00:00.000000' })],
  ['an older set than the one held', json(bundled)],
  ['a redirect to another address in the clear', { status: 301, headers: { location: 'http://127.0.0.1:9/gp.php' } }],
])('%s: the last good set stays, and the next run asks again when it may', async ([, script]) => {
  await source.answers(TERRA, script);

  const row = await runFunction();

  expect(row.current).toEqual(held);
  expect(row.failures).toBe(1);
  // Two to three hours after a first failure.
  expect(row.waitMs).toBeGreaterThanOrEqual(2 * 3_600_000);
  expect(row.waitMs).toBeLessThanOrEqual(3 * 3_600_000);

  // It may not yet, however often it is invoked; set back, it may.
  await runFunction();
  expect(await source.asked()).toHaveLength(1);
  await setBack();
  await source.answers(TERRA, json(newer));
  expect((await runFunction()).current?.omm).toEqual(newer);
});

test('a source that never answers costs no more than its time: the last good set stays', {
  timeout: 60_000,
}, async () => {
  await source.answers(TERRA, { fault: 'silence' });

  const row = await runFunction();

  expect(row.current).toEqual(held);
  expect(row.failures).toBe(1);
});

test('301 is followed within the configured origin', async () => {
  await source.answers(TERRA, { status: 301, headers: { location: '/moved' } });
  await source.answers(0, json(newer));

  expect((await runFunction()).current?.omm).toEqual(newer);
  expect((await source.asked()).map(({ path }) => path)).toEqual(['/gp.php', '/moved']);
});

test('a jump that smells of a manoeuvre is accepted', async () => {
  await source.answers(TERRA, json({ ...newer, MEAN_ANOMALY: newer.MEAN_ANOMALY + 1 - 360 }));

  expect((await runFunction()).current?.omm.EPOCH).toBe(newer.EPOCH);
});
